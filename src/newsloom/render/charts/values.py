"""The value chart: what each version of a claim puts the figure at, with its bounds, over time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from markupsafe import Markup

from newsloom.records import Assertion, Claim
from newsloom.render import words
from newsloom.render.charts import svg
from newsloom.render.charts.scales import Scale, day, days, number, spread, ticks

_TOP, _BOTTOM, _LEFT, _RIGHT = 14, 158, 44, 322
_NEAR = 26  # user units within which labels of two days may touch
_AGAINST = ("denies", "doubts")


@dataclass(frozen=True)
class _Mark:
    """Versions that give the same figure for the same day."""

    day: int
    low: float | None
    high: float | None
    numbers: tuple[int, ...]

    @property
    def middle(self) -> float:
        known = [value for value in (self.low, self.high) if value is not None]
        return sum(known) / len(known)


def values(claim: Claim, id: str) -> Markup | None:
    """Each version's figure as a point, or a bar from its lower to its upper bound; an open bound ends in an arrow. The numbers are those
    of the versions in the table. None where fewer than two different figures have a day.

    Args:
        id: unique on the page.
    """
    marks = _marks(claim)
    if len({(m.low, m.high) for m in marks}) < 2 or len(marks) < 2:
        return None
    known = [value for m in marks for value in (m.low, m.high) if value is not None]
    low, high = min(known), max(known)
    low = 0.0 if 0 <= low <= high / 2 else low
    room = (high - low) * 0.08
    up = Scale(low - (room if low else 0), high + room, _BOTTOM, _TOP)
    first, last = min(m.day for m in marks), max(m.day for m in marks)
    across = Scale(first, max(last, first + 1), _LEFT + 14, _RIGHT - 14)
    parts = [*_axes(up, across, first, last, low, high)]
    for crowd in _crowds(marks, across):
        for mark, at in zip(crowd, spread([up(m.middle) for m in crowd], 11, _TOP, _BOTTOM), strict=True):
            parts += _drawn(mark, across(mark.day), at, up)
    told = "; ".join(f"version {_range(m.numbers)}: {_figure(claim, m)}" for m in marks)
    return svg.picture(f"What the versions put it at: {claim.text}", told, _BOTTOM + 26, *parts, id=id)


def _marks(claim: Claim) -> list[_Mark]:
    found: defaultdict[tuple[int, float | None, float | None], list[int]] = defaultdict(list)
    units = {a.value.unit for a in claim.assertions if a.value}
    for number_, assertion in enumerate(claim.assertions, 1):
        value, when = assertion.value, _day(assertion)
        if value is None or when is None or assertion.stance in _AGAINST or (value.low is None and value.high is None):
            continue
        found[when, value.low, value.high].append(number_)
    if len(units) > 1:
        return []
    return [_Mark(when, low, high, tuple(numbers)) for (when, low, high), numbers in sorted(found.items(), key=lambda item: item[1])]


def _crowds(marks: list[_Mark], across: Scale) -> list[list[_Mark]]:
    """Marks so close to each other that their labels might touch, together."""
    crowds: list[list[_Mark]] = []
    for mark in sorted(marks, key=lambda m: m.day):
        if crowds and across(mark.day) - across(crowds[-1][-1].day) < _NEAR:
            crowds[-1].append(mark)
        else:
            crowds.append([mark])
    return crowds


def _day(assertion: Assertion) -> int | None:
    return day(assertion.as_of.value or assertion.as_of.earliest) if assertion.as_of else None


def _axes(up: Scale, across: Scale, first: int, last: int, low: float, high: float) -> list[Markup]:
    parts = [svg.line(_LEFT, _BOTTOM, _RIGHT + 20, _BOTTOM, stroke=svg.SOFT, kind="axis")]
    for value in ticks(low, high):
        parts += [svg.line(_LEFT, up(value), _RIGHT + 20, up(value)), svg.text(number(value), _LEFT - 6, up(value) + 4, anchor="end")]
    for at, label in days(first, last, 3):
        parts += [svg.line(across(at), _BOTTOM, across(at), _BOTTOM + 4, stroke=svg.SOFT, kind="axis")]
        parts += [svg.text(label, across(at), _BOTTOM + 18, anchor="middle")]
    return parts


def _drawn(mark: _Mark, x: float, label: float, up: Scale) -> list[Markup]:
    parts: list[Markup] = []
    if mark.low != mark.high:
        bottom = up(mark.low) if mark.low is not None else min(_BOTTOM, up(mark.middle) + 22)
        top = up(mark.high) if mark.high is not None else max(_TOP - 8, up(mark.middle) - 22)
        parts.append(svg.line(x, bottom, x, top, stroke=svg.CALM, width=3, kind="bar"))
        parts += [_arrow(x, top, -1)] if mark.high is None else [svg.line(x - 4, top, x + 4, top, stroke=svg.CALM, width=2, kind="bar")]
        parts += (
            [_arrow(x, bottom, 1)] if mark.low is None else [svg.line(x - 4, bottom, x + 4, bottom, stroke=svg.CALM, width=2, kind="bar")]
        )
    else:
        parts.append(svg.dot(x, up(mark.middle)))
    left = x > _RIGHT - 30
    anchor = "end" if left else "start"
    parts.append(svg.text(_range(mark.numbers), x + (-8 if left else 8), label + 4, anchor=anchor, fill=svg.INK, kind="n"))
    return parts


def _arrow(x: float, y: float, way: int) -> Markup:
    points = f"{x - 4:.1f},{y:.1f} {x + 4:.1f},{y:.1f} {x:.1f},{y + 7 * way:.1f}"
    return svg.tag("polygon", points=points, fill=svg.CALM, class_="d")


def _figure(claim: Claim, mark: _Mark) -> str:
    assertion = claim.assertions[mark.numbers[0] - 1]
    shown = words.value(assertion.value) if assertion.value else ""
    return f"{shown}, {words.when(assertion.as_of)}"


def _range(numbers: tuple[int, ...]) -> str:
    """ "1–4, 7" for 1, 2, 3, 4, 7."""
    runs: list[list[int]] = []
    for n in numbers:
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
