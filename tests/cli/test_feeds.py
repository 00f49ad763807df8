"""`newsloom feeds` and `newsloom sync`: what is said, exit statuses, two at once, and being killed in the middle."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from newsloom.cli.feeds import seconds
from newsloom.errors import UsageError
from newsloom.store import Store
from tests.web import BARGE, LOCK, Reply, Web, rss

Newsloom = Callable[..., tuple[int, str, str]]


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as server:
        yield server


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk whose settings let it ask the loopback server."""
    config = tmp_path / "newsloom.toml"
    config.write_text('[ingest]\nallow_hosts = ["127.0.0.1"]\ntimeout = 20\n[feeds]\ninterval = 0\ngap = 0\n')
    monkeypatch.setenv("NEWSLOOM_CONFIG", str(config))
    return tmp_path / "desk.db"


def test_from_following_to_stories(newsloom: Newsloom, web: Web, db: Path) -> None:
    url = web.on("/feed", Reply(rss(LOCK), headers={"ETag": '"1"'}), Reply(rss(LOCK, BARGE), headers={"ETag": '"2"'}), Reply(status=304))
    status, out, err = newsloom("feeds", "add", url, "--folder", "Rivers/Weirs", "--db", db)
    assert status == 0 and out.startswith("added\t") and "1 added" in err
    status, out, err = newsloom("sync", "--db", db, "--once")
    assert status == 0
    assert out == f"{url}  new: 1 added, 1 known\n"
    assert "1 feed polled" in err and "1 added" in err and "next poll" in err
    status, out, err = newsloom("sync", "--db", db, "--format", "json")
    assert json.loads(out)["outcome"] == "unchanged"
    status, out, _ = newsloom("feeds", "--db", db)
    assert status == 0 and url in out and "Rivers/Weirs" in out and "ok" in out
    status, out, _ = newsloom("feeds", "list", "--db", db, "--format", "json")
    [feed] = json.loads(out)["feeds"]
    assert (feed["url"], feed["health"], feed["folders"], feed["title"]) == (url, "ok", [["Rivers", "Weirs"]], "The Weir Gazette")
    assert json.loads(newsloom("stories", "--db", db, "--format", "json")[1])["stories"]
    assert newsloom("feeds", "remove", feed["id"], "--db", db)[0] == 0
    assert newsloom("feeds", "--db", db)[1] == "no feed is followed\n"


def test_add_follows_feeds_among_its_inputs(newsloom: Newsloom, web: Web, db: Path, news: Path) -> None:
    status, out, _ = newsloom("add", web.on("/feed", Reply(rss(LOCK))), news, "--db", db)
    assert status == 0 and out.count("added\t") == 4
    assert "/feed" in newsloom("feeds", "--db", db)[1]


