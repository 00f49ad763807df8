"""What people say of claims, articles and speakers: verdicts, notes, assignments, corrections. What the machine finds never overwrites it.

Each entry stands in a log that is only added to, with who, when and why; each can be undone. Entries are laid over what is read: articles
are corrected before they are compared, verdicts are shown in place of the machine's beside what that found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from newsloom.errors import UsageError
from newsloom.loom import bonds, clock
from newsloom.records import Article, Claim, Furniture, Outlet, StoryBriefing, When
from newsloom.records.people import Hand, HandKind
from newsloom.store import Store

AGREEMENTS = ("agree", "compatible", "updated", "conflict", "disputed", "unclear")
CORRECTED = "corrected"  # in an article's metadata: by which entries
_WHY = 1000  # characters of a reason or note
ON_ARTICLES: tuple[HandKind, ...] = ("outlet", "date", "furniture")
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class Hands:
    """
    Args:
        by: who says so.
        why: the reason, for the log.

    Raises (all methods):
        NotFoundError: there is no such entry, article or story.
        UsageError: what is said makes no sense.
    """

    def __init__(self, store: Store, by: str, why: str = "") -> None:
        self._store, self._by, self._why = store, by.strip() or "unknown", why.strip()[:_WHY]

    # Claims

    def verdict(self, story: str, claim: Claim, agreement: str) -> Hand:
        """Judge a claim: what the machine found stays beside it."""
        if agreement not in AGREEMENTS:
            raise UsageError(f"a verdict is one of {', '.join(AGREEMENTS)}")
        return self._say("verdict", claim.id, story, {"agreement": agreement, "was": claim.agreement, **_where(claim)})

    def apart(self, story: str, claim: Claim, version: int) -> Hand:
        """Say that a version of a claim (index of its assertion) is of another matter."""
        if not 0 <= version < len(claim.assertions):
            raise UsageError("the claim has no such version")
        passage = claim.assertions[version].passages[0] if claim.assertions[version].passages else None
        place = f"{passage.article} {passage.version} {passage.start} {passage.end}" if passage else ""
        if len(claim.assertions) < 2:
            raise UsageError("the claim has no other version that this one could be parted from")
        value = {"version": str(version), "place": place, bonds.BOND: bonds.apart(claim, version), **_where(claim)}
        return self._say("split", claim.id, story, value)

    def together(self, story: str, claim: Claim, other: Claim) -> Hand:
        """Say that two claims are one."""
        if claim.id == other.id:
            raise UsageError("a claim is one with itself already")
        if (claim.kind == "quantity") != (other.kind == "quantity"):
            raise UsageError("a figure and what is no figure cannot be one claim")
        value = {"other": other.id, "other_text": other.text, bonds.BOND: bonds.together(claim, other), **_where(claim)}
        return self._say("join", claim.id, story, value)

    # Notes and assignments

    def note(self, target: str, text: str, story: str | None = None) -> Hand:
        """A note on a story, a claim or an article."""
        text = text.strip()[:_WHY]
        if not text:
            raise UsageError("a note needs words")
        return self._say("note", target, story, {"text": text})

    def assign(self, story: str, name: str) -> Hand:
        """Say who looks after a story; "" for nobody."""
        return self._say("assign", story, story, {"to": " ".join(name.split())[:100]})

    # Articles

    def outlet(self, article: str, name: str, country: str = "") -> Hand:
        """Say who published an article."""
        name, country = " ".join(name.split())[:200], country.strip().upper()
        if not name:
            raise UsageError("an outlet needs a name")
        if country and not re.fullmatch("[A-Z]{2}", country):
            raise UsageError("a country is two letters (ISO 3166), for example FR")
        self._store.article(article)
        return self._say("outlet", article, None, {"name": name, "country": country})

    def date(self, article: str, day: str) -> Hand:
        """Say when an article was published ("YYYY-MM-DD", "YYYY-MM" or "YYYY")."""
        day = day.strip()
        if not _DAY.fullmatch(day) or (len(day) == 10 and clock.day(day) != day):
            raise UsageError(f"{day!r} is no date: write it as YYYY-MM-DD, YYYY-MM or YYYY")
        self._store.article(article)
        return self._say("date", article, None, {"day": day})

    def furniture(self, article: str, start: int, end: int, *, news: bool = False) -> Hand:
        """Say that a stretch of an article's current text (code points) is page furniture, or that it is `news`."""
        found = self._store.article(article)
        if not 0 <= start < end <= len(found.text):
            raise UsageError("that stretch is not in the text")
        value = {"version": found.version, "start": str(start), "end": str(end), "is": "news" if news else "furniture"}
        return self._say("furniture", article, None, value)

    # Speakers

    def erase(self, entity: str) -> Hand:
        """Have a person's ledger shown no more. What articles say of them stays in the articles."""
        return self._say("erase", entity, None, {})

    def undo(self, number: int) -> Hand:
        """Take an entry back. Undoing an undoing makes it hold again."""
        old = next((one for one in self._store.people.hands() if one.id == number), None)
        target, story = (old.target, old.story) if old else ("", None)
        return self._store.people.say(
            Hand(at=clock.now(), by=self._by, kind="undo", target=target, story=story, why=self._why, undoes=number)
        )

    def _say(self, kind: HandKind, target: str, story: str | None, value: dict[str, str]) -> Hand:
        return self._store.people.say(Hand(at=clock.now(), by=self._by, kind=kind, target=target, story=story, value=value, why=self._why))


