"""Lists of stories that are kept for a moment are still right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from newsloom.loom import Desk as Opened
from newsloom.loom.listing import Filter
from newsloom.web.lists import Lists

from .conftest import Desk, post


def test_a_list_is_made_once_until_something_changes(built: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lists, made = Lists(), []
    with Opened(built.db) as desk:
        real = desk.stories
        monkeypatch.setattr(desk, "stories", lambda wanted: made.append(wanted) or real(wanted))
        first = lists.rows(desk)
        assert lists.rows(desk) == first == real()
        assert lists.rows(desk, Filter(language="ar")) == real(Filter(language="ar"))
        assert len(made) == 2
        lists.rows(desk).clear()  # whoever changes the list changes their own
        assert lists.rows(desk) == first
        desk.curate("ada").rename(built.ferry, "Another name")
        assert any(row.title == "Another name" for row in lists.rows(desk))
        path = tmp_path / "new.jsonl"
        told = {"title": "Kiln cools in Marrowby", "outlet": "Quill", "text": "The kiln in Marrowby cooled on Friday, its owner said."}
        path.write_text(json.dumps(told), encoding="utf-8")
        desk.add([str(path)])
        assert any("Kiln" in row.title for row in lists.rows(desk))
        article = desk.story_articles(built.ferry)[0].id
        desk.say("ada").outlet(article, "The Harbour Lamp")
        assert any("The Harbour Lamp" in row.outlets for row in lists.rows(desk))


def test_starred_articles_that_were_purged_break_no_page(client: TestClient, built: Desk) -> None:
    with Opened(built.db) as desk:
        ids = [one.id for one in desk.story_articles(built.ferry)]
        desk.reader("alone").mark("star", "0123456789abcdef")
    post(client, f"/article/{ids[0]}/star")
    page = client.get("/watch")
    assert page.status_code == 200
    assert ids[0] in page.text
