"""`kill -9` at random moments of `newsloom add`: nothing reported as added is lost, and the database opens sound.

Run more rounds with NEWSLOOM_KILL_ROUNDS=200.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newsloom.store import Store

ROUNDS = int(os.environ.get("NEWSLOOM_KILL_ROUNDS", "5"))
ARTICLES = 200
PLACES = ("Port Ansel", "Tessel", "Skerrin", "Fenwick", "Ordway", "Lower Marl")


def _stream(path: Path) -> None:
    """A JSONL file of short articles, each different from the others."""
    dice = random.Random(7)
    with path.open("w", encoding="utf-8") as target:
        for number in range(ARTICLES):
            place, other = dice.sample(PLACES, 2)
            text = (
                f"The council of {place} met on item {number} for {dice.randint(2, 40)} hours. A road to {other} will cost "
                f"{dice.randint(100, 999)} crowns a yard, the surveyor said. Nobody asked for report {dice.randint(1000, 9999)}."
            )
            target.write(json.dumps({"text": text, "title": f"Item {number} in {place}", "id": str(number), "language": "en"}) + "\n")


def _add(source: Path, db: Path, log: Path) -> subprocess.Popen[bytes]:
    """`newsloom add` as a process of its own, its report in a file that outlives it."""
    with log.open("wb") as report:
        command = [sys.executable, "-c", "from newsloom.cli import main; main()", "add", str(source), "--db", str(db)]
        return subprocess.Popen(command, stdout=report, stderr=subprocess.DEVNULL)


def _reported(log: Path) -> set[str]:
    """Ids of whole lines that say an article is stored."""
    lines = log.read_text(encoding="utf-8").split("\n")[:-1]
    return {line.split("\t")[1] for line in lines if line.startswith(("added\t", "version\t", "known\t"))}


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_nothing_reported_is_lost(tmp_path: Path, round_: int) -> None:
    source, db = tmp_path / "stream.jsonl", tmp_path / "desk.db"
    _stream(source)
    dice = random.Random(round_)
    promised: set[str] = set()
    for attempt in range(2):
        log = tmp_path / f"report{attempt}.log"
        process = _add(source, db, log)
        deadline = time.monotonic() + 60
        target = dice.randint(0, ARTICLES)  # kill once about so many lines were reported, and a random moment later
        while process.poll() is None and time.monotonic() < deadline and len(_reported(log)) < target:
            time.sleep(0.005)
        time.sleep(dice.random() * 0.05)
        process.kill()
        process.wait()
        promised |= _reported(log)
        if not db.exists():
            assert not promised
            continue
        with Store(db) as store:
            assert store.check() == []
            assert promised <= {article.id for article in store.articles()}


@pytest.mark.slow
def test_the_work_resumes_after_a_kill(tmp_path: Path) -> None:
    source, db = tmp_path / "stream.jsonl", tmp_path / "desk.db"
    _stream(source)
    process = _add(source, db, tmp_path / "first.log")
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline and len(_reported(tmp_path / "first.log")) < ARTICLES // 2:
        time.sleep(0.005)
    process.kill()
    process.wait()
    assert _add(source, db, tmp_path / "second.log").wait(timeout=120) == 0
    with Store(db) as store:
        assert store.count() == ARTICLES
        assert store.check() == []
        assert sorted(id for story, _ in store.stories() for id in story.articles) == sorted(a.id for a in store.articles())
