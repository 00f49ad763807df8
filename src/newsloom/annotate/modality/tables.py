"""The modality table of a language, ready for look-up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from newsloom.lexicon import table
from newsloom.records import Modality

# What decides where several cues govern one clause: the first of these.
ORDER: tuple[Modality, ...] = ("asked", "denied", "doubted", "conditional", "speculated", "expected", "asserted")


@dataclass(frozen=True, slots=True)
class Cues:
    """Lemma → modality, for each part of speech; and the words of conditions and negation."""

    verbs: dict[str, Modality]
    nobody: dict[str, Modality]
    modals: dict[str, Modality]
    adverbs: dict[str, Modality]
    adjectives: dict[str, Modality]
    nouns: dict[str, Modality]
    open_verbs: frozenset[str]
    open_over: frozenset[str]
    open_negated: frozenset[str]
    out: frozenset[str]
    of_claims: frozenset[str]
    claims: frozenset[str]
    marks: frozenset[str]
    phrases: tuple[str, ...]
    asks: frozenset[str]
    negation: frozenset[str]
    negative_subjects: frozenset[str]
    without: frozenset[str]


@cache
def cues(language: str) -> Cues:
    data = table("modality", language)

    def turned(group: str) -> dict[str, Modality]:
        found: dict[str, Modality] = {}
        for modality in reversed(ORDER):
            for word in data.get(group, {}).get(modality, ()):
                found[word] = modality
        return found

    def listed(group: str, name: str) -> frozenset[str]:
        return frozenset(data.get(group, {}).get(name, ()))

    return Cues(
        verbs=turned("verbs"),
        nobody=turned("nobody"),
        modals=turned("modals"),
        adverbs=turned("adverbs"),
        adjectives=turned("adjectives"),
        nouns=turned("nouns"),
        open_verbs=listed("open", "verbs"),
        open_over=listed("open", "over"),
        open_negated=listed("open", "negated"),
        out=listed("open", "out"),
        of_claims=listed("of_claims", "verbs"),
        claims=listed("of_claims", "nouns"),
        marks=listed("conditional", "marks"),
        phrases=tuple(data.get("conditional", {}).get("phrases", ())),
        asks=listed("conditional", "asks"),
        negation=listed("negation", "words"),
        negative_subjects=listed("negation", "subjects"),
        without=listed("negation", "prepositions"),
    )
