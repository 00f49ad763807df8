"""What happens to a desk when something outside goes wrong: others' locks, lost connections, killed writers, full and read-only disks."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from newsloom.errors import StoreError
from newsloom.store import Store, engine, postgres

from .conftest import FULL, make


def test_a_desk_that_is_locked_too_long_says_so(db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_MS", 200)
    monkeypatch.setattr(postgres, "WAIT_MS", 200)
    with Store(db) as first, Store(db) as second:
        with first._writing() as connection:
            connection.exec_driver_sql("DELETE FROM pages")
            assert second.count() == 0, "readers do not wait"
            with pytest.raises(StoreError, match="locked by another process"):
                second.add([FULL])
        assert second.add([FULL]) == ["added"]


def test_writers_wait_for_one_another(db: str) -> None:
    """Numbers that are read before they are written are given once."""
    with Store(db) as store:
        threads = [threading.Thread(target=lambda n=n: store.add([make(f"a{n}", f"Item {n}.")])) for n in range(8)]
        counting = [threading.Thread(target=lambda: [_count(store) for _ in range(5)]) for _ in range(4)]
        for thread in (*threads, *counting):
            thread.start()
        for thread in (*threads, *counting):
            thread.join()
        assert store.count() == 8
        assert store.living.number("tries") == 20


def _count(store: Store) -> None:
    from newsloom.store import placing

    with store._writing() as connection:
        placing.set_number(connection, "tries", placing.number(connection, "tries") + 1)


_WRITER = """
import sys, time
from newsloom.store import Store
store = Store(sys.argv[1])
with store._writing() as connection:
    connection.exec_driver_sql("INSERT INTO counts (kind, word, count) VALUES ('x', 'half', 1)")
    print("in", flush=True)
    time.sleep(60)
"""


def test_a_killed_writer_leaves_nothing_half_done_and_no_lock(db: str) -> None:
    with Store(db) as store:
        process = subprocess.Popen([sys.executable, "-c", _WRITER, db], stdout=subprocess.PIPE)
        assert process.stdout is not None and process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        assert store.add([FULL]) == ["added"]
        assert store.living.counts("x", ["half"]) == {}
        assert store.check() == []


_OPENER = "import sys\nfrom newsloom.store import Store\nprint('up', flush=True)\nStore(sys.argv[1]).close()"


@pytest.mark.parametrize("delay", [0.0, 0.01, 0.03, 0.08])
def test_a_killed_first_opening_is_made_good(db: str, delay: float) -> None:
    process = subprocess.Popen([sys.executable, "-c", _OPENER, db], stdout=subprocess.PIPE)
    assert process.stdout is not None and process.stdout.readline()
    time.sleep(delay)
    process.kill()
    process.wait()
    process.stdout.close()
    with Store(db) as store:
        assert store.add([FULL]) == ["added"]
        assert store.check() == []


def test_a_connection_that_is_cut_in_mid_write(postgres: str) -> None:
    with Store(postgres) as store, Store(postgres) as other:
        store.add([FULL])
        with pytest.raises(StoreError, match="connection was lost"), store._writing() as connection:
            connection.exec_driver_sql("DELETE FROM articles")
            with other._reading() as watching:
                watching.exec_driver_sql(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()"
                )
            connection.exec_driver_sql("DELETE FROM versions")
        assert store.article("full") == FULL, "the next work opens a new connection"


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "fixed"
    folder.mkdir()
    folder.chmod(0o500)
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    with pytest.raises(StoreError, match="permissions"):
        Store(folder / "desk.db")


@pytest.fixture
def small(tmp_path: Path):  # type: ignore[no-untyped-def]
    """A disk of four megabytes."""
    folder = tmp_path / "small"
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "none", str(folder)], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"no small disk can be made here: {done.stderr.strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=False)


def test_a_full_disk_keeps_what_was_reported(small: Path) -> None:
    kept: list[str] = []
    with Store(small / "desk.db") as store, pytest.raises(StoreError, match=r"disk is full|disk full"):
        for number in range(2000):
            article = make(f"a{number}", f"Item {number}. " + "word " * 400)
            store.add([article])
            kept.append(article.id)
    assert len(kept) > 20
    with Store(small / "desk.db") as store:
        assert store.check() == []
        assert set(kept) <= set(store.find("a")) | {article.id for article in store.articles()}


def test_a_disk_that_only_reads_is_read(small: Path) -> None:
    with Store(small / "desk.db") as store:
        store.add([FULL])
    subprocess.run(["mount", "-o", "remount,ro", str(small)], check=True)
    try:
        with Store(small / "desk.db") as store, pytest.raises(StoreError, match="cannot be written"):
            store.add([make("a")])
    except StoreError as error:
        assert "cannot be written" in str(error)
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(small)], check=True)
    with Store(small / "desk.db") as store:
        assert store.article("full") == FULL
