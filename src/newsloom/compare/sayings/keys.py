"""Canonical keys over the story: which article entities are one, and which capital speaks for which country."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from newsloom.records import Annotations, Entity
from newsloom.text import metonyms


def of_story(annotations: Sequence[Annotations], links: Mapping[tuple[str, str], str]) -> list[dict[int, str]]:
    """For each article: the key by which each of its entities takes part in things, by index.

    Args:
        annotations: of the story's articles.
        links: story key by (article id, entity key); entities that it lacks keep their own.
    """
    return [
        {index: canonical(entity, links.get((notes.article, entity.key), entity.key)) for index, entity in enumerate(notes.entities)}
        for notes in annotations
    ]


_CITY, _REGION = re.compile(r",[A-Z]{2}$"), re.compile(r"[A-Z]{2}-")
_OF_COUNTRY = re.compile(r"(?:org|group):([A-Z]{2})(?: .*)?")


def canonical(entity: Entity, key: str) -> str:
    """The key by which an entity takes part in things: a country's forces, ministries and seat of government count as the country."""
    own = _OF_COUNTRY.fullmatch(key)
    if own:
        return f"place:{own.group(1)}"
    if entity.kind == "place" and entity.place_kind != "country":
        seat = metonyms.country_of(entity.name)
        if seat is not None:
            return f"place:{seat}"
    return key


def is_place(key: str) -> bool:
    return key.startswith("place:")


def is_country(key: str) -> bool:
    return key.startswith("place:") and len(key) == len("place:") + 2


def level(key: str) -> str | None:
    """ "city" or "region" of a place that lies in a known country, else None."""
    if not is_place(key) or is_country(key):
        return None
    name = key.removeprefix("place:")
    if _CITY.search(name):
        return "city"
    return "region" if _REGION.match(name) else None
