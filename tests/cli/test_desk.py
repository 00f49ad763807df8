"""The commands that keep a desk."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Newsloom = Callable[..., tuple[int, str, str]]


@pytest.fixture
def db(newsloom: Newsloom, news: Path, db: str) -> str:
    """A desk with three articles, in each kind of database."""
    status, out, _ = newsloom("add", news, "--db", db)
    assert status == 0
    assert [line.split("\t")[0] for line in out.splitlines()] == ["added"] * 3
    return db


def _stories(newsloom: Newsloom, db: str) -> list[dict[str, object]]:
    status, out, _ = newsloom("stories", "--db", db, "--format", "json")
    assert status == 0
    listing = json.loads(out)
    assert listing["schema"] == "newsloom.stories/1"
    stories: list[dict[str, object]] = listing["stories"]
    return stories


def test_adding_again_changes_nothing(newsloom: Newsloom, news: Path, db: str) -> None:
    before = _stories(newsloom, db)
    status, out, _ = newsloom("add", news, "--db", db)
    assert status == 0
    assert [line.split("\t")[0] for line in out.splitlines()] == ["known"] * 3
    assert _stories(newsloom, db) == before


def test_stories_are_listed_heaviest_first(newsloom: Newsloom, db: str) -> None:
    stories = _stories(newsloom, db)
    assert [story["articles"] for story in stories] == [2, 1]
    assert stories[0]["outlets"] == ["The Skerrin Sentinel", "The Weir Gazette"]
    status, out, _ = newsloom("stories", "--db", db)
    assert status == 0
    assert str(stories[0]["title"]).split()[0] in out


def test_show_claims_and_search(newsloom: Newsloom, db: str) -> None:
    story = str(_stories(newsloom, db)[0]["id"])
    status, out, _ = newsloom("show", story[:10], "--db", db, "--format", "json")
    briefing = json.loads(out)
    assert (status, briefing["stories"][0]["id"]) == (0, story)

    status, out, _ = newsloom("claims", story, "--db", db, "--format", "json")
    claims = json.loads(out)
    assert (status, claims["schema"], claims["story"]["id"]) == (0, "newsloom.claims/1", story)
    assert any(a["value"] and a["value"]["low"] == 112 for c in claims["claims"] for a in c["assertions"])

    status, out, _ = newsloom("search", "tug hull", "--db", db, "--format", "json")
    found = json.loads(out)
    assert (status, found["schema"], found["query"], len(found["hits"])) == (0, "newsloom.search/1", "tug hull", 1)
    hit = found["hits"][0]
    assert hit["story"] == story
    status, out, _ = newsloom("show", hit["article"], "--db", db, "--format", "json")
    article = json.loads(out)["article"]
    passage = hit["passage"]
    assert article["text"][passage["start"] : passage["end"]] == passage["text"]


def test_brief_with_a_desk_joins_what_it_knows(newsloom: Newsloom, db: str, tmp_path: Path) -> None:
    later = tmp_path / "later.txt"
    later.write_text(
        "Stranded ferry to be scrapped\n\nPublished 9 September 2024 by The Marl Echo\n\nThe ferry Morning Tide, which ran aground off "
        "Port Ansel in Iceland with 112 people on board, will be scrapped, harbour master Signe Orr said.\n",
        encoding="utf-8",
    )
    status, out, _ = newsloom("brief", later, "--db", db, "--format", "json")
    stories = json.loads(out)["stories"]
    assert status == 0
    assert [sorted(Path(a["input"]).name for a in s["articles"]) for s in stories] == [["ferry.txt", "later.txt", "tug.txt"]]


def test_unknown_ids_and_missing_desks_are_told(newsloom: Newsloom, db: str) -> None:
    status, _, err = newsloom("show", "s000nothing", "--db", db)
    assert (status, "newsloom stories" in err) == (2, True)
    status, _, err = newsloom("stories")
    assert (status, "--db" in err) == (2, True)


def test_each_help_has_an_example(newsloom: Newsloom) -> None:
    for command in ("brief", "add", "stories", "show", "claims", "search", "demo", "doctor"):
        status, out, _ = newsloom(command, "--help")
        assert status == 0
        assert f"Example: newsloom {command}" in " ".join(out.split()), command


def test_help_loads_no_more_than_it_needs() -> None:
    """It is asked for often, so neither stages nor what draws boxes are loaded for it."""
    code = "import sys; from newsloom.cli.main import run; run(['--help']); print(*sys.modules, file=sys.stderr)"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stderr.split()
    assert not [name for name in ("rich", "pydantic", "sqlalchemy", "numpy", "lxml", "newsloom.loom", "newsloom.store") if name in loaded]


def test_doctor(newsloom: Newsloom) -> None:
    status, out, _ = newsloom("doctor")
    assert status == 0
    assert "parser en" in out
    assert "language es" in out


def test_a_command_that_only_reads_makes_no_desk(newsloom: Newsloom, tmp_path: Path) -> None:
    missing = tmp_path / "nope.db"
    for arguments in (["stories"], ["show", "s1"], ["claims", "s1"], ["search", "x"]):
        status, _, err = newsloom(*arguments, "--db", missing)
        assert (status, "no such desk" in err) == (2, True)
    assert not missing.exists()


def test_a_command_that_only_reads_makes_no_desk_in_postgresql(newsloom: Newsloom, postgres: str) -> None:
    for _ in range(2):
        status, _, err = newsloom("stories", "--db", postgres)
        assert (status, "no such desk" in err) == (2, True)


def test_a_password_is_in_no_message(newsloom: Newsloom) -> None:
    for address in (
        "postgresql://ada:s3cr3tword@127.0.0.1:1/desk",
        "postgresql://127.0.0.1:1/desk?user=ada&password=s3cr3tword",
        "postgres://ada:s3cr3tword@127.0.0.1:port/desk",
        "mysql://ada:s3cr3tword@127.0.0.1/desk",
        "postgresql+asyncpg://ada:s3cr3tword@127.0.0.1/desk",
    ):
        for command in (["stories"], ["add", "x.txt"], ["--debug", "stories"]):
            status, out, err = newsloom(*command, "--db", address)
            assert status == 2, address
            assert "s3cr3tword" not in out + err, address


def test_names_of_files_drive_neither_the_report_nor_the_database(newsloom: Newsloom, tmp_path: Path) -> None:
    hostile = tmp_path / "a\nadded\tdead\tfake\x9b31m"
    hostile.write_text("Bridge shut\n\nThe bridge at Fenwick was shut on Monday, the mayor said.\n", encoding="utf-8")
    db = tmp_path / "d?mode=ro#x%20.db"
    status, out, _ = newsloom("add", hostile, "--db", db)
    assert status == 0
    assert len(out.splitlines()) == 1
    assert "\x9b" not in out
    assert db.exists()
