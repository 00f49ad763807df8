"""Finds propositions."""

from __future__ import annotations

from newsloom.annotate.reading import Reading
from newsloom.records import Proposition


def find(reading: Reading) -> tuple[Proposition, ...]:  # noqa: ARG001
    """Not yet found: nothing."""
    return ()
