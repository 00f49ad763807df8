"""The parts of a dossier that other packages of this stage make, asked for in one place."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Any

from newsloom.records import Annotations, Article, OriginGroup, Place, Provenance, StoryEntity, TimelineEntry


def _part(module: str, name: str) -> Any:
    try:
        return getattr(importlib.import_module(f"newsloom.compare.{module}"), name)
    except (ImportError, AttributeError):
        return None


def canon(annotations: Sequence[Annotations]) -> dict[tuple[str, str], str]:
    make = _part("entities.link", "canon")
    return dict(make(annotations)) if make else {}


def link(annotations: Sequence[Annotations]) -> tuple[StoryEntity, ...]:
    make = _part("entities.link", "link")
    return tuple(make(annotations)) if make else ()


def places(annotations: Sequence[Annotations], links: dict[tuple[str, str], str]) -> tuple[Place, ...]:
    make = _part("places", "places")
    return tuple(make(annotations, links)) if make else ()


def trace(articles: Sequence[Article], annotations: Sequence[Annotations]) -> Provenance:
    make = _part("provenance", "trace")
    if make:
        found: Provenance = make(articles, annotations)
        return found
    origins = tuple(OriginGroup(name=a.outlet.name if a.outlet else None, articles=(a.id,)) for a in articles)
    return Provenance(reports=len(articles), independent_sources=len(origins), origins=origins, derivations=())


def timeline(articles: Sequence[Article], annotations: Sequence[Annotations]) -> tuple[TimelineEntry, ...]:
    make = _part("timeline", "build")
    return tuple(make(articles, annotations)) if make else ()
