"""Can two figures both be true? Interval logic over bounds, qualifiers and what is counted."""

from __future__ import annotations

import math
from typing import Literal

from newsloom import lexicon
from newsloom.compare.sayings.units import in_base, kind_of, size_of
from newsloom.records import Value

Fit = Literal["same", "fits", "near", "rounded", "apart", "incomparable"]
_INF = math.inf
_TENS = 10  # an approximate round figure from here on may be one off
_ROUGH = 0.05  # share by which an approximate figure may miss and still be the other one rounded
_FRACTION = 0.08  # share by which a fraction may miss a percentage
_BOUND = 0.1  # share beyond which "more than" is no rounding


def interval(value: Value) -> tuple[float, float]:
    """Closed bounds of a value in the base unit of its kind; an open end is minus or plus infinity."""
    size = size_of(value.unit)
    return (-_INF if value.low is None else value.low * size, _INF if value.high is None else value.high * size)


def _loose(value: Value) -> bool:
    words = lexicon.table("agreement", "common").get("about", {}).get("words", ())
    qualifier = (value.qualifier or "").lower()
    return value.vague or value.mode == "estimated" or any(word in qualifier for word in words)


def fit(a: Value, b: Value, tolerance: float) -> tuple[Fit, str]:
    """How two values of the same thing stand to each other, and why, in plain words.

    Args:
        a, b: values in one unit.
        tolerance: share of a figure by which "around" may miss.
    """
    if kind_of(a.unit) != kind_of(b.unit):
        return "incomparable", f"they are in different units ({a.unit or 'a count'} and {b.unit or 'a count'})"
    (al, ah), (bl, bh) = interval(a), interval(b)
    if (al, ah, a.low_open, a.high_open) == (bl, bh, b.low_open, b.high_open):
        return "same", f"both give {words(a)}"
    if _rounded_in_base(a, b) if a.unit != b.unit else _rounded(a, b):
        return "rounded", f"{words(a)} and {words(b)} differ only by rounding"
    if _meet(al, ah, bl, bh) and not _touch_open(a, b):
        return "fits", f"{words(a)} and {words(b)} can both be true"
    if _loose(a) or _loose(b):
        slack_a, slack_b = (tolerance if _loose(v) else 0.0 for v in (a, b))
        if _meet(*_widened(al, ah, slack_a), *_widened(bl, bh, slack_b)):
            return "near", f"{words(a)} and {words(b)} are close enough for a figure given as approximate"
    return "apart", f"{words(a)} and {words(b)} cannot both be true"


def _rounded(a: Value, b: Value) -> bool:
    exact = _rounded_bound(a, b) or _rounded_bound(b, a) or _rounds(a, b) or _rounds(b, a)
    return exact or ((_loose(a) or _loose(b)) and _near(a, b))


def _rounded_in_base(a: Value, b: Value) -> bool:
    """Of figures in two units: a fraction ("a third") is rounded by nature, and so is what was converted."""
    x, y = in_base(a), in_base(b)
    p, q = _single(x), _single(y)
    slack = _FRACTION if "share" in (a.unit, b.unit) else _ROUGH
    converted = p is not None and q is not None and abs(p - q) <= slack * max(abs(p), abs(q))
    return converted or _rounded(x, y)


def _meet(al: float, ah: float, bl: float, bh: float) -> bool:
    return al <= bh and bl <= ah


def _touch_open(a: Value, b: Value) -> bool:
    """True for "over 10" against exactly 10: the bounds touch only where one is open."""
    (al, ah), (bl, bh) = interval(a), interval(b)
    return (ah == bl and (a.high_open or b.low_open)) or (bh == al and (b.high_open or a.low_open))


def _widened(low: float, high: float, share: float) -> tuple[float, float]:
    return (low - abs(low) * share if low != -_INF else low, high + abs(high) * share if high != _INF else high)


def _single(value: Value) -> float | None:
    return value.low if value.low is not None and value.low == value.high else None


def _near(a: Value, b: Value) -> bool:
    """True for two single figures, one approximate, that lie within `_ROUGH` of each other."""
    x, y = _single(a), _single(b)
    if x is None or y is None or a.vague or b.vague:
        return False
    rough = x if _loose(a) else y
    one = 1.0 if a.unit is None and rough >= _TENS and rough % 10 in (0, 2) else 0.0  # "about a dozen", "some ten"
    return abs(x - y) <= max(one, _ROUGH * max(abs(x), abs(y)))


def _rounded_bound(bound: Value, exact: Value) -> bool:
    """True for "more than 2,300" against a figure just beyond it: the bound rounds it. "At least" is no rounding."""
    figure = _single(exact)
    if figure is None or bound.vague or bound.low == bound.high:
        return False
    if bound.high is None and bound.low_open and bound.low is not None:
        round_figure = bound.low >= 2 * _TENS and bound.low % _TENS == 0  # "more than 70" is told of 70 as well
        return bound.low < figure <= bound.low * (1 + _BOUND) or (round_figure and figure == bound.low)
    return bound.low is None and bound.high_open and bound.high is not None and bound.high * (1 - _BOUND) <= figure < bound.high


def _rounds(rough: Value, fine: Value) -> bool:
    """True where `rough` is `fine` rounded to two digits: single figures of a thousand or more."""
    if rough.low is None or rough.low != rough.high or fine.low is None or fine.low != fine.high or rough.low < 1000:
        return False
    size = float(10 ** max(0, math.floor(math.log10(abs(rough.low))) - 1))
    return bool(rough.low % size == 0 and fine.low % size != 0 and abs(round(fine.low / size) * size - rough.low) < 1e-9)


def apart_by(a: Value, b: Value) -> float:
    """How many times one figure is the other (1 or more); 1 where a bound is open or nought."""
    (al, ah), (bl, bh) = interval(a), interval(b)
    small, large = min(ah, bh), max(al, bl)
    return large / small if 0 < small < large and math.isfinite(large) else 1.0


def words(value: Value) -> str:
    """The figure in words for a reason: "at least 1,000 troops killed"."""
    counts = f" {value.counts}" if value.counts and value.unit is None else ""
    unit = f" {value.unit}" if value.unit and value.unit != "share" else ""
    return f"{_number(value)}{unit}{counts}"


def _number(value: Value) -> str:
    if value.low is not None and value.high is not None:
        if value.low == value.high:
            number = _plain(value.low)
            return f"{value.qualifier.lower()} {number}" if value.qualifier else number
        return f"{_plain(value.low)} to {_plain(value.high)}"
    if value.low is not None:
        return f"{(value.qualifier or '').lower() or ('over' if value.low_open else 'at least')} {_plain(value.low)}"
    if value.high is not None:
        return f"{(value.qualifier or '').lower() or ('under' if value.high_open else 'up to')} {_plain(value.high)}"
    return value.qualifier or "an unstated number"


def _plain(number: float) -> str:
    if not math.isfinite(number):
        return "an unknown number"
    for size, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(number) >= size:
            return f"{number / size:.6g} {name}"
    return f"{int(number):,}" if number == int(number) else f"{number:,.4g}"
