"""What the parts of this package hand to each other while an article's entities are found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from newsloom.records import EntityKind
from newsloom.text.names import Kind
from newsloom.text.names_gazetteer import Place

MentionForm = Literal["name", "nominal", "pronoun", "demonym"]
PlaceKind = Literal["city", "region", "country", "other"]


@dataclass(slots=True)
class Candidate:
    """A stretch that may be a name: what the gazetteer says of it (`key`, `known`), the model's label, and the
    folded full name where this is a part of one; None without."""

    start: int
    end: int
    text: str
    key: str | None = None
    known: Kind | None = None
    label: str | None = None
    full: str | None = None


@dataclass(slots=True)
class Named:
    """A mention whose kind is decided; `key` is its entity's key, "" while nobody knows it (persons)."""

    start: int
    end: int
    text: str
    kind: EntityKind
    key: str
    form: MentionForm = "name"
    place: Place | None = None
    country: str | None = None


@dataclass(slots=True)
class Person:
    """A person of the article: all that is said of them."""

    key: str
    name: str
    gender: Literal["male", "female"] | None = None
    roles: list[tuple[int, int, str]] = field(default_factory=list)
