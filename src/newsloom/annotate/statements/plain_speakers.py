"""Speakers by patterns: the entity named in the words beside a reporting verb, or those words themselves."""

from __future__ import annotations

import re
from functools import cache

from newsloom.annotate.reading import Reading
from newsloom.annotate.statements.people import Named, People
from newsloom.annotate.statements.plain_patterns import patterns
from newsloom.annotate.statements.plain_pronouns import PlainPronouns, Resolved
from newsloom.lexicon import table
from newsloom.records import Piece, Speaker, SpeakerKind
from newsloom.text.metonyms import speaks_for
from newsloom.text.quotes import Quote

_NAME = re.compile(
    r"\b[A-ZÁÉÍÓÚÑÀÂÇÈÊÎÔÛ][\w’'-]+(?:\s+(?:de|del|de la|von|van|al|bin|la|le|du|des|d’|d')?\s*[A-ZÁÉÍÓÚÑÀÂÇÈÊÎÔÛ][\w’'-]+){0,4}"
)
_RELATIVE = re.compile(r",?\s(?:qui|que|dont|où|quien|quienes|cuya|cuyo|laquelle|lequel)\s|,\s\w+(?:[ée]e?s?|[ia]d[oa]s?)\s(?:par|por)\s")
_OF = re.compile(r"(?:^|\s)(?:de|del|du|des|en|à|a|d[’'])\s*$")
_NO_ROLE = re.compile(r"(?:sur|dans|à|en|lors|après|selon|según|tras|con|avec|para|pour)\s", re.IGNORECASE)
_OPENING = re.compile(r"^[\s,;:.«»“”\"–—-]+")


