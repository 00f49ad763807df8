"""What happened to a story, thing by thing, newest first: for feeds out and for notices.

Each has an id that stays, and the time at which the desk came to know of it. All is drawn from what is kept: nothing is read for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from newsloom.loom import curation, kept
from newsloom.records import ArticleCard, Assertion, Claim, Passage, Record, StoryBriefing
from newsloom.render import sentence, words
from newsloom.settings import Settings
from newsloom.store import Store

What = Literal["article", "version", "confirmed", "denied", "disputed", "standing", "figure", "curation"]
_STANDINGS: dict[str, What] = {"confirmed": "confirmed", "denied": "denied", "disputed": "disputed"}
_MOST = 200


class Happening(Record, frozen=True, kw_only=True):
    """One thing that happened.

    Attributes:
        id: stays the same for the same thing.
        at: RFC 3339, UTC: when the desk came to know of it.
        claim: the claim that it happened to, None for what happened to the story.
        passages: the words that it stands on.
    """

    id: str
    at: str
    what: What
    story: str
    title: str
    text: str
    article: str | None = None
    claim: str | None = None
    passages: tuple[Passage, ...] = ()


def of_story(id: str, settings: Settings, store: Store, most: int = _MOST) -> list[Happening]:
    """What happened to a story, newest first.

    Raises:
        NotFoundError: there is no such story.
    """
    seen = kept.glance(id, settings, store)
    story = seen.story
    found: list[Happening] = []
    for article in story.articles:
        found += _versions(story.id, store, article)
    if seen.kept is not None:
        found += _claims(seen.kept.story)
    for change in curation.told(store.living.log(), story.id, store.living.redirects()):
        told = sentence(change)
        found.append(Happening(id=f"change:{change.id}", at=change.at, what="curation", story=story.id, title=told, text=change.why))
    found.sort(key=lambda one: (one.at, one.id), reverse=True)
    return found[:most]


def _versions(story: str, store: Store, id: str) -> Iterator[Happening]:
    for number, version in enumerate(store.versions(id)):
        name = (version.outlet.name or version.outlet.domain) if version.outlet else None
        told = f"{name or 'Unknown outlet'}: {version.title or 'untitled'}"
        yield Happening(
            id=f"article:{id}" if number == 0 else f"version:{id}:{version.version}",
            at=version.first_seen,
            what="article" if number == 0 else "version",
            story=story,
            title=told if number == 0 else f"Text changed. {told}",
            text="",
            article=id,
        )


def _claims(story: StoryBriefing) -> Iterator[Happening]:
    cards = {card.id: card for card in story.articles}
    for claim in story.claims:
        yield from _standings(story.id, claim, cards)
        yield from _figures(story.id, claim, cards)


def _standings(story: str, claim: Claim, cards: dict[str, ArticleCard]) -> Iterator[Happening]:
    for step in claim.standing:
        at = _seen(step.passages, cards)
        if at is None or step.standing in ("rumoured", "alleged"):
            continue
        by = f" by {step.by}" if step.by else ""
        first = step.passages[0]
        yield Happening(
            id=f"standing:{step.standing}:{first.article}:{first.version}:{first.start}",
            at=at,
            what=_STANDINGS.get(step.standing, "standing"),
            story=story,
            title=f"{step.standing.capitalize()}{by}: {claim.text}",
            text=first.text,
            article=first.article,
            claim=claim.id,
            passages=step.passages,
        )


def _figures(story: str, claim: Claim, cards: dict[str, ArticleCard]) -> Iterator[Happening]:
    """Versions whose figure is another than that of every version that the desk had before."""
    dated = [(at, n, one) for n, one in enumerate(claim.assertions) if one.value and (at := _seen(one.passages, cards))]
    dated.sort(key=lambda entry: entry[:2])
    for place, (at, _, one) in enumerate(dated):
        before = [old for when, _, old in dated[:place] if when < at]
        if not before or any(_same(old, one) for old in before):
            continue
        was = words.value(before[-1].value) if before[-1].value else "unknown"
        now = words.value(one.value) if one.value else "unknown"
        first = one.passages[0]
        yield Happening(
            id=f"figure:{first.article}:{first.version}:{first.start}",
            at=at,
            what="figure",
            story=story,
            title=f"Another figure, {now} (before: {was}): {claim.text}",
            text=first.text,
            article=first.article,
            claim=claim.id,
            passages=one.passages,
        )


def _same(a: Assertion, b: Assertion) -> bool:
    return a.value is not None and b.value is not None and (a.value.low, a.value.high) == (b.value.low, b.value.high)


def _seen(passages: tuple[Passage, ...], cards: dict[str, ArticleCard]) -> str | None:
    """When the desk got the article of a passage."""
    card = cards.get(passages[0].article) if passages else None
    return card.first_seen if card else None
