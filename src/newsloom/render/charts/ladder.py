"""The standing ladder: how a claim climbed from rumour to confirmation, or was denied."""

from __future__ import annotations

from itertools import pairwise

from markupsafe import Markup

from newsloom.records import Claim
from newsloom.render import words
from newsloom.render.charts import svg

_RUNGS = ("confirmed", "evidenced", "alleged", "rumoured", "disputed", "denied")
_COLOURS = {
    "confirmed": svg.GOOD,
    "evidenced": svg.CALM,
    "alleged": svg.CALM,
    "rumoured": svg.SOFT,
    "disputed": svg.WARN,
    "denied": svg.BAD,
}
_LEFT, _STEP, _TOP = 78, 20, 14
_MOST = 12


def ladder(claim: Claim, id: str) -> Markup | None:
    """One column a step, in the order in which they follow; the height is the standing. None where it never moved."""
    steps = claim.standing[:_MOST]
    rungs = [rung for rung in _RUNGS if any(step.standing == rung for step in steps)]
    if len(rungs) < 2:
        return None
    up = {rung: _TOP + n * _STEP for n, rung in enumerate(rungs)}
    width = (svg.WIDTH - _LEFT - 20) / max(1, len(steps) - 1) if len(steps) > 1 else 0.0
    parts = [svg.text(rung, _LEFT - 12, y + 4, anchor="end") for rung, y in up.items()]
    parts += [svg.line(_LEFT - 6, y, svg.WIDTH - 6, y) for y in up.values()]
    points = [(_LEFT + 6 + n * min(width, 60), up[step.standing], step.standing) for n, step in enumerate(steps)]
    for (x1, y1, _), (x2, y2, standing) in pairwise(points):
        path = f"M{x1:.1f},{y1:.1f} L{x2:.1f},{y1:.1f} L{x2:.1f},{y2:.1f}"
        parts.append(svg.tag("path", d=path, fill="none", stroke=_COLOURS[standing], stroke_width="2", class_=f"step {standing}"))
    for x, y, standing in points:
        against = standing in ("denied", "disputed")
        parts.append(_square(x, y, standing) if against else svg.dot(x, y, fill=_COLOURS[standing], kind=f"d {standing}"))
    told = ", then ".join(f"{s.standing}{f' by {s.by}' if s.by else ''} ({words.when(s.when)})" for s in steps)
    return svg.picture(f"Standing over time: {claim.text}", told, _TOP + (len(rungs) - 1) * _STEP + 12, *parts, id=id)


def _square(x: float, y: float, standing: str) -> Markup:
    return svg.tag("rect", x=x - 4, y=y - 4, width=8, height=8, fill=_COLOURS[standing], class_=f"d {standing}")
