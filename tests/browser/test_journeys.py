"""The journeys that a desk makes, in a real browser: with the mouse, with keys only, without JavaScript, at the width of a phone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from newsloom.loom import Desk as Opened

from .conftest import Served

SHOTS = Path(__file__).parents[2] / "build" / "screenshots"
Visit = Callable[..., Any]


@pytest.fixture
def visit(chromium: Any, served: Served) -> Iterator[Visit]:
    """Opens a page; in the end, that no browser complained and nobody else was asked."""
    contexts, complaints, strangers = [], [], []

    def open_(path: str = "/", *, width: int = 1280, height: int = 900, script: bool = True, dark: bool = False, calm: bool = False) -> Any:
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce" if calm else "no-preference",
            locale="en-GB",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8000)
        page.on(
            "console", lambda message: complaints.append(message.text) if message.type == "error" and "/nowhere" not in page.url else None
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: strangers.append(request.url) if not request.url.startswith(served.url) else None)
        page.goto(served.url + path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []
    assert strangers == [], "no third party is asked"


def shot(page: Any, name: str) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png")


def test_1_from_the_front_page_to_the_words_behind_a_sentence(visit: Visit, served: Served) -> None:
    page = visit("/")
    shot(page, "front")
    page.click(f'a[href="/story/{served.desk.ferry}"]')
    page.wait_for_selector("#happened")
    shot(page, "story")
    page.click(".news .mark >> nth=0")
    pop = page.wait_for_selector(".pop")
    assert "Port Ansel" in pop.inner_text()
    shot(page, "passage")
    page.keyboard.press("Escape")
    assert page.query_selector(".pop") is None
    page.click(".news .mark >> nth=0")
    page.click(".pop a >> text=in the article")
    assert page.wait_for_selector("#passage").is_visible()
    shot(page, "article")


def test_2_a_contested_claim_and_why_it_is_judged_so(visit: Visit, served: Served) -> None:
    with Opened(served.db) as desk:
        briefing = desk.glance(served.desk.ferry).kept
        assert briefing is not None
        claim = max(briefing.story.claims, key=lambda c: len(c.assertions))
        desk.prepared.make_explanation(served.desk.ferry, claim.id)
    page = visit(f"/story/{served.desk.ferry}")
    page.click(f'a[href$="/claim/{claim.id}"] >> nth=0')
    page.wait_for_selector("#why")
    assert "What joined the versions" in page.inner_text("main")
    shot(page, "claim")


def test_3_a_figure_that_was_changed_in_the_text(visit: Visit, served: Served) -> None:
    with Opened(served.db) as desk:
        article = next(a.id for a in desk.story_articles(served.desk.ferry) if a.outlet and a.outlet.name == "The Skerrin Sentinel")
    page = visit(f"/article/{article}")
    page.click("text=2 versions")
    assert page.inner_text("del") != page.inner_text("ins")
    shot(page, "versions")


def test_4_who_said_what_over_all_stories(visit: Visit, served: Served) -> None:
    page = visit(f"/story/{served.desk.ferry}")
    page.select_option(
        "#speaker", label=page.eval_on_selector("#speaker", "s => [...s.options].map(o => o.label).find(l => l.startsWith('Signe Orr'))")
    )
    page.click(".speakers button")
    assert page.locator(".voice").count() == 1
    page.click(".voice h3 a")
    assert page.inner_text("h1") == "Signe Orr"
    shot(page, "speaker")


def test_5_an_editor_renames_a_story_and_takes_it_back(visit: Visit, served: Served) -> None:
    page = visit(f"/story/{served.desk.ferry}")
    old = page.inner_text("h1")
    page.click(".tools >> text=Edit")
    page.fill('input[name="title"]', "The ferry at Port Ansel")
    page.click("button >> text=Rename")
    page.wait_for_selector("h1 >> text=The ferry at Port Ansel")
    shot(page, "edit")
    page.click(".tools >> text=History")
    page.click("button >> text=Undo >> nth=0")
    page.goto(f"{served.url}/story/{served.desk.ferry}")
    assert page.inner_text("h1") == old


def test_6_keyboard_only_read_and_watch(visit: Visit) -> None:
    page = visit("/", calm=True)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.closest('[data-row]').classList.contains('current')")
    page.keyboard.press("o")
    page.wait_for_selector("article.story")
    page.keyboard.press("s")
    page.wait_for_selector(".said >> text=Watched")
    page.keyboard.press("g")
    page.keyboard.press("h")
    page.wait_for_selector(".front-grid")
    page.keyboard.press("?")
    page.wait_for_selector("dl.keys")


def test_7_keyboard_only_search_and_passage(visit: Visit) -> None:
    page = visit("/")
    page.keyboard.press("/")
    page.keyboard.type("Morning Tide")
    page.keyboard.press("Enter")
    page.wait_for_selector(".hits")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector("article.story")
    page.focus(".news .mark")
    page.keyboard.press("Enter")
    page.wait_for_selector(".pop")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.pop') !== null"), "the passage is next in tab order"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.classList.contains('mark')"), "and one is back where one was"


def test_8_without_javascript_read_to_the_passage(visit: Visit, served: Served) -> None:
    page = visit(f"/story/{served.desk.ferry}", script=False)
    page.click(".news .mark >> nth=0")
    assert page.locator("#passage").is_visible()
    page.click(".up a")
    assert page.locator("#claims").is_visible()


def test_9_without_javascript_watch_search_and_keep(visit: Visit, served: Served) -> None:
    page = visit("/", script=False)
    page.fill("#find", "ferry")
    page.click(".find button")
    page.click("button >> text=Keep this search")
    page.goto(f"{served.url}/watch")
    assert page.locator('a[href*="/search?q=ferry"]').count() >= 1
    page.click("button >> text=Drop >> nth=0")
    assert page.locator('a[href*="/search?q=ferry"]').count() == 0


@pytest.mark.parametrize("width", [360, 390])
def test_10_at_the_width_of_a_phone(visit: Visit, served: Served, width: int) -> None:
    page = visit("/", width=width, height=780)
    shot(page, f"phone-front-{width}")
    for path in _pages(served):
        page.goto(served.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{path} is wider than the phone"
    page.goto(f"{served.url}/story/{served.desk.ferry}")
    shot(page, f"phone-story-{width}")
    page.click(".news .mark >> nth=0")
    box = page.wait_for_selector(".pop").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width


def test_zoomed_to_200_percent_nothing_is_cut_off(visit: Visit, served: Served) -> None:
    page = visit("/", width=640, height=450)
    for path in _pages(served):
        page.goto(served.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 640, path


def _pages(served: Served) -> list[str]:
    with Opened(served.db) as desk:
        article = desk.story_articles(served.desk.ferry)[0].id
        kept = desk.glance(served.desk.ferry).kept
        claim = kept.story.claims[0].id if kept else ""
    story = f"/story/{served.desk.ferry}"
    return [
        "/", story, f"{story}/claim/{claim}", f"{story}/edit", f"{story}/history", f"/article/{article}", f"/article/{article}/versions",
        f"/article/{article}/edit", "/search?q=ferry", "/watch", "/speakers", "/speaker?name=Signe%20Orr", "/outlets", "/outlet?name=Nahr",
        "/coverage", "/feeds", "/rules", "/activity", "/settings", "/help", "/nowhere", f"/article/{_arabic(served)}",
    ]  # fmt: skip


def _arabic(served: Served) -> str:
    with Opened(served.db) as desk:
        return desk.story_articles(served.desk.stories["Nahr"])[0].id


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_page_has_a_barrier_that_axe_finds(chromium: Any, served: Served, dark: bool) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed").Axe()
    context = chromium.new_context(color_scheme="dark" if dark else "light", bypass_csp=True)  # axe is put into the page
    page = context.new_page()
    found = []
    for path in _pages(served):
        page.goto(served.url + path)
        # a page that is still being read loads itself again once it is, which would take the scan down with it
        page.wait_for_function("!document.querySelector('.wait:not([data-fresh])')", timeout=60_000)
        found += [
            f"{path}: {one['id']}: {one['nodes'][0]['html'][:160]} {one['nodes'][0]['failureSummary'][:200]}"
            for one in axe.run(page).response["violations"]
        ]
        if path in ("/", f"/story/{served.desk.ferry}") and dark:
            shot(page, "dark-front" if path == "/" else "dark-story")
    context.close()
    assert found == [], "\n".join(found)


def test_printed_pages_leave_the_desk_out(visit: Visit, served: Served) -> None:
    page = visit(f"/story/{served.desk.ferry}")
    page.emulate_media(media="print")
    assert not page.locator(".nav").is_visible()
    assert not page.locator(".tools").is_visible()
    assert page.locator("#happened").is_visible()
    if os.environ.get("CI"):
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.pdf(path=SHOTS / "story.pdf")
