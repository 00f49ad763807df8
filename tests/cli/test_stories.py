"""The desk's stories on the command line: filters, explanation, curation, versions, watching."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from newsloom.loom import Desk
from tests.cli.conftest import HARBOUR, HARBOUR_AGAIN, ORCHARD

Newsloom = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with two stories, to be copied."""
    folder = tmp_path_factory.mktemp("news")
    for name, text in (("ferry", HARBOUR), ("tug", HARBOUR_AGAIN), ("frost", ORCHARD)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    with Desk(folder / "desk.db") as desk:
        assert desk.add([str(folder / f"{name}.txt") for name in ("ferry", "tug", "frost")]) == []
    return folder / "desk.db"


@pytest.fixture
def db(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path))


def rows(newsloom: Newsloom, db: Path, *options: object) -> list[dict[str, object]]:
    status, out, _ = newsloom("stories", "--db", db, "--format", "json", *options)
    assert status == 0
    return list(json.loads(out)["stories"])


def story(newsloom: Newsloom, db: Path, articles: int) -> str:
    return next(str(row["id"]) for row in rows(newsloom, db) if row["articles"] == articles)


def members(newsloom: Newsloom, db: Path, id: str) -> list[str]:
    _, out, _ = newsloom("stories", "--db", db, "--explain", id, "--format", "json")
    return [article["article"] for article in json.loads(out)["articles"]]


@pytest.mark.parametrize(
    ("options", "articles"),
    [
        ((), [2, 1]),
        (("--place", "Portugal"), [1]),
        (("--place", "Chile"), []),
        (("--entity", "Ben Asher"), [1]),
        (("--outlet", "marl"), [1]),
        (("--outlet", "%"), []),
        (("--language", "EN"), [2, 1]),
        (("--language", "fr"), []),
        (("--words", "apple blossom"), [1]),
        (("--since", "2024-06-01"), [2]),
        (("--until", "2024-06-01"), [1]),
        (("--limit", 1), [2]),
    ],
)
def test_lists_are_filtered(newsloom: Newsloom, db: Path, options: tuple[object, ...], articles: list[int]) -> None:
    assert [row["articles"] for row in rows(newsloom, db, *options)] == articles


def test_what_cannot_be_asked_is_told(newsloom: Newsloom, db: Path) -> None:
    status, _, said = newsloom("stories", "--db", db, "--place", "Qwxyz")
    assert status == 2 and "no place is known" in said
    assert newsloom("stories", "--db", db, "--since", "May")[0] == 2
    assert newsloom("stories", "--db", db, "--log", "--watch")[0] == 2


def test_the_explanation_names_what_is_shared(newsloom: Newsloom, db: Path) -> None:
    id = story(newsloom, db, 2)
    _, out, _ = newsloom("stories", "--db", db, "--explain", id, "--format", "json")
    found = json.loads(out)
    assert found["schema"] == "newsloom.reasons/1" and found["story"] == id
    for article in found["articles"]:
        assert {"ansel", "signe"} <= set(article["names"])
        assert sum(article["parts"].values()) == pytest.approx(article["score"], abs=0.02), "two voices: their mean is the score"
    _, out, _ = newsloom("stories", "--db", db, "--explain", id)
    assert "shares names" in out and "log-odds" in out


def test_split_move_merge_and_undo(newsloom: Newsloom, db: Path) -> None:
    large, small = story(newsloom, db, 2), story(newsloom, db, 1)
    one = members(newsloom, db, large)[1]
    status, out, said = newsloom("split", large, one, "--db", db, "--why", "two boats", "--by", "ada")
    number, action, new = out.split()
    assert (status, action) == (0, "split") and f"undo {number}" in said
    assert members(newsloom, db, new) == [one]
    assert newsloom("move", one[:6], small, "--db", db)[0] == 0
    assert one in members(newsloom, db, small)
    assert newsloom("merge", large, small, "--db", db)[0] == 0
    assert len(rows(newsloom, db)) == 1
    _, _, said = newsloom("show", small, "--db", db, "--format", "md")
    assert f"{small} is now part of {large}" in said
    for _ in range(3):
        assert newsloom("undo", "--db", db)[0] == 0
    assert sorted(int(str(row["articles"])) for row in rows(newsloom, db)) == [1, 2]
    _, out, _ = newsloom("stories", "--log", "--db", db, "--format", "json")
    log = json.loads(out)["changes"]
    assert [entry["action"] for entry in log] == ["undo"] * 3 + ["merge", "move", "split"]
    assert (log[-1]["by"], log[-1]["why"]) == ("ada", "two boats") and log[-1]["undone_by"] == 6
    status, _, said = newsloom("undo", "--db", db)
    assert status == 2 and "nothing to undo" in said


def test_pin_and_rename(newsloom: Newsloom, db: Path) -> None:
    id = story(newsloom, db, 2)
    assert newsloom("pin", members(newsloom, db, id)[0], id, "--db", db)[0] == 0
    assert newsloom("rename", id, "The \x1b[31mferry", "--db", db)[0] == 0
    assert next(row["title"] for row in rows(newsloom, db) if row["id"] == id) == "The [31mferry"
    assert newsloom("pin", id, id, "--db", db)[0] == 2


def test_versions_are_told_word_by_word(newsloom: Newsloom, tmp_path: Path) -> None:
    db, page = tmp_path / "desk.db", tmp_path / "one.jsonl"
    text = "The lock at Tarn broke on Friday. Forty boats lie in the mud, the warden said."
    for now in (text, text.replace("Forty", "Fifty")):
        page.write_text(json.dumps({"text": now, "title": "Lock breaks", "url": "https://gazette.example/1"}) + "\n", encoding="utf-8")
        assert newsloom("add", page, "--db", db)[0] == 0
    id = members(newsloom, db, story(newsloom, db, 1))[0]
    _, out, _ = newsloom("show", id, "--versions", "--db", db, "--format", "json")
    first, second = json.loads(out)["versions"]
    [edit] = second["edits"]
    assert (edit["before"]["text"], edit["after"]["text"], first["edits"]) == ("Forty", "Fifty", [])
    assert text[edit["before"]["start"] : edit["before"]["end"]] == "Forty" and edit["before"]["version"] == first["version"]
    _, out, _ = newsloom("show", id, "--versions", "--db", db, "--format", "term")
    assert "[-Forty-] {+Fifty+}" in out


def test_watching_prints_changes_and_ends_with_ctrl_c(newsloom: Newsloom, db: Path) -> None:
    id = story(newsloom, db, 2)
    command = [sys.executable, "-c", "from newsloom.cli import main; main()", "stories", "--watch", "--db", str(db)]
    env = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env) as watching:
        assert watching.stderr is not None and watching.stdout is not None
        assert "watching" in watching.stderr.readline()
        time.sleep(0.3)
        assert newsloom("rename", id, "Ferry aground", "--db", db)[0] == 0
        told = [watching.stdout.readline(), watching.stdout.readline()]
        watching.send_signal(signal.SIGINT)
        assert watching.wait(20) == 0
    assert id in told[0] and "Ferry aground" in told[0] and "is called" in told[1]
