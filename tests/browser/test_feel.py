"""What a demanding reader would notice."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from newsloom.loom import Desk as Opened
from newsloom.loom.ledger import _common
from newsloom.web import locale

from .conftest import Desk, Served

HUGE = {
    "url": "https://w.example/1",
    "outlet": "W" * 300,
    "title": "L" * 400,
    "byline": "B" * 300,
    "published": "2024-09-01",
    "language": "en",
    "text": "The kiln in Marrowby burst on Friday, its owner said. Three people were hurt. " + "x" * 300,
}


def test_nothing_is_printed_that_is_no_text(client: TestClient, built: Desk) -> None:
    for path in ("/", f"/story/{built.ferry}", f"/story/{built.ferry}/changes", "/search?q=ferry", "/feeds", "/rules", "/settings"):
        page = client.get(path).text
        assert "&lt;Macro" not in page, path
        assert " object at 0x" not in page, path
        assert not re.search(r"<p[^>]*>(?:(?!</p>).)*<form", page, re.S), f"{path}: a form inside a paragraph ends it"


def test_languages_are_named(client: TestClient, built: Desk) -> None:
    assert (locale.language("fr"), locale.language("pt-BR"), locale.language("xx-none")) == ("French", "Portuguese (Brazil)", "xx-none")
    assert "English, French" in client.get(f"/story/{built.ferry}").text


def test_those_who_are_only_called_by_what_they_are_are_not_listed() -> None:
    names = ("the company", "museo", "Signe Orr", "KCNA", "محمد", "iPhone maker")
    assert [name for name in names if _common(name)] == ["the company", "museo"]


def test_huge_names_break_no_page(chromium: Any, served: Served, tmp_path: Path) -> None:
    path = tmp_path / "huge.jsonl"
    path.write_text(json.dumps(HUGE), encoding="utf-8")
    with Opened(served.db) as desk:
        desk.add([str(path)])
        story = next(row.id for row in desk.stories() if row.title.startswith("LLL"))
        desk.show_story(story)
        article = desk.story_articles(story)[0].id
    for width in (360, 1280):
        page = chromium.new_page(viewport={"width": width, "height": 800})
        for where in ("/", f"/story/{story}", f"/article/{article}", "/outlets", f"/outlet?name={'W' * 300}", "/search?q=kiln", "/speakers",
                      f"/story/{story}/edit", f"/article/{article}/edit", "/coverage", "/rules?words=kiln&action=mute"):  # fmt: skip
            page.goto(served.url + where)
            assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, (width, where)
        page.close()


def test_on_a_phone_targets_are_large_enough_for_fingers(chromium: Any, served: Served) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    for where in ("/", f"/story/{served.desk.ferry}"):
        page.goto(served.url + where)
        small = page.evaluate(
            """() => [...document.querySelectorAll(".nav a, .tools a, .tools button, .row-acts button, .chips a, .find button")]
                 .filter((one) => one.offsetParent && one.getBoundingClientRect().height < 38).map((one) => one.outerHTML.slice(0, 90))"""
        )
        assert small == [], where
    context.close()
