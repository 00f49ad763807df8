"""A desk that another process keeps locked: commands wait and say so, then go on, or end and name the lock; nothing is lost.

The long form, a lock of a minute, is run with NEWSLOOM_LOCK_SECONDS=60.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from newsloom.store import Store

from .conftest import FULL

SECONDS = float(os.environ.get("NEWSLOOM_LOCK_SECONDS", "2"))
_HOLDER = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("in", flush=True)
sys.stdin.read()
"""
_COMMAND = """
import sys
from newsloom.store import engine
engine.NOTICE_MS, engine.BUSY_MS = int(sys.argv.pop(1)), int(sys.argv.pop(1))
from newsloom.cli import main
main()
"""
TEXT = "The ferry to Port Ansel was three hours late on Monday, its captain said. Nobody was hurt, and the lamp was lit again.\n"


@contextmanager
def locked(db: Path) -> Iterator[None]:
    with subprocess.Popen([sys.executable, "-c", _HOLDER, str(db)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == b"in\n"
        try:
            yield
        finally:
            holder.kill()


def adding(db: Path, notice: int, patience: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _COMMAND, str(notice), str(patience), "add", str(db.with_name("new.txt")), "--db", str(db)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def add(db: Path, notice: int, patience: int) -> tuple[int, str, str]:
    with adding(db, notice, patience) as command:
        out, said = command.communicate(timeout=300)
    return command.returncode, out, said


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "desk.db"
    with Store(path) as store:
        store.add([FULL])
    (tmp_path / "new.txt").write_text(TEXT)
    return path


def test_a_command_waits_says_so_and_goes_on(db: Path) -> None:
    with locked(db):
        command = adding(db, 50, 75_000)
        assert command.stderr is not None
        assert "desk.db is locked by another process: waiting for it, 75 seconds at most" in command.stderr.readline()
        time.sleep(SECONDS)
        assert command.poll() is None
    _, said = command.communicate(timeout=300)
    assert (command.returncode, said) == (0, "newsloom: 1 added, 0 failed\n")
    with Store(db) as store:
        assert store.count() == 2 and store.check() == [] and not store.unplaced()


def test_a_command_that_waits_in_vain_ends_and_names_the_lock(db: Path) -> None:
    with locked(db):
        status, out, said = add(db, 50, 300)
        assert (status, out) == (2, ""), "nothing is reported as added"
        assert f"{db}: is locked by another process: wait for it to end" in said and "Traceback" not in said
        with Store(db) as store:
            assert store.count() == 1, "who only reads is not kept waiting"
    assert add(db, 50, 300)[0] == 0
    with Store(db) as store:
        assert store.count() == 2 and store.check() == []
