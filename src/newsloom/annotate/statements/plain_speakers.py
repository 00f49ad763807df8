"""Speakers by patterns: the entity named in the words beside a reporting verb, or those words themselves."""

from __future__ import annotations

import re
from functools import cache

from newsloom.annotate.reading import Reading
from newsloom.annotate.statements.people import Named, People
from newsloom.lexicon import table
from newsloom.records import Piece, Speaker, SpeakerKind
from newsloom.text.metonyms import speaks_for

Resolved = tuple[Speaker, str | None, Piece | None]
_NAME = re.compile(
    r"\b[A-ZÁÉÍÓÚÑÀÂÇÈÊÎÔÛ][\w’'-]+(?:\s+(?:de|del|de la|von|van|al|bin|la|le|du|des|d’|d')?\s*[A-ZÁÉÍÓÚÑÀÂÇÈÊÎÔÛ][\w’'-]+){0,4}"
)
_OPENING = re.compile(r"^[\s,;:.«»“”\"–—-]+")


class PlainSpeakers:
    """Resolves sources in the order of the text; remembers the last person that spoke."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.people = People(reading)
        self.last: tuple[Speaker, str | None] | None = None
        self.last_person: tuple[Speaker, str | None] | None = None
        self.by_last: dict[str, tuple[Speaker, str | None]] = {}
        self.words = _words(reading.language)

    def resolve(self, source: tuple[int, int] | None, cue: str) -> Resolved:
        """Speaker, key of its entity, and where its words stand."""
        if source is None:
            return self._unnamed(None)
        start, end = self._trimmed(*source)
        text = self.reading.body[start:end]
        plain = text.lower()
        inverted = re.search(r"-(il|elle|ils|elles)\b", cue)
        if inverted or plain in self.words["subjects"] or not re.search(r"\w{2}", text):
            place_of = Piece(start=start, end=end) if re.search(r"\w", text) and not inverted else None
            return self._unnamed(place_of, pronoun=bool(inverted or place_of))
        place = Piece(start=start, end=end)
        named = self._named(start, end)
        known = self.by_last.get(self._bare(text).lower())
        if named is not None and not (known and " " not in (named[0].name or "")):
            speaker, key = named
        elif known is not None:
            speaker, key = known
        else:
            speaker, key = Speaker(name=self._bare(text), entity=speaks_for(self._bare(text)), kind=self._kind(text)), None
        if speaker.kind in ("person", "unknown", "organisation", "place"):
            self.last = (speaker, key)
        if speaker.kind == "person" and speaker.name:
            self.last_person = (speaker, key)
            self.by_last.setdefault(speaker.name.split()[-1].lower(), (speaker, key))
        return speaker, key, place

    def _unnamed(self, place: Piece | None, *, pronoun: bool = False) -> Resolved:
        speaker, key = (pronoun and self.last_person) or self.last or (Speaker(), None)
        return speaker, key, place

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        text = self.reading.body[start:end]
        lead = _OPENING.match(text)
        start += lead.end() if lead else 0
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
        found = list(self.people.within(start, end))
        persons = [m for m in found if self.people.all[m.who].kind == "person"]
        if persons:
            return self._someone(persons[-1], start, end)
        text = self.reading.body[start:end]
        if found and self._kind(text) not in ("person", "group"):
            first = found[0]
            who = self.people.all[first.who]
            if self.reading.body[start : first.start].strip().lower() in ("", *self.words["articles"]) and who.kind in (
                "organisation",
                "place",
            ):
                name = self.reading.body[first.start : first.end]
                seat = speaks_for(name)
                return Speaker(name=name if seat else who.name, entity=seat or who.name, kind=who.kind), who.key
        match = next((m for m in reversed(list(_NAME.finditer(text))) if " " in m.group()), None)
        if match and self._kind(text) == "person" and match.start() > 0:
            return Speaker(name=match.group(), entity=match.group(), role=self._bare(text[: match.start()]) or None, kind="person"), None
        return None

    def _someone(self, mention: Named, start: int, end: int) -> tuple[Speaker, str | None]:
        who = self.people.all[mention.who]
        role = who.role
        if role is None:
            words = self._bare(self.reading.body[start : mention.start].strip(" ,"))
            after = self._bare(self.reading.body[mention.end : end].strip(" ,"))
            role = who.role = words or after or None
        return Speaker(name=who.name, entity=who.name, role=role, kind="person"), who.key

    def _bare(self, text: str) -> str:
        text = " ".join(text.split()).strip(" ,;:.")
        for article in self.words["articles"]:
            space = "" if article[-1] in "'’" else " "
            if text.lower().startswith(article + space):
                return text[len(article + space) :]
        return text

    def _kind(self, text: str) -> SpeakerKind:
        words = set(re.findall(r"[\w-]+", text.lower())[:4])
        if words & self.words["plural"]:
            return "group"
        if words & self.words["people"]:
            return "person"
        return "organisation" if words & self.words["bodies"] else "unknown"


@cache
def _words(language: str) -> dict[str, frozenset[str]]:
    data = table("reporting", language).get("patterns", {})
    return {name: frozenset(data.get(name, ())) for name in ("subjects", "articles", "adverbs", "plural", "people", "bodies")}
