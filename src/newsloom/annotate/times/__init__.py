"""Finds times."""

from __future__ import annotations

from newsloom.annotate.reading import Reading
from newsloom.records import TimeExpression


def find(reading: Reading) -> tuple[TimeExpression, ...]:  # noqa: ARG001
    """Not yet found: nothing."""
    return ()
