"""Pages as they are read: right to left, enlarged, on paper, and what was changed in a text."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from newsloom.loom import Desk as Opened
from newsloom.loom.versions import edits
from newsloom.records import Article
from newsloom.web import diffs, direction

from .conftest import Desk, Served

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Corvell Marine قالت إن السفينة غادرت الميناء", "rtl"),  # most letters decide, not the first
        ("The paper Nahr (نهر) said so.", "ltr"),
        ("דוח מ-17 בינואר", "rtl"),
        ("", "ltr"),
        ("12.5 % – 3", "ltr"),
    ],
)
def test_text_runs_as_most_of_its_letters_do(text: str, way: str) -> None:
    assert direction.of(text) == way


def _article(text: str) -> Article:
    return Article(
        id="a", version=sha256(text.encode()).hexdigest()[:16], first_seen="2024-09-02T00:00:00Z", input="a.txt", language="en", text=text
    )


def _bare(text: str) -> str:
    return re.sub(r"[\s…]+", "", text)


@given(
    st.lists(st.sampled_from(["mud", "dam", "12", "14", ",", "\n\n"]), max_size=60),
    st.lists(st.sampled_from(["mud", "dam", "12", "\n\n"]), max_size=60),
)
def test_changes_are_shown_to_the_letter_and_none_is_lost(old: list[str], new: list[str]) -> None:
    before, after = _article(" ".join(old)), _article(" ".join(new))
    found = edits(before, after)
    groups = diffs.shown(before.text, after.text, found)
    for kind, count in (("del", len([e for e in found if e.before])), ("ins", len([e for e in found if e.after]))):
        assert len([run for group in groups for run in group if run.kind == kind]) == count
    for group in groups:
        assert _bare("".join(run.text for run in group if run.kind != "ins")) in _bare(before.text)
        assert _bare("".join(run.text for run in group if run.kind != "del")) in _bare(after.text)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("One.\n\nAt least 12 were hurt.", "One.\n\nAt least 14 were hurt.", ["At least [-12-] {+14+} were hurt."]),
        ("Rain fell\n\nIt stopped.", "Rain fell again\n\nIt stopped.", ["Rain fell {+again+}"]),
        ("Rain fell.\n\nIt stopped", "Rain fell.\n\nSnow came!\n\nIt stopped", ["{+Snow came!+}"]),
        ("It stopped soon.", "It stopped, soon.", ["It stopped{+,+} soon."]),
        ("It rained all day.", "It rained.", ["It rained [-all day-]."]),
        ("A 1 b 2 c.\nD 3.", "A 5 b 6 c.\nD 7.", ["A [-1-] {+5+} b [-2-] {+6+} c.", "D [-3-] {+7+}."]),
    ],
)
def test_a_change_stands_among_the_words_around_it(old: str, new: str, shown: list[str]) -> None:
    mark = {"same": "{}", "del": "[-{}-]", "ins": "{{+{}+}}"}
    groups = diffs.shown(old, new, edits(_article(old), _article(new)))
    assert ["".join(mark[run.kind].format(run.text) for run in group) for group in groups] == shown


def test_a_story_told_right_to_left_runs_so_and_its_dates_do_not_part(client: TestClient, built: Desk) -> None:
    page = client.get(f"/story/{built.stories['Nahr']}").text
    assert re.search(r'<div class="say" dir="rtl">', page)
    assert "<bdi>Nahr</bdi>" in page
    assert '<h2 dir="rtl">' in client.get("/").text


def test_numbers_of_passages_are_told_on_paper(chromium: Any, served: Served) -> None:
    page = chromium.new_page(viewport={"width": 1000, "height": 800})
    page.goto(f"{served.url}/story/{served.desk.ferry}")
    assert not page.is_visible("th.on-paper")
    page.emulate_media(media="print")
    assert page.is_visible("th.on-paper")
    told = {
        n for cell in page.eval_on_selector_all("td.on-paper", "all => all.map((one) => one.textContent)") for n in re.findall(r"\d+", cell)
    }
    assert {n.strip() for n in page.eval_on_selector_all("a.mark", "all => all.map((one) => one.textContent)")} <= told
    page.close()


def test_enlarged_to_twice_the_size_nothing_scrolls_sideways(chromium: Any, served: Served) -> None:
    page = chromium.new_page(viewport={"width": 640, "height": 400}, device_scale_factor=2)
    with Opened(served.db) as desk:
        article = desk.story_articles(served.desk.stories["Nahr"])[0].id
    for where in (
        "/",
        f"/story/{served.desk.ferry}",
        f"/story/{served.desk.stories['Nahr']}",
        f"/article/{article}",
        "/search?q=ferry",
        "/help",
    ):
        page.goto(served.url + where)
        assert page.evaluate(WIDER) <= 0, where
        cut = page.evaluate(
            "[...document.querySelectorAll('.nav ul, .contents ul')].filter((one) => one.scrollWidth > one.clientWidth).length"
        )
        assert cut == 0, f"{where}: a menu must be scrolled"
    page.close()


def test_short_words_of_tables_are_not_broken(chromium: Any, served: Served) -> None:
    page = chromium.new_page(viewport={"width": 1100, "height": 800})
    page.goto(f"{served.url}/story/{served.desk.ferry}")
    lines = page.evaluate(
        """() => {
             for (const cell of document.querySelectorAll('td[data-label="Value or words"]')) cell.prepend("people were hurt ".repeat(20));
             return [...document.querySelectorAll('td[data-label="Stance"]')].map((cell) => {
               const words = document.createRange();
               words.selectNodeContents(cell);
               return words.getClientRects().length;
             });
           }"""
    )
    assert lines
    assert set(lines) == {1}
    page.close()


def test_who_asks_for_no_motion_gets_none(chromium: Any, served: Served) -> None:
    context = chromium.new_context(reduced_motion="reduce")
    page = context.new_page()
    for where in ("/", f"/story/{served.desk.ferry}", f"/story/{served.desk.ferry}/changes"):
        page.goto(served.url + where)
        moving = page.evaluate(
            """[...document.querySelectorAll("*")].map((one) => getComputedStyle(one))
                 .filter((s) => s.animationName !== "none" || s.transitionDuration !== "0s" || s.scrollBehavior === "smooth").length"""
        )
        assert moving == 0, where
    context.close()
