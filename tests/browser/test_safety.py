"""What a desk does not tell, and whom it does not wait for."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from starlette.requests import Request
from starlette.testclient import TestClient

from newsloom.loom import Desk as Opened
from newsloom.settings import Settings
from newsloom.web import guard, shield
from newsloom.web.app import create_app
from newsloom.web.jobs import TRIES
from newsloom.web.patience import Patient
from newsloom.web.site import Config, Streams
from newsloom.web.work import Work

from .conftest import BASE, Desk, post, run_alone, token

PASSWORD = "a long enough password"  # noqa: S105
SECRET = "http://ada:tr0ub4dor@127.0.0.1:1/feed.xml"  # noqa: S105
LIST = f"""<opml version="2.0"><body><outline type="rss" text="Kept" xmlUrl="{SECRET}"/></body></opml>"""


# Passwords inside addresses


def test_no_page_list_or_log_shows_the_password_of_a_feed(client: TestClient) -> None:
    given_ = token(client)
    assert client.post("/feeds/import", data={"token": given_}, files={"list": ("a.opml", LIST)}).status_code == 303
    post(client, "/feeds/add", url=SECRET)  # refused: an inner address, which the error names
    feed = client.get("/api/v1/feeds").json()["feeds"][0]
    for path in ("/feeds", "/feeds/export", "/activity", "/api/v1/feeds", "/api/v1/feeds.opml", "/api/v1/audit", "/api/v1/work",
                 "/api/greader/reader/api/0/subscription/list", "/api/greader/reader/api/0/subscription/export"):  # fmt: skip
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert "tr0ub4dor" not in answer.text, path
    assert post(client, f"/feeds/{feed['id']}/remove").status_code == 303
    assert "tr0ub4dor" not in client.get("/activity").text


def test_where_the_desk_is_stored_is_not_told(client: TestClient, built: Desk) -> None:
    for path in ("/story/nothing", "/article/nothing", "/api/v1/stories/nothing", "/claim/x"):
        assert str(built.db) not in client.get(path).text, path


# What pages say


def test_a_page_says_only_what_the_desk_said(client: TestClient) -> None:
    lie = "Your session has ended: write your password to help@evil.example"
    assert "evil.example" not in client.get("/feeds", params={"said": lie}).text
    client.cookies.set("newsloom-said", lie)
    assert "evil.example" not in client.get("/feeds").text


def test_what_was_done_is_told_once_and_to_nobody_else(client: TestClient, built: Desk) -> None:
    done = post(client, f"/story/{built.ferry}/watch")
    assert "said" not in done.headers["location"]
    kept = client.cookies["newsloom-said"]
    assert "Watched: it is on your watch list." in client.get("/").text
    assert "Watched: it is on" not in client.get("/").text
    client.cookies.clear()
    client.get("/")  # another visitor
    client.cookies.set("newsloom-said", kept)
    assert "Watched: it is on" not in client.get("/").text


# Tokens and passwords


@pytest.fixture
def people(built: Desk) -> Iterator[TestClient]:
    with Opened(built.db) as desk:
        desk.accounts.add("Ada", PASSWORD, "admin")
    with TestClient(create_app(Config(db=str(built.db), background=False)), base_url=BASE, follow_redirects=False) as made:
        assert made.post("/login", data={"token": token(made, "/login"), "name": "Ada", "password": PASSWORD}).status_code == 303
        yield made


@pytest.mark.parametrize(("keep", "status"), [("", 401), ("on", 200)])
def test_a_new_password_takes_tokens_back_unless_they_are_kept(people: TestClient, built: Desk, keep: str, status: int) -> None:
    with Opened(built.db) as desk:
        ada = desk.accounts.all()[0]
        secret = desk.accounts.add_token(ada, "script", "admin")[1]
    bearer = {"authorization": f"Bearer {secret}"}
    assert people.get("/api/v1/me", headers=bearer).status_code == 200
    new = "another long password"
    sent = post(people, "/settings/password", old=PASSWORD, new=new, again=new, **({"keep": keep} if keep else {}))
    assert sent.status_code == 303
    assert people.get("/api/v1/me", headers=bearer).status_code == status
    assert people.get("/settings").status_code == 200  # whoever changed it stays logged in


def test_newer_parameters_of_hashing_end_no_session_and_no_token(built: Desk) -> None:
    with Opened(built.db) as desk:
        ada = desk.accounts.add("Ada", PASSWORD, "admin")
        session, secret = desk.accounts.open_session(ada), desk.accounts.add_token(ada, "script", "admin")[1]
        found = desk.store.people.login("ada")
        assert found is not None
        desk.store.people.rehash(ada.id, found[1], "another hash")
        assert desk.accounts.session(session) is not None
        assert desk.accounts.bearer(secret) is not None


def test_guesses_are_counted_by_network() -> None:
    def asked(host: str) -> str:
        return guard.address_of(Request({"type": "http", "client": (host, 1), "headers": []}))

    assert asked("2001:db8:1:2::7") == asked("2001:db8:1:2:ffff::9")
    assert asked("2001:db8:1:2::7") != asked("2001:db8:1:3::7")
    assert asked("::ffff:192.0.2.7") == asked("192.0.2.7") == "192.0.2.7"
    assert asked("fe80::1%eth0") == asked("fe80::2")


# Those who dawdle


@pytest.fixture
def port(built: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(shield, "SILENCE", 0.3)
    monkeypatch.setattr(Patient, "headers_within", 0.3)
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    app = create_app(Config(db=str(built.db), port=port, background=False))
    server = uvicorn.Server(uvicorn.Config(app, http=Patient, log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield port
    server.should_exit = True
    thread.join(10)


def _until_closed(port: int, sent: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as there:
        there.sendall(sent)
        got = b""
        while part := there.recv(4096):
            got += part
        return got


def test_half_a_head_half_a_body_and_silence_are_let_go(port: int) -> None:
    host = f"Host: 127.0.0.1:{port}\r\n".encode()
    assert _until_closed(port, b"GET / HTTP/1.1\r\n" + host) == b""
    assert _until_closed(port, b"") == b""
    body = b"Content-Type: application/json\r\nContent-Length: 500\r\n\r\n{"
    assert b"400" in _until_closed(port, b"POST /api/v1/check HTTP/1.1\r\nConnection: close\r\n" + host + body).split(b"\r\n")[0]
    whole = _until_closed(port, b"GET /healthz HTTP/1.1\r\n" + host + b"\r\n" + b"GET / HTTP/1.1\r\nHos")
    assert whole.startswith(b"HTTP/1.1 200")  # answered, and the half of a second request is not waited for


def test_a_trickle_of_a_body_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shield, "PATIENCE", 0.2)

    async def drop() -> dict[str, object]:
        await asyncio.sleep(0.01)
        return {"type": "http.request", "body": b"x", "more_body": True}

    async def listen() -> int:
        counted = shield._counted(drop)  # type: ignore[arg-type]
        for count in range(1_000):
            if (await counted())["type"] == "http.disconnect":
                return count
        return 0

    assert 0 < run_alone(listen) < 100


def test_live_streams_are_counted() -> None:
    streams = Streams()
    assert [streams.enter("ada") for _ in range(Streams.EACH + 1)] == [*[True] * Streams.EACH, False]
    assert streams.enter("bo")
    streams.leave("ada")
    assert streams.enter("ada")
    full = [streams.enter(str(n)) for n in range(Streams.ALL)]
    assert not full[-1]


# A story that cannot be read


def _fail(work: Work, story: str, times: int) -> None:
    for _ in range(times):
        work.read(story)
        job = work.next("reading")
        assert job is not None
        work.ended(job, {}, "it broke")


def test_a_story_that_cannot_be_read_is_given_up_and_tried_again_when_asked() -> None:
    work = Work("unused.db", Settings(), ahead=False)
    _fail(work, "s1", TRIES)
    assert work.read("s1").state == "failed"
    assert work.read("s2").state == "waiting"
    assert work.again("s1").state == "waiting"


def test_a_story_that_cannot_be_read_does_not_keep_others_from_being_read_ahead() -> None:
    work = Work("unused.db", Settings(), ahead=True)
    for _ in range(TRIES):
        work._read_ahead()
        job = work.next("reading")
        assert job is not None
        job.at = "s1"
        work.ended(job, {}, "it broke")
    again = work.next("reading")
    assert again is not None
    assert again.arguments == {"skip": ["s1"]}


def test_the_page_of_such_a_story_says_so_and_does_not_load_itself_for_ever(built: Desk, tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    told = {"title": "Kiln cools in Marrowby", "outlet": "Quill", "text": "The kiln in Marrowby cooled on Friday, its owner said."}
    path.write_text(json.dumps(told), encoding="utf-8")
    with Opened(built.db) as desk:
        desk.add([str(path)])
        story = next(row.id for row in desk.stories() if "Kiln" in row.title)
    app = create_app(Config(db=str(built.db), background=False))
    site = app._app.state.site  # type: ignore[attr-defined]
    _fail(site.work, story, TRIES)
    client = TestClient(app, base_url=BASE, follow_redirects=False)  # without its processes
    page = client.get(f"/story/{story}").text
    assert "This story could not be read" in page
    assert "it broke" in page
    assert "refresh" not in page
    assert 'class="wait"' not in page
    assert "Kiln cools in Marrowby" in page
    answer = client.get(f"/api/v1/stories/{story}/briefing?wait=0")
    assert (answer.status_code, answer.json()["detail"]) == (400, "it broke")
    assert post(client, f"/story/{story}/read").status_code == 303
    assert "being read" in client.get(f"/story/{story}").text
    site.close()
