"""What runs beside the pages: what the first search needs is loaded, and what other processes change is told."""

from __future__ import annotations

import threading

import pytest
from starlette.testclient import TestClient

from newsloom.errors import StoreError
from newsloom.loom import Desk as Opened
from newsloom.web.elsewhere import Elsewhere
from newsloom.web.warming import Warming

from .conftest import Desk


def test_words_are_searched_while_meanings_load(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()
    site = client.app.app.state.site if hasattr(client.app, "app") else client.app._app.state.site  # type: ignore[attr-defined]
    site.warming._load = lambda: gate.wait(20)
    site.warming.start()
    page = client.get("/search", params={"q": "ferry"}).text
    assert "Morning Tide" in page
    waiting = client.get("/search", params={"q": "a boat stranded on the rocks", "by": "meaning"}).text
    assert "getting ready" in waiting
    assert "Nothing was found" not in waiting
    gate.set()
    for thread in threading.enumerate():
        if thread.name == "newsloom-warming":
            thread.join(10)
    assert not site.warming.under_way
    assert "Morning Tide" in client.get("/search", params={"q": "a boat stranded on the rocks", "by": "meaning"}).text


def test_what_cannot_be_loaded_keeps_nobody_waiting(caplog: pytest.LogCaptureFixture) -> None:
    def fails() -> None:
        raise OSError("no weights")

    warming = Warming(fails)
    warming._under_way.set()
    warming._run()
    assert not warming.under_way
    assert "could not be made ready" in caplog.text


def test_changes_by_others_are_told_by_story(built: Desk) -> None:
    told: list[str] = []
    with Opened(built.db) as desk, Opened(built.db) as other:
        looks = Elsewhere(desk, lambda: True, told.append)
        looks.look()
        looks.look()
        assert told == []
        other.curate("Ada").rename(built.ferry, "The ferry off Port Ansel")
        looks.look()
        assert told == ["articles", f"brief {built.ferry}"]
        told.clear()
        looks.look()
        assert told == []


def test_nothing_is_asked_while_nobody_listens_and_a_failure_ends_nothing(built: Desk, caplog: pytest.LogCaptureFixture) -> None:
    class Broken:
        asked = 0

        @property
        def state(self) -> tuple[int, int]:
            self.asked += 1
            twice.set() if self.asked > 1 else None
            raise StoreError("gone away")

    twice, listens, broken = threading.Event(), threading.Event(), Broken()
    looks = Elsewhere(broken, listens.is_set, lambda _what: None, every=0.01)  # type: ignore[arg-type]
    looks.start()
    assert not twice.wait(0.2)
    listens.set()
    assert twice.wait(10)
    looks.stop()
    assert "gone away" in caplog.text
