"""What takes long: done in processes of its own, visible, ended cleanly, taken up again."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from newsloom.loom import Desk as Opened
from newsloom.settings import Settings
from newsloom.web.app import create_app
from newsloom.web.lane import Runner
from newsloom.web.pages.activity import _stream
from newsloom.web.site import Config, Site
from newsloom.web.work import Work

from .conftest import BASE, Desk, post, run_alone

NEWS = {
    "title": "Mill burns in Selbrook",
    "outlet": "Quill",
    "text": "The mill in Selbrook burned down on Friday, the mayor said. Nobody was hurt.",
}


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Work]:
    """One set of processes for all tests here: each takes seconds to start."""
    made = Work(str(tmp_path_factory.mktemp("work") / "desk.db"), Settings(), ahead=False)
    made.start()
    yield made
    made.stop()
    assert not _pids(), "stopping leaves no process behind"


def _news(folder: Path) -> str:
    path = folder / "news.jsonl"
    path.write_text(json.dumps(NEWS), encoding="utf-8")
    return str(path)


def _pids() -> set[int]:
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parts = (entry / "cmdline").read_bytes().split(b"\0")
                status = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if b"newsloom.web.worker" in parts and int(status[1]) == os.getpid() and status[0] != "Z":
                found.add(int(entry.name))
    return found


def test_a_job_is_done_in_another_process_and_told_of(work: Work, tmp_path: Path) -> None:
    job = work.ask("intake", "add", "adds", inputs=[_news(tmp_path)])
    assert work.wait(job, 60)
    assert (job.state, job.told) == ("done", "1 added")
    with Opened(work.db) as desk:
        assert [row.title for row in desk.stories()] == ["Mill burns in Selbrook"]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are looked up in /proc")
def test_a_process_that_died_while_idle_is_started_anew_for_the_next_job(work: Work, tmp_path: Path) -> None:
    assert _pids()
    for pid in _pids():
        os.kill(pid, signal.SIGKILL)
    again = work.ask("intake", "add", "adds", inputs=[_news(tmp_path)])
    assert work.wait(again, 60)
    assert again.state == "done", again.told


def _lane(script: str) -> tuple[Work, Runner]:
    work = Work("unused.db", Settings(), ahead=False)
    return work, Runner(work, "intake", [sys.executable, "-c", script], b"{}")


def test_a_job_whose_process_dies_fails_and_the_next_one_gets_a_new_process() -> None:
    work, lane = _lane("""import sys; sys.stdin.readline(); print('{"progress": "1"}', flush=True)""")
    lane.start()
    first, second = work.ask("intake", "add", "adds", inputs=["a"]), work.ask("intake", "add", "adds", inputs=["b"])
    assert work.wait(first, 30)
    assert work.wait(second, 30)
    assert [(one.state, one.told) for one in (first, second)] == [("failed", "the process ended unexpectedly")] * 2
    work.stop()
    lane.join()


def test_what_a_library_prints_is_no_answer() -> None:
    work, lane = _lane("""import sys; sys.stdin.readline(); print('hello'); print('[1]'); print('{"result": {"told": "x"}}')""")
    lane.start()
    job = work.ask("intake", "add", "adds", inputs=["a"])
    assert work.wait(job, 30)
    assert (job.state, job.told) == ("done", "x")
    work.stop()
    lane.join()


def test_an_internal_error_fails_one_job_only(work: Work) -> None:
    bad = work.ask("intake", "add", "adds nonsense", inputs=[7])
    assert work.wait(bad, 60)
    assert bad.state == "failed"
    good = work.ask("intake", "sync", "polls")
    assert work.wait(good, 60)
    assert good.state == "done", good.told


def test_what_waits_already_is_not_done_twice_and_what_is_urgent_comes_first() -> None:
    work = Work("unused.db", Settings(), ahead=False)
    later, urgent = work.read("s1", urgency=2), work.read("s2", urgency=0)
    assert work.read("s1", urgency=1) is later
    first, second = work.next("reading"), work.next("reading")
    assert (first, second) == (urgent, later)
    work.stop()
    assert work.next("reading") is None


def test_live_pages_are_told(built: Desk) -> None:
    class Asking:
        async def is_disconnected(self) -> bool:
            return False

    site = Site.open(Config(db=str(built.db), background=False))

    async def listen() -> list[str]:
        found = []
        async for line in _stream(Asking(), site):  # type: ignore[arg-type]
            found.append(line)
            if len(found) == 1:
                threading.Timer(0.1, site.work.tell, ["articles"]).start()
            if len(found) == 3:
                break
        return found

    hello, news, work = run_alone(listen)
    assert "event: work" in hello
    assert 'event: news\ndata: "articles"' in news
    assert "event: work" in work
    site.close()


def test_work_is_asked_for_and_followed_in_the_browser(tmp_path: Path) -> None:
    app = create_app(Config(db=str(tmp_path / "new.db"), background=False))
    with TestClient(app, base_url=BASE, follow_redirects=False) as client:
        post(client, "/feeds/poll")
        assert "polls feeds" in client.get("/activity").text
        until = time.monotonic() + 60
        while "no feed was due" not in client.get("/activity").text and time.monotonic() < until:
            time.sleep(0.2)
        assert "no feed was due" in client.get("/activity").text
