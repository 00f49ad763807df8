"""`newsloom changes`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

Newsloom = Callable[..., tuple[int, str, str]]


def story_of(newsloom: Newsloom, db: Path) -> str:
    _, out, _ = newsloom("stories", "--db", db, "--format", "json")
    return next(s["id"] for s in json.loads(out)["stories"] if s["articles"] == 2)


def test_what_came_out_since_a_day(newsloom: Newsloom, news: Path, tmp_path: Path) -> None:
    db = tmp_path / "desk.db"
    newsloom("add", news, "--db", db)
    story = story_of(newsloom, db)
    status, out, _ = newsloom("changes", story, "--since", "2024-09-03", "--db", db, "--format", "json")
    found = json.loads(out)
    assert status == 0
    assert found["schema"] == "newsloom.changes/1"
    assert found["story"]["id"] == story
    assert found["since"] == "2024-09-03"
    assert len(found["new_articles"]) == 1
    _, out, _ = newsloom("changes", story, "--since", "2024-09-04", "--db", db, "--format", "json")
    later = json.loads(out)
    assert later["new_articles"] == later["new_claims"] == later["changed_values"] == later["new_speakers"] == []
    _, out, _ = newsloom("changes", story, "--since", "2024-09-03", "--db", db)
    assert "The Weir Gazette" in out


def test_corrected_words_are_told(newsloom: Newsloom, news: Path, tmp_path: Path) -> None:
    db = tmp_path / "desk.db"
    ferry = news / "ferry.jsonl"
    record = {"url": "https://skerrin.example/ferry", "title": "Ferry strands", "published": "2024-09-02"}
    first = "The ferry Morning Tide ran aground off Port Ansel with 112 people on board, the coast guard said on Monday evening."
    for text in (first, first.replace("112", "121")):
        ferry.write_text(json.dumps(record | {"text": text}) + "\n", encoding="utf-8")
        newsloom("add", ferry, "--db", db)
    _, out, _ = newsloom("stories", "--db", db, "--format", "json")
    story = json.loads(out)["stories"][0]["id"]
    _, out, _ = newsloom("changes", story, "--since", "2024-09-03", "--db", db, "--format", "json")
    (told,) = json.loads(out)["corrections"]
    assert "112" in told["before"]["text"]
    assert "121" in told["after"]["text"]


def test_a_day_that_is_none_is_refused(newsloom: Newsloom, news: Path, tmp_path: Path) -> None:
    db = tmp_path / "desk.db"
    newsloom("add", news, "--db", db)
    status, _, err = newsloom("changes", story_of(newsloom, db), "--since", "yesterday", "--db", db)
    assert status == 2
    assert "yesterday" in err
    assert "YYYY-MM-DD" in err
