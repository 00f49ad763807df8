"""Who stands behind a sign: a named party, or an unnamed office that can know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from newsloom.annotate.propositions import roles

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newsloom.annotate.reading import Reading

Who = tuple[str | None, str | None]


def named(reading: Reading, subject: Token, places: dict[int, int]) -> Who:
    """Name and key of the party that the phrase headed by `subject` stands for; its words where it names no entity."""
    parts = roles.phrase(subject)
    if subject.i in places and subject.pos_ != "NOUN":
        entity = reading.entities[places[subject.i]]
        return entity.name, entity.key
    if subject.pos_ == "NOUN":
        appositions = [c for c in subject.children if c.dep_ == "appos" and c.i in places]
        if appositions:
            entity = reading.entities[places[appositions[0].i]]
            return entity.name, entity.key
        inside = [places[p.i] for p in parts if p.i in places]
        text = reading.body[parts[0].idx : parts[-1].idx + len(parts[-1])]
        return text, reading.entities[inside[0]].key if inside else None
    if subject.pos_ == "PROPN":
        return reading.body[parts[0].idx : parts[-1].idx + len(parts[-1])], None
    return None, None


def knower(reading: Reading, subject: Token, places: dict[int, int], lists: Mapping[str, Mapping[str, frozenset[str]]]) -> Who:
    """As `named`, but only for someone in a position to know: no onlookers, no things."""
    lemma = subject.lemma_.lower()
    if lemma in lists["onlookers"]["nouns"]:
        return None, None
    unnamed = subject.pos_ == "NOUN" and not any(c.dep_ == "appos" and c.i in places for c in subject.children)
    if unnamed and lemma not in lists["authorities"]["nouns"]:
        return None, None
    return named(reading, subject, places)
