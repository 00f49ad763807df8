"""Canonical keys over the story: which article entities are one, and which capital speaks for which country."""

from __future__ import annotations

from collections.abc import Sequence

from newsloom.records import Annotations, Entity
from newsloom.text import metonyms


def of_story(annotations: Sequence[Annotations]) -> list[dict[int, str]]:
    """For each article: canonical key of each of its entities, by index."""
    return [{index: canonical(entity) for index, entity in enumerate(notes.entities)} for notes in annotations]


def canonical(entity: Entity) -> str:
    """The key by which an entity takes part in things: a seat of government counts as what it speaks for."""
    if entity.kind in ("place", "organisation") and entity.place_kind != "country":
        seat = metonyms.country_of(entity.name)
        if seat is not None:
            return f"place:{seat}"
    return entity.key


def is_place(key: str) -> bool:
    return key.startswith("place:")


def is_country(key: str) -> bool:
    return key.startswith("place:") and len(key) == len("place:") + 2
