"""`--as-of`: what was known by a day, and nothing later."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Newsloom = Callable[..., tuple[int, str, str]]


@pytest.fixture
def db(newsloom: Newsloom, news: Path, tmp_path: Path) -> str:
    path = str(tmp_path / "desk.db")
    newsloom("add", news, "--db", path)
    return path


def test_claims_and_story_as_they_stood_on_a_day(newsloom: Newsloom, db: str) -> None:
    _, out, _ = newsloom("stories", "--db", db, "--format", "json")
    story = next(s["id"] for s in json.loads(out)["stories"] if s["articles"] == 2)

    def cited(*more: str) -> set[str]:
        status, told, _ = newsloom("claims", story, "--db", db, "--format", "json", *more)
        assert status == 0
        return {a["article"] for c in json.loads(told)["claims"] for a in c["assertions"]}

    _, out, _ = newsloom("show", story, "--db", db, "--format", "json", "--as-of", "2024-09-02")
    then = json.loads(out)["stories"][0]
    assert [a["published"]["value"] for a in then["articles"]] == ["2024-09-02"]
    assert len(cited()) == 2
    assert cited("--as-of", "2024-09-02") == {then["articles"][0]["id"]}
    assert cited("--as-of", "2024-09-01") == set()
    assert len(cited()) == 2, "looking back changes nothing"


def test_a_day_that_is_none_is_told(newsloom: Newsloom, db: str) -> None:
    _, out, _ = newsloom("stories", "--db", db, "--format", "json")
    status, _, err = newsloom("claims", json.loads(out)["stories"][0]["id"], "--db", db, "--as-of", "yesterday")
    assert status == 2
    assert "YYYY-MM-DD" in err
