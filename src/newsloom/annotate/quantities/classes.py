"""Classes of counted things ("killed", "troops"), read from the count-noun tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from newsloom import lexicon


@dataclass(frozen=True, slots=True)
class Classes:
    """One language's count-noun table, turned around: word to class."""

    nouns: dict[str, str]
    verbs: dict[str, str]
    deponents: dict[str, str]
    adjectives: dict[str, str]
    phrases: dict[tuple[str, ...], str]
    tolls: dict[str, str]
    carriers: frozenset[str]
    outcomes: frozenset[str]
    beings: frozenset[str]
    part_of: dict[str, tuple[str, ...]]
    strong: frozenset[str]
    number_of: frozenset[str]
    joiners: frozenset[str]
    zero: frozenset[str]
    helpers: frozenset[str]
    participles: dict[str, str]
    exceptions: frozenset[tuple[str, ...]]
    parts: tuple[re.Pattern[str], ...]
    pronouns: re.Pattern[str] | None
    fronted: frozenset[str]
    more: frozenset[str]
    copulas: frozenset[str]
    deadly: frozenset[str]
    put: re.Pattern[str] | None
    crowds: frozenset[str]
    many: tuple[str, ...]
    reckoned: re.Pattern[str] | None
    claimed: re.Pattern[str] | None

    def noun(self, *forms: str) -> str | None:
        """The class of a noun, by the first of its forms that the table knows."""
        return next((self.nouns[f] for f in forms if f in self.nouns), None)

    def happening(self, *forms: str, noun: str = "") -> tuple[str, str] | None:
        """For a noun like "death": (the word that says so of the counted, class): "people" get "dead", "personnes" get "mortes"."""
        klass = self.noun(*forms)
        if klass is None or klass not in self.outcomes:
            return None
        words = [word for word, name in self.adjectives.items() if name == klass]
        return max(words, key=lambda word: _alike(word, noun), default=klass), klass

    def outcome(self, *forms: str) -> str | None:
        """What an adjective or participle says happened to those counted."""
        return next((self.adjectives[f] for f in forms if f in self.adjectives), None)


def _alike(word: str, noun: str) -> int:
    """Letters that two words end in alike: agreement in gender and number, roughly."""
    return next((k for k in range(3) if word[-k - 1 :] != noun[-k - 1 :]), 3)


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _put(table: dict[str, list[str]]) -> re.Pattern[str] | None:
    """ "put the number at", before the end of a text; the noun is group 1."""
    if "verbs" not in table:
        return None
    verbs, nouns = _any(table["verbs"]), _any([*table["nouns"], *table["crowds"]])
    lead = rf"(?:{verbs})\s+(?:{_any(table['articles'])})\s*(?:[\w-]+\s+)?"
    return re.compile(rf"(?<!\w){lead}({nouns})\s+(?:{_any(table['at'])})\s*$", re.IGNORECASE)


def _around(phrases: Iterable[str], *, before: bool) -> re.Pattern[str] | None:
    """Phrases right before the end of a text, or at its start (after a blank or a comma)."""
    words = _any(phrases)
    if not words:
        return None
    return re.compile(rf"(?<!\w)(?:{words})\s*$" if before else rf",?\s+(?:{words})(?!\w)", re.IGNORECASE)


@cache
def classes(language: str) -> Classes:
    """The classes of a language; empty ones where it has no table."""
    table = lexicon.table("counts", language)
    common = lexicon.table("counts")
    entries = table.get("classes", {})
    parts = table.get("parts", {})

    def turned(kind: str) -> dict[str, str]:
        return {word: name for name, entry in entries.items() for word in entry.get(kind, ())}

    return Classes(
        nouns=turned("nouns"),
        verbs=turned("verbs"),
        deponents=turned("deponents"),
        adjectives=turned("adjectives"),
        phrases={tuple(words.split()): name for words, name in turned("phrases").items()},
        tolls=turned("tolls"),
        carriers=frozenset(table.get("carriers", {}).get("verbs", ())),
        outcomes=frozenset(common.get("outcome", ())),
        beings=frozenset(common.get("beings", ())),
        part_of={part: tuple(wholes) for part, wholes in common.get("part_of", {}).items()},
        strong=frozenset(table.get("words", {}).get("strong", ())),
        number_of=frozenset(table.get("words", {}).get("number_of", ())),
        joiners=frozenset(table.get("words", {}).get("joiners", ())),
        zero=frozenset(table.get("words", {}).get("zero", ())),
        participles=table.get("participles", {}),
        exceptions=frozenset(tuple(words.split()) for words in table.get("words", {}).get("exceptions", ())),
        helpers=frozenset(table.get("words", {}).get("helpers", ())),
        parts=tuple(
            re.compile(rf"(?<!\w)(?:{_any(parts.get(name, ()))})\s*$", re.IGNORECASE) for name in ("before", "lone") if name in parts
        ),
        pronouns=re.compile(rf"\s+(?:{_any(parts['pronouns'])})(?!\w)", re.IGNORECASE) if "pronouns" in parts else None,
        fronted=frozenset(parts.get("fronted", ())),
        more=frozenset(parts.get("more", ())),
        copulas=frozenset(table.get("words", {}).get("copulas", ())),
        deadly=frozenset(table.get("words", {}).get("deadly", ())),
        put=_put(table.get("put", {})),
        crowds=frozenset(table.get("put", {}).get("crowds", ())),
        reckoned=_around(table.get("put", {}).get("reckoned", ()), before=True),
        claimed=_around(table.get("put", {}).get("claimed", ()), before=False),
        many=tuple(sorted(table.get("put", {}).get("many", ()), key=len, reverse=True)),
    )
