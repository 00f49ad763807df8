"""The signs of standing that the items of one claim carry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from newsloom import lexicon
from newsloom.compare.claims.assertions import Line, behind, folded, stance_of
from newsloom.compare.sayings import Item
from newsloom.compare.sayings.words import unverified
from newsloom.compare.standing import Sign
from newsloom.records import Article, StandingKind, When


def signs(members: Sequence[Item], articles: Sequence[Article], positive: bool) -> list[Sign]:
    """All signs, unordered: explicit marks, named speakers (alleged), denials, surmise (rumoured)."""
    found = [sign for item in members for sign in _of_item(item, articles[item.article], positive)]
    return [*_first_report(members, articles, positive, found), *found]


def _first_report(members: Sequence[Item], articles: Sequence[Article], positive: bool, found: Sequence[Sign]) -> list[Sign]:
    """The first dated article that says so in its own voice, where it came before everyone who is named: the outlet says so."""
    own = [m for m in members if behind(m)[0] is None and m.firm and not m.marks and stance_of(m, positive) == "asserts"]
    dated = [(articles[m.article].published.first_day or "", n) for n, m in enumerate(own) if articles[m.article].published.first_day]
    if not dated or members[0].kind == "assessment":
        return []
    day, at = min(dated)
    if any((sign.when.first_day or "") <= day for sign in found if sign.when.first_day):
        return []
    article = articles[own[at].article]
    return [Sign("alleged", article.outlet.name if article.outlet else None, None, _when(article), article.passage(*own[at].outer))]


def signs_of_rejection(rejections: Sequence[Line], articles: Sequence[Article]) -> list[Sign]:
    """The steps that rejections of the very thing add to a claim about its figures."""
    found = []
    for line in rejections:
        a = line.assertion
        standing: StandingKind = "denied" if a.stance == "denies" else "disputed"
        if a.attributed_to is not None:
            found.append(Sign(standing, a.attributed_to, line.speaker, _when(articles[line.article]), a.passages[0]))
    return found


def _of_item(item: Item, article: Article, positive: bool) -> Iterator[Sign]:
    when = _when(article)
    by, key = behind(item)
    spoken = by is not None and not vague(by, item.language)
    moved: set[str] = set()
    shown: set[StandingKind] = set()
    for mark, span in zip(item.marks, item.mark_spans, strict=True):
        standing = _towards(mark.standing, item, positive)
        if standing is None or (standing == "rumoured" and spoken):
            continue
        if mark.by is None:
            shown.add(standing)
        moved.add(folded(mark.by or ""))
        yield Sign(standing, mark.by, mark.by_key, when, article.passage(*span))
    if by is None and not item.marks and item.modality == "speculated" and stance_of(item, positive) in ("asserts", "supposes"):
        yield Sign("rumoured", None, None, when, article.passage(*item.outer))  # "according to unconfirmed reports"
    if by is None or folded(by) in moved or not (item.firm or item.value is not None):
        return
    standing = _said(item, positive, spoken)
    if standing == "alleged" and _is_evidence(by, item.language):
        standing, spoken = "evidenced", False
    if standing is not None and not (standing in shown and not spoken):
        yield Sign(standing, by if spoken else None, key if spoken else None, when, article.passage(*item.outer))


def _said(item: Item, positive: bool, spoken: bool) -> StandingKind | None:
    """The standing that a speaker's words give by themselves; a mere condition ("if ...") or question gives none."""
    stance = stance_of(item, positive)
    if not spoken:
        return "rumoured" if stance in ("asserts", "supposes") and item.modality not in ("conditional", "asked") else None
    if stance == "asserts":
        return "alleged"
    if stance == "doubts" and item.modality == "expected" and item.kind != "assessment":
        return "denied"  # "said that it will not leave": of what is to come, that is all that a denial can say
    if stance in ("denies", "doubts"):
        return "denied" if stance == "denies" and item.kind != "assessment" else "disputed"
    if item.modality in ("conditional", "asked") or item.kind == "assessment":
        return None
    believed = any(mark.standing == "rumoured" for mark in item.marks)
    return "alleged" if believed or item.modality == "expected" else "rumoured"


def _is_evidence(name: str, language: str) -> bool:
    """True where what speaks is a thing: documents, footage."""
    nouns, records, kinds = _evidence(language)
    words = name.casefold().split()
    last = words[-1] if words else ""
    return last in nouns or last.removesuffix("s") in nouns or (last in records and any(word in kinds for word in words[:-1]))


@cache
def _evidence(language: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    table = lexicon.table("standing", language).get("evidence", {})
    return frozenset(table.get("nouns", ())), frozenset(table.get("records", ())), frozenset(table.get("kinds", ()))


def vague(name: str, language: str) -> bool:
    """True for a speaker that names nobody ("reports", "sources")."""
    table, low = lexicon.table("standing", language).get("vague", {}), f" {name.casefold()} "
    return unverified(name, language) or name.casefold() in table.get("names", ()) or any(f" {p} " in low for p in table.get("parts", ()))


def _towards(standing: StandingKind, item: Item, positive: bool) -> StandingKind | None:
    """The standing of the claim that an item's mark gives. Confirming the contrary denies; other signs of the contrary say nothing.

    A judgement can be shared, not confirmed; nor is what is asked ("confirm whether") or denied in the same breath.
    """
    if standing == "confirmed" and (item.kind == "assessment" or item.modality in ("asked", "denied")):
        return None
    if item.positive == positive:
        return standing
    return "denied" if standing == "confirmed" else None


def _when(article: Article) -> When:
    """When the article was printed, as far as its text or metadata say."""
    return article.published