class PlainSpeakers:
    """Resolves sources in the order of the text; remembers the last person that spoke."""

    def __init__(self, reading: Reading, quotes: tuple[Quote, ...]) -> None:
        self.reading = reading
        self.people = People(reading)
        self.by_last: dict[str, tuple[Speaker, str | None]] = {}
        self.words = _words(reading.language)
        self.pronouns = PlainPronouns(reading, self.people, quotes, self.words)

    def resolve(self, source: tuple[int, int] | None, cue: str, place: int) -> Resolved:
        """Speaker, key of its entity, and where its words stand. `place`: of the cue."""
        inverted = re.search(r"-(il|elle|ils|elles)\b", cue)
        if inverted:
            return self.pronouns.resolve(inverted.group(1), place, None)
        if source is None:
            return self.pronouns.resolve("", place, None)
        start, end = self._trimmed(*self._segment(*source, place))
        text = self.reading.body[start:end]
        plain = text.lower()
        if plain in self.words["subjects"] or not re.search(r"\w{2}", text):
            at = Piece(start=start, end=end) if re.search(r"\w", text) else None
            return self.pronouns.resolve(plain, place, at)
        found = self._found(start, end)
        speaker, key = found
        if speaker.kind in ("person", "unknown", "organisation", "place"):
            self.pronouns.last, self.pronouns.last_place = found, place
        if speaker.kind == "person" and speaker.name:
            self.by_last.setdefault(speaker.name.split()[-1].lower(), found)
        return speaker, key, Piece(start=start, end=end)

    def _found(self, start: int, end: int) -> tuple[Speaker, str | None]:
        text = self.reading.body[start:end]
        named = self._named(start, end)
        known = self.by_last.get(self._bare(text).lower())
        if named is not None and not (known and " " not in (named[0].name or "")):
            return named
        if known is not None:
            return known
        holder = self._office(start, text)
        if holder is not None:
            return holder
        name = self._bare(text.split(",")[0])
        if "@" in name or "#" in name or len(name.split()) > 10:
            return Speaker(), None
        return Speaker(name=name, entity=speaks_for(name), kind=self._kind(text)), None

    def _office(self, start: int, text: str) -> tuple[Speaker, str | None] | None:
        """Who holds "la procureure": the nearest one before whose office opens with these words."""
        name = self._bare(text).lower()
        if self._kind(text) != "person" or name == text.strip().lower() or len(name.split()) > 6:
            return None
        for mention in self.people.before(start, reach=20000):
            who = self.people.all[mention.who]
            offices = [role.lower() for role in (*who.roles, who.role or "")]
            if who.kind == "person" and any(self._bare(o).startswith(name) for o in offices):
                return Speaker(name=who.name, entity=who.name, role=who.role, kind="person"), who.key
        return None

    def _segment(self, start: int, end: int, place: int) -> tuple[int, int]:
        """Before a verb: the words behind the last comma, unless a comma closes them, too ("En mayo, el alcalde dijo")."""
        text = self.reading.body[start:end].rstrip()
        if end > place or text.endswith((",", ")")):
            return start, end
        return start + text.rfind(",") + 1, end

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        text = self.reading.body[start:end]
        lead = _OPENING.match(text)
        start += lead.end() if lead else 0
        clause = _RELATIVE.search(text)
        end -= len(text) - clause.start() if clause and clause.start() > (lead.end() if lead else 0) else 0
        text = self.reading.body[start:end]
        end -= len(text) - len(text.rstrip(" ,;:.\n–—"))
        for _ in range(4):
            text = self.reading.body[start:end]
            word = next(
                (
                    a
                    for a in self.words["adverbs"]
                    if text.lower().startswith((f"{a} ", f"{a},")) or (a[-1] in "'’" and text.lower().startswith(a))
                ),
                None,
            )
            if word is None:
                break
            rest = text[len(word) :]
            start += len(word) + len(rest) - len(rest.lstrip(" ,"))
        for _ in range(4):
            text = self.reading.body[start:end]
            word = next((a for a in self.words["adverbs"] if text.lower().endswith((f" {a}", f",{a}"))), None)
            if word is None:
                break
            end = start + len(text[: -len(word)].rstrip(" ,"))
        return start, end

    def _named(self, start: int, end: int) -> tuple[Speaker, str | None] | None:
        text = self.reading.body[start:end]
        found = list(self.people.within(start, end))
        persons = [m for m in found if self.people.all[m.who].kind == "person" and not _OF.search(self.reading.body[start : m.start])]
        if persons:
            return self._someone(persons[-1], start, end)
        if found and self._kind(text) not in ("person", "group"):
            first = found[0]
            who = self.people.all[first.who]
            lead = self._bare(self.reading.body[start : first.start]).lower()
            short = "," not in lead and len(lead.split()) < 4
            body = bool(lead) and short and self._kind(lead) == "organisation" and not re.search(r"(?:^|\s)(?:de|du|del|des|d’|d')$", lead)
            if (not lead or body or lead in self.words["articles"]) and who.kind in ("organisation", "place"):
                name = self.reading.body[first.start : first.end]
                seat = speaks_for(name)
                return Speaker(name=name if seat else who.name, entity=seat or who.name, kind=who.kind), who.key
        match = next((m for m in reversed(list(_NAME.finditer(text))) if " " in m.group()), None)
        if match and self._kind(text) == "person" and match.start() > 0 and not _OF.search(text[: match.start()]):
            return Speaker(name=match.group(), entity=match.group(), role=self._role(text[: match.start()]), kind="person"), None
        return None

    def _role(self, text: str) -> str | None:
        role = self._bare(text)
        for word in self.words["according"]:
            if role.lower().startswith(word):
                role = self._bare(role[len(word) :])
        for owner in self.words["owners"]:
            if role.lower().startswith(owner):
                role = role[len(owner) :]
        known = patterns(self.reading.language)
        verb = bool(role) and known is not None and known.verb.fullmatch(role.split()[0])
        return None if not role or verb or _NO_ROLE.match(role) else role

    def _someone(self, mention: Named, start: int, end: int) -> tuple[Speaker, str | None]:
        who = self.people.all[mention.who]
        role = who.role
        if role is None:
            before = self._role(self.reading.body[start : mention.start].strip(" ,"))
            role = who.role = before or self._role(self.reading.body[mention.end : end].strip(" ,"))
        return Speaker(name=who.name, entity=who.name, role=self._role(role) if role else None, kind="person"), who.key

    def _bare(self, text: str) -> str:
        text = " ".join(text.split()).strip(" ,;:.")
        for article in self.words["articles"]:
            space = "" if article[-1] in "'’" else " "
            if text.lower().startswith(article + space):
                return text[len(article + space) :]
        return text

    def _kind(self, text: str) -> SpeakerKind:
        low = text.lower()
        words = set(re.findall(r"[\w-]+", low)[:4])
        if words & self.words["plural"]:
            return "group"
        if words & self.words["people"]:
            return "person"
        several = any(" " in body and body in low[:40] for body in self.words["bodies"])
        return "organisation" if several or words & self.words["bodies"] else "unknown"


_LISTS = (
    "subjects",
    "articles",
    "adverbs",
    "plural",
    "people",
    "bodies",
    "male",
    "female",
    "female_before",
    "male_before",
    "owners",
    "according",
)


@cache
def _words(language: str) -> dict[str, frozenset[str]]:
    data = table("reporting", language).get("patterns", {})
    return {name: frozenset(data.get(name, ())) for name in _LISTS}
