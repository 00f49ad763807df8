"""The signs of standing that the items of one claim carry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsloom.compare.claims.assertions import behind, stance_of
from newsloom.compare.sayings.items import Item
from newsloom.compare.standing import Sign
from newsloom.records import Article, StandingKind, When


def signs(members: Sequence[Item], articles: Sequence[Article], positive: bool) -> list[Sign]:
    """All signs, unordered: explicit marks, named speakers (alleged), denials, surmise (rumoured)."""
    return [sign for item in members for sign in _of_item(item, articles[item.article], positive)]


def _of_item(item: Item, article: Article, positive: bool) -> Iterator[Sign]:
    when = _when(article)
    marked = set()
    for mark in item.marks:
        span = (min(item.outer[0], mark.start), max(item.outer[1], mark.end))
        standing = _towards(mark.standing, item.positive == positive)
        if standing == "confirmed" and item.kind == "assessment":  # a judgement can be shared, not confirmed
            standing = None
        if standing is not None:
            marked.add(standing)
            yield Sign(standing, mark.by, mark.by_key, when, article.passage(*span))
    by, key = behind(item)
    stance = stance_of(item, positive)
    passage = article.passage(*item.outer)
    if not item.firm and item.value is None:
        return
    if marked & {"confirmed", "denied"} and by in {m.by for m in item.marks}:
        return
    if stance == "asserts" and by is not None:
        yield Sign("alleged", by, key, when, passage)
    elif stance == "denies" and by is not None:
        yield Sign("denied" if item.kind != "assessment" else "disputed", by, key, when, passage)
    elif stance == "doubts" and by is not None:
        yield Sign("disputed", by, key, when, passage)
    elif stance == "supposes" and by is not None and item.kind != "assessment":
        yield Sign("rumoured", by, key, when, passage)


def _towards(standing: StandingKind, same: bool) -> StandingKind | None:
    """The standing of the claim that an item's mark gives: confirming the contrary denies, other signs of it say nothing."""
    if same:
        return standing
    return "denied" if standing == "confirmed" else None


def _when(article: Article) -> When:
    """When the article was printed; undated, only that it was not after it was first seen."""
    published = article.published
    if published.value or published.earliest or published.latest:
        return published
    return When(latest=article.first_seen[:10] or None)
