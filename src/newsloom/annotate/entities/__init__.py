"""Finds entities."""

from __future__ import annotations

from newsloom.annotate.reading import Reading
from newsloom.records import Entity, Mention


def find(reading: Reading) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:  # noqa: ARG001
    """Not yet found: nothing."""
    return (), ()
