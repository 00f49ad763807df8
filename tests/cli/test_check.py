"""`newsloom check`: one draft against a desk of own words."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Newsloom = Callable[..., tuple[int, str, str]]
DRAFT = """Ferry on the rocks

The ferry Morning Tide ran aground off Port Ansel in Iceland on Monday with 175 people on board, the coast guard said.

“Everyone is well and nobody is hurt,” said Signe Orr, the harbour master of Port Ansel.

The ship carried 31 cars, the ferry company said.
"""


@pytest.fixture
def desk(newsloom: Newsloom, news: Path, tmp_path: Path) -> Path:
    db = tmp_path / "desk.db"
    newsloom("add", news, "--db", db)
    return db


def test_each_claim_is_held_against_the_desk_with_passages_on_both_sides(newsloom: Newsloom, desk: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(DRAFT, encoding="utf-8")
    status, out, _ = newsloom("check", draft, "--db", desk, "--format", "json")
    found = json.loads(out)
    assert status == 0
    assert found["schema"] == "newsloom.check/1"
    by = {f["finding"]: f for f in found["findings"]}
    assert "175" in by["contradicted"]["claim"]
    assert all("112" in p["text"] for p in by["contradicted"]["there"])
    assert by["contradicted"]["independent_sources"] >= 1
    assert "“well”" in by["quoted_differently"]["why"]
    assert "“safe”" in by["quoted_differently"]["why"]
    assert "31 cars" in by["unknown"]["claim"]
    assert all(DRAFT[p["start"] : p["end"]] == p["text"] for f in found["findings"] for p in f["here"])
    assert all("text" not in card for card in (found["article"], *found["sources"]))


def test_a_draft_is_not_kept(newsloom: Newsloom, desk: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(DRAFT.replace("Morning Tide", "Quixotic Vellum"), encoding="utf-8")
    newsloom("check", draft, "--db", desk)
    assert not any(b"Quixotic" in file.read_bytes() for file in tmp_path.glob("desk.db*"))


@pytest.mark.parametrize("format", ["md", "html", "term"])
def test_the_faces_say_what_was_found(newsloom: Newsloom, desk: Path, tmp_path: Path, format: str) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(DRAFT.replace("The ship", "<b>The ship</b>"), encoding="utf-8")
    _, out, _ = newsloom("check", draft, "--db", desk, "--format", format)
    assert "contradicted" in out.lower()
    assert "The Skerrin Sentinel" in out
    assert format != "html" or "<b>The ship" not in out


def test_what_is_no_article_or_more_than_one_is_refused(newsloom: Newsloom, desk: Path, news: Path, tmp_path: Path) -> None:
    status, _, err = newsloom("check", news, "--db", desk)
    assert status == 2
    assert "3 articles" in err
    status, _, err = newsloom("check", tmp_path / "none.txt", "--db", desk)
    assert status == 2
    assert "none.txt" in err


@pytest.mark.parametrize("format", ["md", "html", "term", "json"])
def test_what_of_a_language_is_not_read_is_told(newsloom: Newsloom, desk: Path, tmp_path: Path, format: str) -> None:
    draft = tmp_path / "entwurf.txt"
    draft.write_text("Die Fähre Morning Tide ist nicht auf Grund gelaufen. Das sagte ein Sprecher am Montag.\n", encoding="utf-8")
    _, out, _ = newsloom("check", draft, "--db", desk, "--format", format)
    assert "Not read of articles in German" in out
    draft.write_text(DRAFT, encoding="utf-8")
    _, out, _ = newsloom("check", draft, "--db", desk, "--format", format)
    assert "Not read" not in out
