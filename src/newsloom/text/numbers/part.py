"""An expression while it is put together."""

from __future__ import annotations

from dataclasses import dataclass

from newsloom.text.numbers import units
from newsloom.text.numbers.atoms import Atom


@dataclass(frozen=True, slots=True)
class Part:
    """An expression while it is put together: token bounds, value bounds, what stands around."""

    atom: Atom
    first: int
    last: int
    amount_last: int
    low: float | None
    high: float | None
    unit: units.Unit | None = None
    low_open: bool = False
    high_open: bool = False
    qualifier: tuple[int, int] | None = None
    ranged: bool = False
    whole: int | None = None
