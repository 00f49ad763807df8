"""Two servers on one PostgreSQL desk, several writers: nothing is there twice, log-ins hold at both, readers of both hear of changes."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from newsloom.loom import Desk as Opened
from tests.databases import fresh_postgres

from .desk import TOLL, WELL
from .test_security import PASSWORD

WRITERS = 3


@pytest.fixture(scope="module")
def db() -> str:
    return fresh_postgres()


@pytest.fixture(scope="module")
def servers(db: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    source = tmp_path_factory.mktemp("two") / "news.jsonl"
    source.write_text(json.dumps(WELL), encoding="utf-8")
    with Opened(db) as desk:
        assert desk.add([str(source)]) == []
        for name, role in (("Ada", "admin"), ("Eda", "editor")):
            desk.accounts.add(name, PASSWORD, role)  # type: ignore[arg-type]
    bases, running = [], []
    try:
        for _ in range(2):
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                port = probe.getsockname()[1]
            command = [sys.executable, "-m", "newsloom", "serve", "--db", db, "--port", str(port)]
            running.append(subprocess.Popen(command, stderr=subprocess.DEVNULL))
            bases.append(f"http://127.0.0.1:{port}")
        for base in bases:
            _up(base)
        yield bases
    finally:
        for one in running:
            one.terminate()
        for one in running:
            one.wait(30)


def _up(base: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            httpx.get(f"{base}/healthz", timeout=5).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.2)
            continue
        return
    raise AssertionError(f"{base} did not start")


def _token(client: httpx.Client, base: str, path: str) -> str:
    found = re.search(r'name="token" value="([0-9a-f]{64})"', client.get(base + path).text)
    assert found
    return found[1]


def _logged_in(base: str, name: str = "Eda") -> httpx.Client:
    client = httpx.Client(timeout=30)
    sent = client.post(f"{base}/login", data={"token": _token(client, base, "/login"), "name": name, "password": PASSWORD})
    assert sent.status_code == 303
    return client


def test_writers_of_the_same_news_make_no_story_and_no_article_twice(servers: list[str], db: str, tmp_path: Path) -> None:
    news = [
        {
            **one,
            "url": f"{one['url']}-{n}",
            "text": one["text"].replace("Port Ansel", f"Port {name}"),
            "title": one["title"].replace("Ansel", name),
        }
        for n, name in enumerate(("Ansel", "Brannoch", "Corvey"))
        for one in TOLL
    ]
    source = tmp_path / "news.jsonl"
    source.write_text("\n".join(json.dumps(one) for one in news), encoding="utf-8")

    def write(_number: int) -> str:
        command = [sys.executable, "-m", "newsloom", "add", str(source), "--db", db]
        return subprocess.run(command, check=True, capture_output=True, text=True, timeout=180).stdout

    with ThreadPoolExecutor(WRITERS) as pool:
        told = list(pool.map(write, range(WRITERS)))
    said = Counter(line.split("\t")[0] for one in told for line in one.splitlines())
    assert said["added"] == len(news)  # once, whoever was first
    with Opened(db) as desk:
        held = Counter(article.id for row in desk.stories() for article in desk.story_articles(row.id))
        assert len(held) == len(news) + 1
        assert set(held.values()) == {1}
    shown = []
    for base in servers:
        with closing(_logged_in(base)) as client:
            shown.append(sorted(set(re.findall(r'href="(/story/[\w-]+)"', client.get(f"{base}/").text))))
    assert shown[0] == shown[1]


def test_a_session_holds_at_both_and_ends_at_both(servers: list[str]) -> None:
    one, other = servers
    with closing(_logged_in(one)) as client:
        given = _token(client, one, "/feeds")
        assert _token(client, other, "/feeds") == given
        kept = client.post(f"{other}/searches/keep", data={"token": given, "query": "q=well", "kind": "articles"})
        assert kept.status_code == 303
        assert "q=well" in client.get(f"{one}/watch").text
        cookie = dict(client.cookies)
        client.post(f"{one}/logout", data={"token": given})
    with httpx.Client(cookies=cookie) as stale:
        for base in servers:
            assert stale.get(f"{base}/").headers["location"].startswith("/login")


def test_changes_made_at_one_reach_readers_of_the_other(servers: list[str]) -> None:
    one, other = servers
    with closing(_logged_in(one)) as listener, closing(_logged_in(other)) as editor:
        page = editor.get(f"{other}/").text
        found = re.search(r'href="/story/([\w-]+)"', page)
        assert found
        story, heard, open_ = found[1], threading.Event(), threading.Event()

        def listen() -> None:
            with listener.stream("GET", f"{one}/live", timeout=60) as stream:
                for line in stream.iter_lines():
                    open_.set()
                    if line == f'data: "brief {story}"':
                        heard.set()
                        return

        threading.Thread(target=listen, daemon=True).start()
        assert open_.wait(20)
        until = time.monotonic() + 60
        for number in range(12):  # the first look only notes how things stand
            given = _token(editor, other, f"/story/{story}/edit")
            sent = editor.post(f"{other}/story/{story}/rename", data={"token": given, "title": f"A well, told anew {number}"})
            assert sent.status_code == 303
            if heard.wait(5) or time.monotonic() > until:
                break
        assert heard.is_set()


def test_editors_at_both_at_the_same_moment_are_both_heard(servers: list[str], db: str) -> None:
    clients = [_logged_in(base) for base in servers]
    found = re.search(r'href="/story/([\w-]+)"', clients[0].get(f"{servers[0]}/").text)
    assert found
    story = found[1]

    def note(number: int) -> int:
        client, base = clients[number % 2], servers[number % 2]
        given = _token(client, base, f"/story/{story}/edit")
        return client.post(f"{base}/story/{story}/note", data={"token": given, "text": f"note {number}", "target": story}).status_code

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(note, range(12))) == {303}
    with Opened(db) as desk:
        assert len([one for one in desk.said(story=story) if one.kind == "note"]) == 12
    for client in clients:
        client.close()
