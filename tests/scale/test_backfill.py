"""A backfill: the same articles and stories as on one machine, whatever dies on the way, each article once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsloom.cli.main import run
from newsloom.loom import Desk
from newsloom.scale import Backfill
from newsloom.scale.engine import Engine, engine
from newsloom.settings import Settings
from newsloom.store import Store

from .conftest import lines

ROUNDS = int(os.environ.get("NEWSLOOM_KILL_ROUNDS", "10")) // 5  # each takes models to be loaded twice
SETTINGS = Settings()


def events(db: str) -> set[frozenset[str]]:
    """Events as groups of titles."""
    with Store(db) as store:
        assert store.check() == []
        assert not store.unplaced()
        found = [
            frozenset(store.article(id).title or "" for id in event.articles) for story, _ in store.stories() for event in story.events
        ]
        assert sum(map(len, found)) == store.count() == len(frozenset().union(*found)), "each article once"
        return set(found)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> set[frozenset[str]]:
    """What `newsloom add` makes of the same articles."""
    folder = tmp_path_factory.mktemp("alone")
    source = folder / "all.jsonl"
    source.write_text("".join(json.dumps(line) + "\n" for line in lines()), encoding="utf-8")
    with Desk(folder / "desk.db") as desk:
        assert not desk.add([str(source)])
    return events(str(folder / "desk.db"))


@pytest.fixture(params=["local", pytest.param("ray", marks=pytest.mark.slow)])
def two(request: pytest.FixtureRequest) -> Iterator[Engine]:
    yield engine(request.param, 2)


def test_it_makes_what_one_process_makes(two: Engine, archive: Path, db: str, tmp_path: Path, alone: set[frozenset[str]]) -> None:
    told = []
    made = Backfill([str(archive)], tmp_path / "work", SETTINGS, window=16, overlap=30, progress=told.append)
    assert made.run(two, db=db) == 48
    assert made.failed == []
    assert events(db) == alone
    read = [one for one in told if one.what == "shards read"]
    assert [one.done for one in read] == [1, 2, 3, 4]
    assert read[-1].articles == 48 and read[-1].rate > 0 and read[-1].left == 0
    assert max(one.total for one in told if one.what == "windows clustered") == 3
    with Store(db) as store:
        hits = store.search("Adler0")
        assert len(hits) == 4 and len({hit.story for hit in hits}) == 1


@pytest.mark.slow
def test_run_again_it_does_nothing_twice(archive: Path, tmp_path: Path, alone: set[frozenset[str]]) -> None:
    db, out = str(tmp_path / "desk.db"), tmp_path / "out"
    command = ["backfill", str(archive), "--db", db, "--out", str(out), "--workers", "2", "--window", "100"]
    assert run(command) == 0
    first = {path: path.stat().st_mtime_ns for path in (out / ".work").rglob("*") if path.is_file() and path.name != "lock"}
    (archive / "4.jsonl").write_text(
        '{"id": "new", "title": "Otters seen", "text": "Otters were seen in Ordway.", "published": "2024-03-30"}\n'
    )
    assert run(command) == 0
    assert {path: path.stat().st_mtime_ns for path in first} == first, "what was done stays"
    with Store(db) as store:
        assert store.count() == 49
        assert store.check() == []
    import pyarrow.parquet as pq

    articles = pq.read_table(out / "articles").to_pylist()
    placements = pq.read_table(out / "placements.parquet").to_pylist()
    assert len(articles) == len({row["article"] for row in articles}) == 49
    assert {row["article"] for row in placements} == {row["article"] for row in articles}
    stories = pq.read_table(out / "stories.parquet").to_pylist()
    assert sum(row["articles"] for row in stories) == 49 and {row["story"] for row in stories} == {row["story"] for row in placements}
    title = {row["article"]: row["title"] for row in articles}
    grouped: dict[str, set[str]] = {}
    for row in placements:
        grouped.setdefault(row["event"], set()).add(title[row["article"]])
    assert {frozenset(group) for group in grouped.values()} == alone | {frozenset({"Otters seen"})}


@pytest.mark.slow
def test_articles_are_annotated_where_that_is_wanted(archive: Path, tmp_path: Path) -> None:
    db = str(tmp_path / "desk.db")
    made = Backfill([str(archive / "0.jsonl")], tmp_path / "work", SETTINGS, annotated=True)
    assert made.run(engine("local", 1), db=db) == 12
    with Store(db) as store:
        from newsloom.loom import digest

        found = store.annotations(store.articles(), digest.of_annotations())
        assert len(found) == 12 and all(one.sentences for one in found.values())


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (archive / "1.jsonl").write_text("{not json\n" + json.dumps(lines()[0]) + "\n")
    (archive / "5.warc.gz").write_bytes(b"\x1f\x8b\x08\x00damaged")
    assert run(["backfill", str(archive), "--db", str(tmp_path / "desk.db"), "--workers", "1"]) == 1
    said = capsys.readouterr().err
    assert "1.jsonl" in said and "5.warc.gz" in said and "36 articles, 2 failed" in said


def test_wrong_use(archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["backfill", str(archive)]) == 2
    assert "--db DB, --out DIR" in capsys.readouterr().err
    assert run(["backfill", str(tmp_path / "nowhere"), "--out", str(tmp_path / "out")]) == 2
    assert "no such file or folder" in capsys.readouterr().err
    assert run(["backfill", str(archive), "--db", "postgresql://nobody@nowhere/x"]) == 2
    assert "--work" in capsys.readouterr().err
    made = Backfill([str(archive)], tmp_path / "work", SETTINGS)
    with made._alone():
        assert run(["backfill", str(archive), "--out", str(tmp_path / "out"), "--work", str(tmp_path / "work")]) == 2
    assert "another backfill works in" in capsys.readouterr().err


# What dies


@pytest.mark.slow
def test_workers_that_are_killed(archive: Path, tmp_path: Path, alone: set[frozenset[str]]) -> None:
    db, crew, over = str(tmp_path / "desk.db"), engine("local", 2), threading.Event()
    killed = 0

    def kill() -> None:
        nonlocal killed
        while not over.wait(1.0) and killed < 2:
            for pid in crew.pids()[:1]:  # type: ignore[attr-defined]
                os.kill(pid, signal.SIGKILL)
                killed += 1

    killer = threading.Thread(target=kill)
    killer.start()
    made = Backfill([str(archive)], tmp_path / "work", SETTINGS, window=16)
    try:
        made.run(crew, db=db)
    finally:
        over.set()
        killer.join()
    assert killed and made.failed == []
    assert events(db) == alone


def _start(archive: Path, db: str, work: Path, *more: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", "from newsloom.cli import main; main()", "backfill", str(archive), "--db", db, "--work", str(work)]
    with work.with_name("said").open("ab") as said:
        return subprocess.Popen([*command, "--workers", "2", "--window", "16", *more], stdout=subprocess.DEVNULL, stderr=said)


@pytest.mark.slow
@pytest.mark.parametrize("round_", range(max(ROUNDS, 1)))
def test_the_driver_is_killed_and_the_same_command_goes_on(archive: Path, tmp_path: Path, alone: set[frozenset[str]], round_: int) -> None:
    import random

    dice = random.Random(round_)
    db, work = str(tmp_path / "desk.db"), tmp_path / "work"
    process = _start(archive, db, work)
    what, number = dice.choice([("parts/*.done", dice.randint(0, 4)), ("windows/*.found", dice.randint(1, 3)), ("parts/*.texts", 2)])
    deadline = time.monotonic() + 120
    while process.poll() is None and time.monotonic() < deadline and len(list(work.glob(what))) < number:
        time.sleep(0.005)
    time.sleep(dice.random() * 0.2)
    process.kill()
    assert process.wait() in (0, -signal.SIGKILL)
    kept = {path: path.stat().st_mtime_ns for path in work.glob("parts/*.done")}
    assert _start(archive, db, work).wait(timeout=300) == 0, work.with_name("said").read_text()
    assert {path: path.stat().st_mtime_ns for path in kept} == kept, "shards that were read are not read again"
    assert events(db) == alone


@pytest.mark.slow
def test_a_node_of_a_ray_cluster_is_killed(archive: Path, tmp_path: Path, alone: set[frozenset[str]]) -> None:
    """Two nodes, each a process of its own with a worker; one is killed while it reads."""
    pytest.importorskip("ray")
    from ray.cluster_utils import Cluster

    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    other = cluster.add_node(num_cpus=1)
    db, dead = str(tmp_path / "desk.db"), []

    def told(one: object) -> None:
        if getattr(one, "what", "") == "shards read" and not dead:
            dead.append(other)
            cluster.remove_node(other, allow_graceful=False)

    try:
        made = Backfill([str(archive)], tmp_path / "work", SETTINGS, window=16, progress=told)
        made.run(engine("ray", 2, address=cluster.address), db=db)
    finally:
        cluster.shutdown()
    assert dead and made.failed == []
    assert events(db) == alone
