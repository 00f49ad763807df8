"""The map of places, on country shapes that ship with the package: no tile server is asked."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
from markupsafe import Markup

from newsloom.records import Place, StoryBriefing
from newsloom.render import words
from newsloom.render.charts import svg
from newsloom.render.charts.scales import spread

_LEAST = 12.0  # degrees: the smallest stretch that is shown, so that a coast or a border helps the eye
_ROOM = 0.25  # share of the stretch left free around the places
_MOST, _LABELS = 30, 6
_TALL = 230.0
Point = tuple[float, float]
Ring = tuple[Point, ...]


def places(story: StoryBriefing, id: str) -> Markup | None:
    """Where the places of the story lie, larger for more mentions. None where no place has coordinates."""
    found = [p for p in story.places if p.lat is not None and p.lon is not None and p.kind != "country"][:_MOST]
    if not found:
        return None
    view = _view(found)
    parts = [svg.tag("rect", x=0, y=0, width=svg.WIDTH, height=round(view.height), fill="none", stroke=svg.RULE, class_="r")]
    shapes = "".join(view.path(ring) for ring in _rings() if view.touches(ring))
    parts.append(svg.tag("path", d=shapes, fill="#e9e4d8", stroke=svg.RULE, stroke_width="0.7", class_="land"))
    spots = [(p, *view(p.lon or 0.0, p.lat or 0.0)) for p in found]
    parts += [svg.dot(x, y, r=min(7.0, 2.5 + math.log2(1 + p.mentions)), kind="d spot") for p, x, y in spots]
    named = sorted(spots, key=lambda s: -s[0].mentions)[:_LABELS]
    for (p, x, _), y in zip(named, spread([s[2] for s in named], 12, 10, view.height - 6), strict=True):
        right = x > svg.WIDTH - 90
        parts.append(
            svg.text(svg.cut(p.name, 22), x + (-9 if right else 9), y + 4, anchor="end" if right else "start", fill=svg.INK, kind="n")
        )
    told = "; ".join(f"{p.name}: {words.plural(p.mentions, 'mention')}" for p in found)
    return svg.picture("Places of the story", told, view.height, *parts, id=id)


class _View:
    """An equirectangular window whose degrees of longitude are shortened as they are at its middle."""

    def __init__(self, west: float, east: float, south: float, north: float) -> None:
        self.west, self.north = west, north
        self.shrink = max(0.2, math.cos(math.radians((south + north) / 2)))
        self.unit = svg.WIDTH / ((east - west) * self.shrink)
        self.height = min(_TALL, (north - south) * self.unit)
        self.box = (west, north - self.height / self.unit, east, north)

    def __call__(self, lon: float, lat: float) -> Point:
        return (lon - self.west) * self.shrink * self.unit, (self.north - lat) * self.unit

    def touches(self, ring: Ring) -> bool:
        west, south, east, north = self.box
        longs, lats = [p[0] for p in ring], [p[1] for p in ring]
        return min(longs) < east and max(longs) > west and min(lats) < north and max(lats) > south

    def path(self, ring: Ring) -> str:
        """The ring as path data; points far outside are drawn at the edge of a wider frame, which nobody sees."""
        spots = (self(lon, lat) for lon, lat in ring)
        inside = (f"{round(min(max(x, -40), svg.WIDTH + 40))},{round(min(max(y, -40), self.height + 40))}" for x, y in spots)
        return "M" + "L".join(dict.fromkeys(inside)) + "Z"


def _view(found: Sequence[Place]) -> _View:
    longs, lats = [p.lon or 0.0 for p in found], [p.lat or 0.0 for p in found]
    wide = max(_LEAST, (max(longs) - min(longs)) * (1 + 2 * _ROOM))
    middle_lat, middle_lon = (min(lats) + max(lats)) / 2, (min(longs) + max(longs)) / 2
    shrink = max(0.2, math.cos(math.radians(middle_lat)))
    tall = max(_LEAST * 0.55, (max(lats) - min(lats)) * (1 + 2 * _ROOM))
    wide = min(360.0, max(wide, tall / (_TALL / svg.WIDTH) / shrink))  # as wide as the tallest window that is drawn needs
    tall = min(tall if tall > wide * shrink * 0.45 else wide * shrink * 0.45, 170.0)
    north = min(85.0, middle_lat + tall / 2)
    west = min(max(middle_lon - wide / 2, -180.0), 180.0 - wide)
    return _View(west, west + wide, north - tall, north)


@cache
def _rings() -> tuple[Ring, ...]:
    """Outer and inner rings of all countries, (longitude, latitude) in degrees, out of the TopoJSON file (its arcs are delta-encoded)."""
    data = (files("newsloom.render") / "shapes" / "countries-110m.json").read_bytes()
    topology: dict[str, Any] = msgspec.json.decode(data)
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Point]] = []
    for arc in topology["arcs"]:
        x = y = 0
        points: list[Point] = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return tuple(_ring(ring, arcs) for shape in topology["objects"]["countries"]["geometries"] for ring in _listed(shape))


def _listed(shape: dict[str, Any]) -> Iterator[list[int]]:
    if shape["type"] == "Polygon":
        yield from shape["arcs"]
    elif shape["type"] == "MultiPolygon":
        for polygon in shape["arcs"]:
            yield from polygon


def _ring(numbers: Sequence[int], arcs: Sequence[Sequence[Point]]) -> Ring:
    points: list[Point] = []
    for n in numbers:
        arc = arcs[n] if n >= 0 else tuple(reversed(arcs[~n]))
        points += arc[1:] if points else arc
    return tuple(points)
