"""Finds statements."""

from __future__ import annotations

from newsloom.annotate.reading import Reading
from newsloom.records import Statement


def find(reading: Reading) -> tuple[Statement, ...]:  # noqa: ARG001
    """Not yet found: nothing."""
    return ()
