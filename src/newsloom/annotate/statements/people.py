"""Whom an article names, where, and what is known of them: the ground on which "he" and "the minister" are resolved.

Built from the article's entities; where none were found, from the parser's own named entities.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from newsloom.annotate.reading import Reading
from newsloom.lexicon import table
from newsloom.records import EntityKind
from newsloom.text.names import words_of

if TYPE_CHECKING:
    from spacy.tokens import Span

_KINDS: dict[str, EntityKind] = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "NORP": "group", "FAC": "place"}


@dataclass(slots=True)
class Someone:
    """One who is named. `names` holds each form that was used; `role` the first office found beside the name."""

    name: str
    kind: EntityKind
    key: str | None = None
    role: str | None = None
    roles: list[str] = field(default_factory=list)
    male: int = 0
    female: int = 0

    @property
    def gender(self) -> str | None:
        if self.male == self.female:
            return None
        return "male" if self.male > self.female else "female"


@dataclass(frozen=True, slots=True)
class Named:
    """A place where someone is named: code points, and index into `People.all`."""

    start: int
    end: int
    who: int


class People:
    """Everyone named in an article, with their mentions in order of place."""

    def __init__(self, reading: Reading) -> None:
        self.all: list[Someone] = []
        self.mentions: list[Named] = []
        if reading.entities and reading.mentions:
            self._from_entities(reading)
        elif reading.syntax:
            self._from_parser(reading)
        self.mentions.sort(key=lambda m: (m.start, -m.end))
        self._titled(reading.body)
        self._starts = [m.start for m in self.mentions]
        self._by_last: dict[str, list[int]] = defaultdict(list)
        for index, who in enumerate(self.all):
            if who.kind == "person":
                _given_gender(who)
                self._by_last[who.name.split()[-1].lower()].append(index)

    def _titled(self, body: str) -> None:
        """ "Mr. Holt" tells a gender, whatever else does."""
        for mention in self.mentions:
            words = body[max(0, mention.start - 6) : mention.start].split()
            told = gendered().get(words[-1].lower()) if words and words[-1][:1].isupper() else None
            if told and self.all[mention.who].kind == "person":
                who = self.all[mention.who]
                setattr(who, told, getattr(who, told) + 1)

    def _from_entities(self, reading: Reading) -> None:
        for entity in reading.entities:
            roles = [r.text for r in entity.roles] or ([entity.role] if entity.role else [])
            kind: EntityKind = "person" if entity.kind in ("organisation", "other") and _given_name(entity.name) else entity.kind
            self.all.append(Someone(entity.name, kind, entity.key, entity.role, roles))
        self.mentions = [Named(m.start, m.end, m.entity) for m in reading.mentions if m.form == "name"]

    def _from_parser(self, reading: Reading) -> None:
        by_last: dict[tuple[str, EntityKind], int] = {}
        for span in sorted(reading.doc.ents, key=lambda s: (-len(s), s.start)):
            kind = _KINDS.get(span.label_)
            name = _bare(span)
            if kind is None or not name:
                continue
            short = name.split()[-1].lower() if kind == "person" else name.lower()
            if (short, kind) not in by_last:
                by_last[short, kind] = len(self.all)
                self.all.append(Someone(name, kind))
            start = span.text.find(name) + span.start_char
            self.mentions.append(Named(start, start + len(name), by_last[short, kind]))

    def within(self, start: int, end: int) -> Iterator[Named]:
        """Mentions that lie in start:end."""
        at = bisect_right(self._starts, start - 1)
        while at < len(self.mentions) and self.mentions[at].start < end:
            if self.mentions[at].end <= end:
                yield self.mentions[at]
            at += 1

    def before(self, place: int, reach: int = 4000) -> Iterator[Named]:
        """Mentions that end at or before `place`, nearest first."""
        at = bisect_right(self._starts, place) - 1
        while at >= 0 and self.mentions[at].start > place - reach:
            if self.mentions[at].end <= place:
                yield self.mentions[at]
            at -= 1

    def surname(self, word: str) -> int | None:
        """The one person with that last name, None for none or several."""
        found = self._by_last.get(word.lower().removesuffix("'s").removesuffix("’s"), [])
        return found[0] if len(found) == 1 else None

    def family(self, word: str) -> list[int]:
        """Everyone with that last name."""
        return self._by_last.get(word.lower(), [])

    def ending(self, words: str) -> int | None:
        """The one person whose name ends in several words ("de la Torre"), None for none or several."""
        tail = f" {words.lower()}"
        found = [i for i, who in enumerate(self.all) if who.kind == "person" and who.name.lower().endswith(tail)]
        return found[0] if " " in words and len(found) == 1 else None

    def covering(self, place: int) -> Named | None:
        """The longest mention that covers `place`."""
        hits = [m for m in self.within(max(0, place - 120), place + 120) if m.start <= place < m.end]
        return max(hits, key=lambda m: m.end - m.start, default=None)


def _bare(span: Span) -> str:
    """A named entity without article, possessive and title."""
    words = str(span.text).strip()
    for ending in ("'s", "’s", "'", "’"):
        words = words.removesuffix(ending)
    if words.lower().startswith("the "):
        words = words[4:]
    parts = words.split()
    titles = _titles()
    while len(parts) > 1 and parts[0].rstrip(".").lower() in titles:
        parts = parts[1:]
    return words[words.find(parts[0]) :].strip() if parts else ""


@cache
def _titles() -> frozenset[str]:
    return frozenset(table("speakers", "en").get("titles", ()))


@cache
def _given() -> dict[str, str]:
    data = table("speakers", "en").get("given", {})
    male, female = set(data.get("male", "").split()), set(data.get("female", "").split())
    return dict.fromkeys(male - female, "male") | dict.fromkeys(female - male, "female")


@cache
def gendered() -> dict[str, str]:
    """Words that tell a gender ("spokeswoman")."""
    data: dict[str, list[str]] = table("speakers", "en").get("gender", {})
    return {word: gender for gender, words in data.items() for word in words}


def _given_name(name: str) -> bool:
    """Two or three capitalised words, a common given name first: a person, whatever it was taken for."""
    parts = name.split()
    if parts and parts[-1].lower() in words_of("organisation_last", "en") | words_of("place_words", "en"):
        return False  # "Virginia State Police", "Madison County"
    return 2 <= len(parts) <= 3 and parts[0].lower() in _given() and all(p[:1].isupper() and p[1:].islower() for p in parts)


def _given_gender(who: Someone) -> None:
    first = who.name.split()[0].lower() if who.name.split() else ""
    gender = _given().get(first) if " " in who.name else None
    if gender:
        setattr(who, gender, getattr(who, gender) + 1)
    for role in who.roles:
        for word in role.lower().split():
            told = gendered().get(word)
            if told:
                setattr(who, told, getattr(who, told) + 3)
