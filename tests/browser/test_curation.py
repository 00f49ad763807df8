"""What people change at a desk, who did it, and how it is taken back."""

from __future__ import annotations

import json
import re

from starlette.testclient import TestClient

from newsloom.loom import Desk as Opened

from .conftest import Desk, post


def _claim(client: TestClient, story: str) -> str:
    found = re.search(rf"/story/{story}/claim/(c[0-9a-f]+)", client.get(f"/story/{story}").text)
    assert found
    return found[1]


def _undo(client: TestClient, path: str) -> str:
    found = re.search(r'action="((?:/hands|/activity)/undo/\d+)"', client.get(path).text)
    assert found
    return found[1]


def test_a_renamed_story_keeps_its_name_until_it_is_undone(client: TestClient, built: Desk) -> None:
    before = re.search(r"<h1[^>]*>([^<]+)", client.get(f"/story/{built.ferry}").text)
    assert before
    assert post(client, f"/story/{built.ferry}/rename", title="The Morning Tide", why="shorter").status_code == 303
    assert "The Morning Tide" in client.get("/").text
    history = client.get(f"/story/{built.ferry}/history").text
    assert "shorter" in history
    post(client, _undo(client, f"/story/{built.ferry}/history"))
    assert before[1] in client.get("/").text


def test_stories_are_merged_and_parted_again(client: TestClient, built: Desk) -> None:
    other = built.stories["Nahr"]
    post(client, f"/story/{built.ferry}/merge", other=other)
    moved = client.get(f"/story/{other}")
    assert moved.status_code == 303
    assert moved.headers["location"].startswith(f"/story/{built.ferry}")
    post(client, _undo(client, f"/story/{built.ferry}/history"))
    assert client.get(f"/story/{other}").status_code == 200


def test_articles_are_split_off(client: TestClient, built: Desk) -> None:
    with Opened(built.db) as desk:
        french = next(a.id for a in desk.story_articles(built.ferry) if a.language == "fr")
    done = post(client, f"/story/{built.ferry}/articles", article=french, do="split")
    new = done.headers["location"].split("?")[0].split("/")[-1]
    with Opened(built.db) as desk:
        assert [a.id for a in desk.story_articles(new)] == [french]
        assert french not in [a.id for a in desk.story_articles(built.ferry)]


def test_a_verdict_stands_in_place_of_the_machines_and_is_exported(client: TestClient, built: Desk) -> None:
    claim = _claim(client, built.ferry)
    path = f"/story/{built.ferry}/claim/{claim}"
    post(client, f"{path}/verdict", do="verdict", agreement="disputed", why="the harbour master objects")
    page = client.get(path).text
    assert 'class="badge disputed"' in page
    assert "the harbour master objects" in page
    assert "Found by rule" in page
    with Opened(built.db) as desk:
        told = next(c for c in desk.show_story(built.ferry).stories[0].claims if c.id == claim)
        assert told.agreement == "disputed", "also on the command line"
    labels = [json.loads(line) for line in client.get("/corrections.jsonl").text.splitlines()]
    assert [(one["kind"], one["agreement"]) for one in labels] == [("verdict", "disputed")]
    post(client, _undo(client, f"/story/{built.ferry}/history"))
    assert "the harbour master objects" not in client.get(path).text
    assert client.get("/corrections.jsonl").text == ""


def test_corrections_of_an_article_are_laid_over_and_taken_back(client: TestClient, built: Desk) -> None:
    with Opened(built.db) as desk:
        article = next(a for a in desk.story_articles(built.ferry) if a.outlet and a.outlet.name == "The Weir Gazette")
    path = f"/article/{article.id}/edit"
    post(client, path, do="outlet", name="The Upper Weir Gazette", country="is")
    post(client, path, do="date", day="2024-09-01")
    with Opened(built.db) as desk:
        now = desk.article(article.id)
        assert now.outlet is not None
        assert (now.outlet.name, now.outlet.country, now.published.value) == ("The Upper Weir Gazette", "IS", "2024-09-01")
        assert now.text == article.text
        assert not desk.glance(built.ferry).fresh, "the story is read anew"
    post(client, _undo(client, path))
    with Opened(built.db) as desk:
        assert desk.article(article.id).published == article.published


def test_lines_are_marked_as_furniture_by_hand(client: TestClient, built: Desk) -> None:
    with Opened(built.db) as desk:
        article = next(a for a in desk.story_articles(built.ferry) if a.outlet and a.outlet.name == "The Weir Gazette")
    lines = re.findall(r'name="line" value="(\d+)"( checked)?', client.get(f"/article/{article.id}/edit").text)
    last = lines[-1][0]
    post(client, f"/article/{article.id}/edit", do="furniture", line=[at for at, checked in lines if checked] + [last])
    with Opened(built.db) as desk:
        assert any(f.start == int(last) for f in desk.article(article.id).furniture)
        briefing = desk.show_story(built.ferry).stories[0]
        cited = [p for c in briefing.claims for a in c.assertions for p in a.passages if p.article == article.id]
        assert all(p.end <= int(last) for p in cited), "what is furniture feeds no claim"


def test_wrong_corrections_are_refused_with_a_reason(client: TestClient, built: Desk) -> None:
    with Opened(built.db) as desk:
        article = desk.story_articles(built.ferry)[0].id
    for fields in (
        {"do": "date", "day": "2024-13-45"},
        {"do": "date", "day": "yesterday"},
        {"do": "outlet", "name": " "},
        {"do": "nothing"},
    ):
        assert post(client, f"/article/{article}/edit", **fields).status_code == 400, fields
    assert post(client, f"/story/{built.ferry}/rename", title="  ").status_code == 400
    assert post(client, f"/story/{built.ferry}/merge").status_code == 400


def test_notes_and_assignments(client: TestClient, built: Desk) -> None:
    post(client, f"/story/{built.ferry}/note", text="Ask the coast guard for the passenger list")
    post(client, f"/story/{built.ferry}/assign", to="Ada")
    page = client.get(f"/story/{built.ferry}/edit").text
    assert "passenger list" in page
    assert 'value="Ada"' in page
