"""The predicate table of a language: which class a word belongs to in the company of given arguments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from newsloom import lexicon

Part = Literal["verbs", "nouns", "adjectives", "phrases"]
Kind = Literal["event", "state", "assessment"]
_PARTS: tuple[Part, ...] = ("verbs", "nouns", "adjectives", "phrases")


@dataclass(frozen=True, slots=True)
class PredicateClass:
    """A class, and the argument lemmas one of which its broad words ask for (empty: none asked for)."""

    name: str
    kind: Kind
    about: frozenset[str]


@dataclass(frozen=True, slots=True)
class PredicateTable:
    """`words[part][lemma]`: the classes that a lemma may belong to, those that ask for an argument first."""

    words: Mapping[Part, Mapping[str, tuple[PredicateClass, ...]]] = field(default_factory=dict)
    support: frozenset[str] = frozenset()
    telling: frozenset[str] = frozenset()
    governors: frozenset[str] = frozenset()
    judging: Mapping[str, frozenset[str]] = field(default_factory=dict)
    noticing: frozenset[str] = frozenset()
    unremarkable: frozenset[str] = frozenset()
    light: frozenset[str] = frozenset()
    hearsay: frozenset[str] = frozenset()
    raising: frozenset[str] = frozenset()
    semimodals: frozenset[str] = frozenset()

    def find(self, part: Part, lemma: str, company: Iterable[str]) -> PredicateClass | None:
        """The class of `lemma` beside argument lemmas `company`, None where none fits."""
        around = set(company)
        for entry in self.words.get(part, {}).get(lemma, ()):
            if part == "phrases" or not entry.about or entry.about & around:
                return entry
        return None

    def judges(self, part: str, lemma: str) -> bool:
        return lemma in self.judging.get(part, frozenset())


@cache
def predicates(language: str) -> PredicateTable:
    """The table of a language (primary subtag); an empty one where it has none."""
    data = lexicon.table("predicates", language)
    words: dict[Part, dict[str, list[PredicateClass]]] = {part: {} for part in _PARTS}
    for name, entry in data.items():
        if name.startswith("_"):
            continue
        klass = PredicateClass(name=name, kind=entry.get("kind", "event"), about=frozenset(entry.get("about", ())))
        for part in _PARTS:
            for lemma in entry.get(part, ()):
                words[part].setdefault(lemma, []).append(klass)
    return PredicateTable(
        words={part: {lemma: tuple(sorted(found, key=lambda c: not c.about)) for lemma, found in by.items()} for part, by in words.items()},
        support=frozenset(data.get("_support", {}).get("verbs", ())),
        telling=frozenset(data.get("_telling", {}).get("verbs", ())),
        governors=frozenset(data.get("_modality", {}).get("governors", ())),
        raising=frozenset(data.get("_modality", {}).get("raising", ())) | frozenset(data.get("_modality", {}).get("semimodals", ())),
        semimodals=frozenset(data.get("_modality", {}).get("semimodals", ())),
        noticing=frozenset(data.get("_noticing", {}).get("verbs", ())),
        unremarkable=frozenset(data.get("_noticing", {}).get("unremarkable", ())),
        light=frozenset(data.get("_support", {}).get("light", ())),
        hearsay=frozenset(data.get("_hearsay", {}).get("nouns", ())),
        judging={part: frozenset(lemmas) for part, lemmas in data.get("_judging", {}).items()},
    )


@cache
def signs(language: str) -> Mapping[str, Mapping[str, frozenset[str]]]:
    """The table of signs of standing: section → list name → lemmas. {} where the language has none."""
    data: dict[str, Any] = lexicon.table("standing", language)
    return {section: {name: frozenset(lemmas) for name, lemmas in lists.items()} for section, lists in data.items()}


@cache
def closed(name: str) -> frozenset[str]:
    """A list of closed-class words, over all languages that have a parser."""
    return frozenset(lexicon.table("clauses").get(name, ()))
