"""Units that measure one thing ("12 cubic metres", "12,000 litres"), so that figures in either can be laid side by side."""

from __future__ import annotations

from functools import cache

import msgspec

from newsloom import lexicon
from newsloom.records import Value


@cache
def _sizes() -> dict[str, tuple[str, str, float]]:
    """Kind, base unit and size of each unit."""
    return {unit: (kind, next(iter(sizes)), size) for kind, sizes in lexicon.table("unit_sizes").items() for unit, size in sizes.items()}


def kind_of(unit: str | None) -> str | None:
    """What a unit measures ("volume"); the unit itself where the table lacks it, None for a count."""
    return _sizes()[unit][0] if unit in _sizes() else unit


def size_of(unit: str | None) -> float:
    """How many of the base unit of its kind a unit is."""
    return _sizes()[unit][2] if unit in _sizes() else 1.0


def in_base(value: Value) -> Value:
    """The value in the base unit of its kind."""
    if value.unit not in _sizes():
        return value
    _, base, size = _sizes()[value.unit]
    if base == value.unit:
        return value
    low, high = (None if bound is None else round(bound * size, 9) for bound in (value.low, value.high))
    return msgspec.structs.replace(value, low=low, high=high, unit=base)
