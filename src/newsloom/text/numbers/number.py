"""A numeric expression in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["count", "percent", "percentage_point", "share", "ratio", "money", "measure", "duration"]


@dataclass(frozen=True, slots=True)
class Number:
    """A numeric expression. All offsets are code points of the text.

    Attributes:
        start, end: the whole expression, with qualifier and unit.
        core_start, core_end: the numeral or number word itself, with scale.
        low, high: bounds; None where open. `low_open`: the bound itself is not reached ("over 3,000"); `high_open` likewise.
        kind: what it measures. A count has no unit; "money" may have none either, where the country decides.
        unit: ISO 4217 code, "percent", "percentage_point", "share", "ratio" or a plain unit name.
        unit_start, unit_end: where the unit's words stand, both equal where it has none.
        qualifier: the words that qualify it, as written.
        vague: a vague word ("dozens", "several hundred").
        whole: the larger number that this one is a part of ("1,000 out of 11,000"): index into the list of numbers.
        plain: exactly one bare numeral or number word.
    """

    start: int
    end: int
    core_start: int
    core_end: int
    low: float | None
    high: float | None
    low_open: bool = False
    high_open: bool = False
    kind: Kind = "count"
    unit: str | None = None
    unit_start: int = 0
    unit_end: int = 0
    qualifier: str | None = None
    vague: bool = False
    whole: int | None = None
    plain: bool = False