def test_lists(newsloom: Newsloom, db: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.opml"
    path.write_text('<opml><body><outline text="A & B"><outline xmlUrl="https://one.example/?a=1&b=2"/></outline></body></opml>')
    status, _, err = newsloom("feeds", "import", path, tmp_path / "nowhere.opml", "--db", db)
    assert status == 1 and "1 feed followed" in err and "mended" in err and "nowhere.opml" in err
    status, out, _ = newsloom("feeds", "export", "--db", db)
    assert status == 0 and "?a=1&amp;b=2" in out and "A &amp; B" in out


def test_what_fails_is_shown_and_the_rest_is_done(newsloom: Newsloom, web: Web, db: Path) -> None:
    newsloom("add", web.on("/good", Reply(rss(LOCK))), web.on("/bad", Reply(rss(BARGE)), Reply(status=500)), "--db", db)
    status, out, err = newsloom("sync", "--db", db, "--once")
    assert status == 1
    assert "500 Internal Server Error" in out and "1 failing" in err
    assert "last error: the server answers 500" in newsloom("feeds", "--db", db)[1]


def test_wrong_use(newsloom: Newsloom, db: Path) -> None:
    for arguments, words in (
        (("sync",), "--db"),
        (("sync", "--db", db), "follows no feed"),
        (("sync", "--db", db, "--once", "--every", "5m"), "exclude"),
    ):
        status, _, err = newsloom(*arguments)
        assert status == 2 and words in err and "Traceback" not in err and "internal error" not in err


@pytest.mark.parametrize(("text", "span"), [("15m", 900), ("1h30m", 5400), ("90s", 90), ("2d", 172_800), ("15", 900), ("15 min", 900)])
def test_spans_of_time(text: str, span: float) -> None:
    assert seconds(text) == span


@pytest.mark.parametrize("text", ["", "soon", "0m", "-5m", "1w", "15mm", "m"])
def test_no_spans_of_time(text: str) -> None:
    with pytest.raises(UsageError, match="90s, 15m"):
        seconds(text)


def _sync(db: Path, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", "from newsloom.cli import main; main()", "sync", "--db", str(db), *more]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ.copy())


def _until(test: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not test():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_two_at_once_and_a_kill_in_the_middle(newsloom: Newsloom, web: Web, db: Path) -> None:
    held = threading.Event()

    def hold(handler: BaseHTTPRequestHandler) -> None:
        held.wait(30)
        handler.send_error(500)

    with Store(db) as store, Web() as other:  # another host: it is not held up by the slow one
        quick = other.on("/quick", Reply(rss()), Reply(rss(LOCK)))
        slow = web.on("/slow", Reply(rss()), hold, Reply(rss(BARGE)))
        newsloom("add", quick, slow, "--db", db)
        first = _sync(db)
        _until(lambda: "/slow" in web.paths()[1:] and store.count() == 1)
        status, _, err = newsloom("sync", "--db", db)
        assert status == 2 and f"process {first.pid}" in err and "since 20" in err
        first.kill()
        first.communicate()
        held.set()
        assert store.check() == []
        status, out, _ = newsloom("sync", "--db", db)
        assert status == 0, "what a killed process left is taken over"
        assert f"{slow}  new: 1 added" in out and f"{quick}  nothing new: 1 known" in out
        assert store.count() == 2 and not store.unplaced()


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_sync_that_goes_on_can_be_stopped(newsloom: Newsloom, web: Web, db: Path, sent: signal.Signals) -> None:
    newsloom("add", web.on("/feed", Reply(rss())), "--db", db)
    going = _sync(db, "--every", "1s")
    _until(lambda: web.paths().count("/feed") >= 3)
    going.send_signal(sent)
    out, err = going.communicate(timeout=20)
    assert going.returncode == 130
    assert out.count("nothing new") >= 1 and "stopped" in err and "Traceback" not in err
    assert newsloom("sync", "--db", db, "--force")[0] == 0


def test_a_list_with_addresses_that_cannot_be_fetched(
    newsloom: Newsloom, db: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "list.opml"
    urls = (
        "https://one.example/feed",
        "ftp://two.example/feed",
        "javascript:alert(1)",
        "http://192.168.7.9/feed",
        "https://u:pw@four.example/rss",
    )
    path.write_text("<opml><body>" + "".join(f'<outline xmlUrl="{url}"/>' for url in urls) + "</body></opml>")
    status, _, err = newsloom("feeds", "import", path, "--db", db)
    assert status == 1 and "3 feeds followed, 2 left out" in err
    assert "ftp://two.example/feed: only http and https are fetched, not ftp:" in err and "javascript:" in err
    assert "http://192.168.7.9/feed is inside a private network" in caplog.text
    path.write_text('<opml><body><outline xmlUrl="gopher://one.example/"/></body></opml>')
    status, _, err = newsloom("feeds", "import", path, "--db", db)
    assert status == 2 and "holds no feed that could be followed" in err


def test_passwords_in_addresses_are_shown_nowhere(newsloom: Newsloom, web: Web, db: Path) -> None:
    url = web.on("/feed", Reply(rss(LOCK)), Reply(status=401)).replace("//", "//ada:s3cret@")
    told = [*newsloom("feeds", "add", url, "--db", db), *newsloom("sync", "--db", db, "--force"), *newsloom("add", f"{url}x", "--db", db)]
    told += newsloom("sync", "--db", db, "--format", "json", "--force")
    for command in (
        ("feeds",),
        ("feeds", "--format", "json"),
        ("feeds", "--format", "md"),
        ("feeds", "export"),
        ("stories", "--format", "json"),
    ):
        told += newsloom(*command, "--db", db)
    assert web.asked[0].headers["authorization"].startswith("Basic ")
    assert "401" in str(told) and "s3cret" not in str(told)
    assert "s3cret" in newsloom("feeds", "export", "--with-logins", "--db", db)[1]
    status, _, err = newsloom("feeds", "remove", url.replace("ada:s3cret", "***"), "--db", db)
    assert status == 0 and "s3cret" not in err


def test_a_new_password_takes_the_place_of_the_old_one(newsloom: Newsloom, web: Web, db: Path) -> None:
    url = web.on("/feed", Reply(rss(LOCK)))
    for login in ("", "ada:old@", "ada:new@"):
        newsloom("feeds", "add", url.replace("//", f"//{login}"), "--db", db)
    assert newsloom("feeds", "export", "--with-logins", "--db", db)[1].count("ada:new@") == 1
    assert "ada:old" not in newsloom("feeds", "export", "--with-logins", "--db", db)[1]


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_a_single_round_can_be_stopped(newsloom: Newsloom, web: Web, db: Path, sent: signal.Signals) -> None:
    held = threading.Event()
    newsloom("add", web.on("/feed", Reply(rss(LOCK)), lambda _handler: held.wait(30)), "--db", db)
    going = _sync(db, "--force")
    _until(lambda: web.paths().count("/feed") == 2)
    going.send_signal(sent)
    _, err = going.communicate(timeout=20)
    held.set()
    assert going.returncode == 130 and "stopped" in err and "Traceback" not in err
