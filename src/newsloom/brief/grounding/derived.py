"""Figures that a sentence works out of its passages' figures, where a word of it says so: sums, differences, shares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

from newsloom.brief.grounding.cues import compiled
from newsloom.brief.grounding.reading import Side
from newsloom.brief.grounding.words import table
from newsloom.text import numbers
from newsloom.text.numbers import Number

BESIDE = 24  # code points between a figure and the word that says how it was made
ROUND = 0.03  # how far "about a quarter" may be from the share
BELOW, ABOVE = 0.12, 0.12  # how far "nearly two thirds" and "more than 60 percent" may be from it
FAR = 0.3  # "more than half" of 62 in a hundred
MANY = 8  # figures of a passage that are combined, at the most


def follows(number: Number, written: Side, theirs: Sequence[tuple[Side, Number, list[Number]]]) -> bool:
    """Whether a figure follows from those of one passage by a sum, a difference or a share that the sentence announces."""
    if number.kind in ("share", "percent"):
        told = any(n.kind in ("share", "percent") for _, n, _ in theirs)  # where a passage has shares, those hold
        return not told and any(_is_share(number, part, whole) for part, whole in _pairs(theirs))
    exact = number.low is not None and number.low == number.high and not number.vague
    if not exact or number.low is None:
        return False
    near = written.text[max(0, number.start - BESIDE) : number.start] + " " + written.text[number.end : number.end + BESIDE]
    pairs = list(_pairs(theirs))
    if _cue("sums").search(near) and any(a + b == number.low for a, b in pairs):
        return True
    made = [(a, b) for a, b in pairs if abs(a - b) == number.low]
    if _cue("differences").search(near) and made:
        return True
    here = {n.low for n in numbers.find(written.text, written.language)}
    return bool(_cue("differences_told").search(near)) and any(a in here and b in here for a, b in made)


def _pairs(theirs: Sequence[tuple[Side, Number, list[Number]]]) -> Iterator[tuple[float, float]]:
    """Exact figures of the passages, two by two, of the same unit: counts of one passage, and of two for sums."""
    plain = [
        (n.low, n.unit)
        for _, n, _ in theirs
        if n.low is not None and n.low == n.high and not n.vague and n.kind not in ("share", "percent")
    ]
    for (a, first), (b, second) in combinations(plain[:MANY], 2):
        if first == second and a != b:
            yield min(a, b), max(a, b)


def _is_share(number: Number, part: float, whole: float) -> bool:
    low, high = number.low, number.high
    if whole <= 0 or part <= 0:
        return False
    ratio = part / whole * (100 if number.kind == "percent" else 1)
    step = 1.0 if number.kind == "percent" else 0.01
    if low is not None and low == high:
        word = (number.qualifier or "").casefold()
        if not word:
            return abs(ratio - low) < step / 2
        return low * (1 - BELOW) <= ratio < low if word in _below() else abs(ratio - low) <= low * ROUND
    if low is not None and high is None:
        return low < ratio <= low * (1 + (FAR if number.kind == "share" else ABOVE))
    return high is not None and low is None and high * (1 - BELOW) <= ratio < high


def _below() -> tuple[str, ...]:
    return tuple(table("en").get("derived", {}).get("below", ()))


@cache
def _cue(kind: str) -> re.Pattern[str]:
    return compiled(tuple(table("en").get("derived", {}).get(kind, ())))
