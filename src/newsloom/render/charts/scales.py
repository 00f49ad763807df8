"""Scales of the pictures: values and days to user units, and where to put ticks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Scale:
    """A straight line from [low, high] to [start, end]."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        share = (value - self.low) / ((self.high - self.low) or 1.0)
        return self.start + share * (self.end - self.start)


def ticks(low: float, high: float, most: int = 4) -> list[float]:
    """Round values between `low` and `high`: steps of 1, 2 or 5 times a power of ten (Heckbert, "Nice numbers for graph labels", 1990)."""
    span = high - low
    if not math.isfinite(span) or span <= 1e-9 * max(abs(low), abs(high), 1e-6):
        return [low]
    raw = span / most
    power = 10.0 ** math.floor(math.log10(raw))
    step = power * next(n for n in (1, 2, 5, 10) if n * power >= raw)
    first = math.ceil(low / step - 1e-9)
    return [n * step for n in range(first, math.floor(high / step + 1e-9) + 1)] or [low]


def number(value: float) -> str:
    """ "1.2m" for 1200000: short enough for an axis."""
    for size, mark in ((1e9, "bn"), (1e6, "m"), (1e4, "k")):
        if abs(value) >= size:
            divisor = 1e3 if mark == "k" else size
            return f"{value / divisor:,.4g}{mark}"
    return f"{value:,.6g}"


def day(value: str | None) -> int | None:
    """The ordinal of a day ("YYYY-MM-DD..." or coarser: its first day), None where it is none."""
    if not value:
        return None
    parts = value[:10].split("-")
    try:
        return date(int(parts[0]), int(parts[1]) if len(parts) > 1 else 1, int(parts[2]) if len(parts) > 2 else 1).toordinal()
    except ValueError:
        return None


def days(first: int, last: int, most: int = 4) -> list[tuple[int, str]]:
    """Ticks of a time axis: (ordinal, label), from the first day to the last, at most `most`."""
    count = max(1, min(most, last - first + 1))
    at = sorted({round(first + n * (last - first) / max(1, count - 1)) for n in range(count)})
    long = last - first > 330
    return [(one, _label(date.fromordinal(one), long)) for one in at]


def _label(when: date, long: bool) -> str:
    return f"{when:%b} {when.year}" if long else f"{when.day} {when:%b}"


def spread(at: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Positions pushed apart so that labels keep `gap` between them, in order, inside [low, high] as far as they fit."""
    order = sorted(range(len(at)), key=lambda n: at[n])
    placed = [0.0] * len(at)
    floor = low
    for n in order:
        placed[n] = max(at[n], floor)
        floor = placed[n] + gap
    ceiling = high
    for n in reversed(order):
        placed[n] = max(low, min(placed[n], ceiling))
        ceiling = placed[n] - gap
    return placed
