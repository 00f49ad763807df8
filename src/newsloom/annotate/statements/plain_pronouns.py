"""Whom a pronoun, or a verb without a subject, takes up, by patterns: the last who spoke or is named nearby, of the pronoun's gender."""

from __future__ import annotations

import re
from bisect import bisect_right

from newsloom.annotate.reading import Reading
from newsloom.annotate.statements.people import Named, People
from newsloom.annotate.statements.plain_found import inside
from newsloom.records import Piece, Speaker
from newsloom.text.quotes import Quote

Resolved = tuple[Speaker, str | None, Piece | None]
_BESIDE = re.compile(r", (?:une? |la |le |l[’']|el |una )?(\w[\w ’'-]{2,60}),")


class PlainPronouns:
    """Remembers who spoke last, and resolves pronouns in the order of the text. `lists`: word lists of the reporting table."""

    def __init__(self, reading: Reading, people: People, quotes: tuple[Quote, ...], lists: dict[str, frozenset[str]]) -> None:
        self.reading = reading
        self.people = people
        self.quotes = quotes
        self.lists = lists
        self.starts = [sentence.start for sentence in reading.sentences]
        self.last: tuple[Speaker, str | None] | None = None
        self.last_place = 0

    def resolve(self, word: str, place: int, at: Piece | None) -> Resolved:
        """Whom a pronoun, or a verb without a subject, takes up: the last who spoke or is named nearby, of the pronoun's gender."""
        gender = "male" if word in self.lists["male"] else "female" if word in self.lists["female"] else None
        if self.last is not None and word.endswith(("source", "sources", "fuente", "fuentes")):
            return (*self.last, at)  # "selon la même source"
        near = self.last is not None and self.last[0].kind != "person" and "\n" not in self.reading.body[self.last_place : place]
        if near and self.last is not None and not self._person_between(self.last_place, place):
            return (*self.last, at)
        best: tuple[float, int] | None = None
        sentence = self._sentence(place)
        for mention in self.people.before(place, reach=1500):
            who = self.people.all[mention.who]
            told = self._gender(mention)
            if (
                not (who.kind == "person" or self._called(mention))
                or inside(mention.start, self.quotes)
                or (gender and told and told != gender)
            ):
                continue
            distance = sentence - self._sentence(mention.start)
            score: float = -distance + (2 if gender and told == gender else 0) + (1 if self._opens(mention) else 0)
            if self.last is not None and self.last[0].name == who.name:
                score += 2.5
            if best is None or score > best[0]:
                best = (score, mention.who)
        if best is not None and best[0] > -5:
            who = self.people.all[best[1]]
            found = Speaker(name=who.name, entity=who.name, role=who.role, kind="person"), who.key
            self.last, self.last_place = found, place
            return (*found, at)
        if self.last is not None and (not word or self.last[0].kind == "person"):
            return (*self.last, at)
        return Speaker(), None, at

    def _called(self, mention: Named) -> bool:
        """A name that nothing tells to be a person's but the office behind it: "Ada Holt, maestra jubilada, ..."."""
        who = self.people.all[mention.who]
        after = _BESIDE.match(self.reading.body, mention.end) if who.kind == "other" and " " in who.name else None
        if after is None or after.group(1).split()[0].lower() not in self.lists["people"]:
            return False
        who.role = who.role or after.group(1)
        return True

    def _person_between(self, start: int, end: int) -> bool:
        return any(
            (self.people.all[m.who].kind == "person" or self._called(m)) and not inside(m.start, self.quotes)
            for m in self.people.within(start, end)
        )

    def _sentence(self, place: int) -> int:
        return bisect_right(self.starts, place)

    def _opens(self, mention: Named) -> bool:
        """The name opens its sentence, with its office at most before it."""
        start = self.starts[max(0, self._sentence(mention.start) - 1)]
        return mention.start - start < 40

    def _gender(self, mention: Named) -> str | None:
        who = self.people.all[mention.who]
        if who.gender is None:
            before = self.reading.body[max(0, mention.start - 70) : mention.start].lower()
            before = re.split(r"[.;:»\n]", before)[-1]
            for word in reversed(re.findall(r"[\wé.’']+", before)[-8:]):
                told = "female" if word in self.lists["female_before"] else "male" if word in self.lists["male_before"] else None
                if told:
                    setattr(who, told, getattr(who, told) + 1)
                    break
        return who.gender
