"""A time expression as read, before it is tied to a calendar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["date", "duration", "since", "until", "recurring"]
Tense = Literal["past", "future", "unknown"]


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression. Offsets are code points of the text.

    Attributes:
        start, end: the whole expression, a leading "since" or "until" included; `core`: where it starts without that.
        form: how the parts are to be read (see the tables).
        kind: as in `TimeExpression`.
        mod: -1 last, 0 this, 1 next, None where the text does not say. `offset`: days from the base ("yesterday": -1).
    """

    start: int
    end: int
    core: int
    form: str
    kind: Kind = "date"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    month2: int | None = None
    day2: int | None = None
    weekday: int | None = None
    season: int | None = None
    quarter: int | None = None
    half: int | None = None
    mod: int | None = None
    n: int | None = None
    unit: str | None = None
    offset: int | None = None
    decade: int | None = None

    @property
    def explicit(self) -> bool:
        """It names its year, so no base is needed."""
        return self.year is not None or self.decade is not None
