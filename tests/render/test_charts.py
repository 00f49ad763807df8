"""Pictures: what they show, when they are drawn, and that nothing from outside gets into them as mark-up."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsloom.records import Assertion, Briefing, Claim, Passage, Place, StandingStep, Value, When
from newsloom.render import charts
from newsloom.render.charts.scales import Scale, days, spread, ticks

SVG = "{http://www.w3.org/2000/svg}"


def assertion(day: str | None, low: float | None, high: float | None, unit: str | None = None) -> Assertion:
    passage = Passage(article="a", version="1", start=0, end=4, text="word")
    value = Value(low=low, high=high, unit=unit, counts="boats")
    when = When(value=day, precision="day", origin="text") if day else None
    return Assertion(article="a", attributed_to=None, via=(), stance="asserts", value=value, as_of=when, passages=(passage,))


def claim(*assertions: Assertion, standing: tuple[StandingStep, ...] = (), text: str = "Boats sank.") -> Claim:
    return Claim(
        id="c", text=text, kind="quantity", agreement="updated", why="", reports=2, independent_sources=2,
        assertions=assertions, relations=(), standing=standing,
    )  # fmt: skip


def step(standing: str, by: str | None = None) -> StandingStep:
    return StandingStep(when=When(), standing=standing, by=by, passages=())  # type: ignore[arg-type]


def read(drawn: object) -> ElementTree.Element:
    assert drawn is not None
    return ElementTree.fromstring(str(drawn))  # noqa: S314 - our own picture


def test_the_value_chart_shows_points_bars_and_open_ends() -> None:
    drawn = read(
        charts.values(claim(assertion("2031-05-01", 7, None), assertion("2031-05-03", 11, 14), assertion("2031-05-09", 20, 20)), "x")
    )
    assert len(drawn.findall(f"{SVG}circle")) == 1
    assert len(drawn.findall(f"{SVG}polygon")) == 1
    told = drawn.find(f"{SVG}desc")
    assert told is not None and told.text is not None
    assert all(word in told.text for word in ("version 1", "≥ 7 boats", "11–14 boats", "9 May 2031"))
    assert drawn.get("aria-labelledby") == "x-t x-d"


@pytest.mark.parametrize(
    "versions",
    [
        (assertion("2031-05-01", 7, 7), assertion("2031-05-02", 7, 7)),  # nothing to see: one figure
        (assertion(None, 7, 7), assertion("2031-05-02", 8, 8)),  # one day only is known
        (assertion("2031-05-01", 7, 7, "EUR"), assertion("2031-05-02", 8, 8, "USD")),  # no common scale
    ],
)
def test_a_chart_without_anything_to_see_is_not_drawn(versions: tuple[Assertion, ...]) -> None:
    assert charts.values(claim(*versions), "x") is None


def test_the_ladder_climbs_and_falls() -> None:
    drawn = read(charts.ladder(claim(standing=(step("rumoured"), step("alleged", "Ona Pryce"), step("denied", "Keld Mining"))), "x"))
    assert [t.text for t in drawn.findall(f"{SVG}text")] == ["alleged", "rumoured", "denied"]
    assert len(drawn.findall(f"{SVG}rect")) == 1
    assert "alleged by Ona Pryce" in (drawn.findtext(f"{SVG}desc") or "")
    assert charts.ladder(claim(standing=(step("alleged"), step("alleged"))), "x") is None


def test_words_from_outside_are_text_in_every_picture() -> None:
    hostile = '"><script>alert(1)</script>\x1b[31m\u202e'
    drawn = charts.values(claim(assertion("2031-05-01", 1, 1), assertion("2031-05-02", 2, 2), text=hostile), "x")
    assert "<script" not in str(drawn)
    assert "\x1b" not in str(drawn)
    assert "\u202e" not in str(drawn)
    read(drawn)


def place(name: str, lat: float | None, lon: float | None) -> Place:
    return Place(name=name, kind="city", country=None, lat=lat, lon=lon, mentions=2)


@given(st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), min_size=1, max_size=12))
def test_the_map_holds_its_places_wherever_they_are(spots: list[tuple[float, float]]) -> None:
    class Story(msgspec.Struct):
        places: tuple[Place, ...]

    drawn = read(charts.places(Story(tuple(place(f"p{n}", lat, lon) for n, (lat, lon) in enumerate(spots))), "x"))  # type: ignore[arg-type]
    _, _, width, height = (float(x) for x in (drawn.get("viewBox") or "").split())
    assert 0 < height <= 240
    near_the_poles = any(abs(lat) > 80 for lat, _ in spots)
    for dot in drawn.findall(f"{SVG}circle"):
        assert -1 <= float(dot.get("cx") or "nan") <= width + 1
        assert near_the_poles or -1 <= float(dot.get("cy") or "nan") <= height + 90


@given(st.floats(-1e9, 1e9), st.floats(0, 1e9), st.integers(2, 6))
def test_ticks_are_few_and_inside(low: float, span: float, most: int) -> None:
    found = ticks(low, low + span, most)
    assert 1 <= len(found) <= most + 1
    assert all(low - span * 1e-6 - 1e-6 <= t <= low + span * (1 + 1e-6) + 1e-6 for t in found)
    assert found == sorted(found)


@given(st.lists(st.floats(0, 100), max_size=8))
def test_labels_keep_apart_and_inside_where_there_is_room(at: list[float]) -> None:
    placed = sorted(spread(at, 10, 0, 100))
    assert all(0 <= y <= 100 for y in placed)
    assert all(b - a >= 10 - 1e-6 for a, b in pairwise(placed))


def test_days_are_named_as_long_as_they_differ() -> None:
    assert [label for _, label in days(738000, 738001)] == ["29 Jul", "30 Jul"]
    assert all(re.fullmatch(r"\w{3} \d{4}", label) for _, label in days(738000, 738900))
    assert Scale(0, 0, 5, 9)(0) == 5


def test_articles_have_a_row_an_outlet(made: Briefing) -> None:
    (story,) = made.stories
    days_ = [When(value=f"2031-05-0{n + 1}", precision="day", origin="page") for n in range(len(story.articles))]
    dated = tuple(msgspec.structs.replace(a, published=day) for a, day in zip(story.articles, days_, strict=True))
    drawn = charts.coverage(msgspec.structs.replace(story, articles=dated * 2), "x")
    assert drawn is not None
    assert "Articles by outlet and day" in str(drawn)
    assert charts.coverage(msgspec.structs.replace(story, articles=dated[:1]), "x") is None


def test_what_derives_from_what_is_a_picture_of_lines(made: Briefing) -> None:
    (story,) = made.stories
    drawn = read(charts.roots(story, "x"))
    cites = [d for d in story.provenance.derivations if d.how == "cites"]
    assert len(drawn.findall(f"{SVG}path")) == len(story.provenance.derivations)
    assert sum(1 for p in drawn.findall(f"{SVG}path") if p.get("stroke-dasharray")) == len(cites)