def _where(claim: Claim) -> dict[str, str]:
    """What a claim is found by when its id has changed: its words, and its first passage."""
    passage = next((p for a in claim.assertions for p in a.passages), None)
    return {"text": claim.text, "at": f"{passage.article} {passage.start}" if passage else ""}


# Laying over


def holding(hands: Sequence[Hand]) -> list[Hand]:
    """The entries that hold, newest first."""
    return [one for one in hands if one.undone_by is None and one.kind != "undo"]


def articles(store: Store, ids: Sequence[str]) -> list[Article]:
    """Current versions, corrected as people said.

    Raises:
        NotFoundError: one is not there.
    """
    found = store.articles(ids)
    said: dict[str, list[Hand]] = {}
    for kind in ON_ARTICLES:
        for one in holding(store.people.hands(kind=kind)):
            said.setdefault(one.target, []).append(one)
    return [corrected(article, said.get(article.id, ())) for article in found] if said else found


def corrected(article: Article, said: Sequence[Hand]) -> Article:
    """An article as people corrected it; of two that say the same kind of thing, the later counts."""
    if not said:
        return article
    made = article
    for one in sorted(said, key=lambda hand: hand.id):
        made = _CORRECT[one.kind](made, one)
    metadata = {**article.metadata, CORRECTED: " ".join(f"{one.kind}:{one.id}" for one in sorted(said, key=lambda hand: hand.id))}
    return msgspec.structs.replace(made, metadata=metadata)


def _outlet(article: Article, hand: Hand) -> Article:
    known = article.outlet or Outlet()
    outlet = msgspec.structs.replace(known, name=hand.value["name"], country=hand.value.get("country") or known.country)
    return msgspec.structs.replace(article, outlet=outlet)


def _date(article: Article, hand: Hand) -> Article:
    day = hand.value["day"]
    precision: Any = {10: "day", 7: "month", 4: "year"}[len(day)]
    return msgspec.structs.replace(article, published=When(value=day, precision=precision, origin="metadata"))


def _furniture(article: Article, hand: Hand) -> Article:
    if hand.value.get("version") != article.version:  # said of another text
        return article
    start, end = int(hand.value["start"]), int(hand.value["end"])
    if hand.value["is"] == "furniture":
        kept = (*article.furniture, Furniture(start=start, end=end, why="other", note="marked by hand"))
    else:
        kept = tuple(f for f in article.furniture if f.end <= start or end <= f.start)
    return msgspec.structs.replace(article, furniture=tuple(sorted(kept)))


_CORRECT = {"outlet": _outlet, "date": _date, "furniture": _furniture}


def judged(story: StoryBriefing, hands: Sequence[Hand]) -> StoryBriefing:
    """A briefing with people's verdicts in place of the machine's. `why` says whose they are, and what the machine found."""
    verdicts: dict[str, Hand] = {}
    by_place: dict[str, Hand] = {}
    for one in holding(hands):
        if one.kind == "verdict":
            verdicts.setdefault(one.target, one)
            if one.value.get("at"):
                by_place.setdefault(one.value["at"], one)
    if not verdicts:
        return story
    return msgspec.structs.replace(story, claims=tuple(_judged(claim, verdicts, by_place) for claim in story.claims))


def _judged(claim: Claim, verdicts: dict[str, Hand], by_place: dict[str, Hand]) -> Claim:
    hand = verdicts.get(claim.id) or by_place.get(_where(claim)["at"])
    if hand is None:
        return claim
    agreement: Any = hand.value["agreement"]
    note = f" “{hand.why}”" if hand.why else ""
    return msgspec.structs.replace(
        claim, agreement=agreement, why=f"{hand.by} judged so on {hand.at[:10]}.{note} Found by rule: {claim.agreement}, {claim.why}"
    )


def labelled(hands: Sequence[Hand]) -> list[dict[str, Any]]:
    """What people corrected and judged, as labelled data: one dictionary an entry that holds."""
    wanted = ("verdict", "join", "split", *ON_ARTICLES)
    return [
        {"kind": one.kind, "target": one.target, "story": one.story, "at": one.at, **one.value, **_bond(one)}
        for one in holding(hands)
        if one.kind in wanted
    ]


def _bond(one: Hand) -> dict[str, Any]:
    """What someone said of claims in a form that programs read: the versions that are meant, to the letter."""
    bond = bonds.read(one)
    return {} if bond is None else {bonds.BOND: msgspec.to_builtins(bond)}
