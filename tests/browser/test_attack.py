"""A desk under attack: hostile words in every field, forms by the wrong people, addresses in disguise, too much of everything."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from newsloom.errors import NewsloomError
from newsloom.loom import Desk as Opened
from newsloom.loom import sending
from newsloom.settings import Settings
from newsloom.web import shield
from newsloom.web.app import create_app
from newsloom.web.site import Config

from .conftest import BASE, Desk, post, token
from .test_security import PASSWORD, PUBLIC, _posts, login

TAG = "x1z"
BAD = f"\"'><{TAG} onmouseover=alert(1)>{{{{7*7}}}}\u202e\u2066\x00\x1b[31m\ud800"
OPML = (
    "<opml version='2.0'><body><outline text='&quot;&gt;&lt;x1z onload=alert(1)&gt;' title='&lt;x1z&gt;' type='rss' "
    "xmlUrl='https://a.example/&quot;&gt;&lt;x1z&gt;' htmlUrl='javascript:alert(1)'/><outline text='&lt;x1z&gt;folder'>"
    "<outline text='t' type='rss' xmlUrl='https://b.example/f'/></outline></body></opml>"
)


def _clean(text: str) -> str:
    """What a browser could send of it."""
    return text.encode("utf-8", "replace").decode()


def test_hostile_words_stay_words_in_every_field(client: TestClient, built: Desk) -> None:
    story, bad = built.ferry, _clean(BAD)
    with Opened(built.db) as desk:
        articles = [one.id for one in desk.story_articles(story)]
        claim = desk.claims(story)[1][0].id
    forms: list[tuple[str, dict[str, str]]] = [
        (f"/story/{story}/rename", {"title": bad, "why": bad}),
        (f"/story/{story}/note", {"text": bad, "target": bad, "back": bad}),
        (f"/story/{story}/assign", {"to": bad, "why": bad}),
        (f"/story/{story}/merge", {"other": bad}),
        (f"/story/{story}/articles", {"article": bad, "do": "split"}),
        (f"/story/{story}/claim/{claim}/verdict", {"do": "verdict", "agreement": "disputed", "why": bad}),
        (f"/story/{story}/claim/{claim}/verdict", {"do": "join", "other": bad}),
        (f"/story/{story}/claim/{claim}/verdict", {"do": "split", "version": bad}),
        (f"/article/{articles[0]}/edit", {"do": "outlet", "name": bad, "country": bad}),
        (f"/article/{articles[0]}/edit", {"do": "outlet", "name": bad, "why": bad}),
        (f"/article/{articles[1]}/edit", {"do": "date", "day": bad}),
        (f"/article/{articles[1]}/edit", {"do": "furniture", "line": bad, "why": bad}),
        ("/rules/add", {"action": "tag", "value": bad, "words": bad}),
        ("/rules/add", {"action": "tag", "value": bad, "words": "ferry"}),
        ("/rules/add", {"action": "route", "value": bad, "entity": "Orr", "outlet": bad}),
        ("/rules/add", {"action": "notify", "words": bad}),
        ("/searches/keep", {"query": f"q={bad}", "name": bad, "kind": bad}),
        ("/speaker/erase", {"name": bad, "why": bad}),
        ("/feeds/add", {"url": f"https://{bad}", "folder": bad}),
        ("/feeds/add", {"url": f"javascript:{bad}"}),
        ("/notices/add", {"about": "story", "story": story, "to": "webhook", "url": f"https://{bad}"}),
        ("/settings/locale", {"locale": bad}),
        ("/settings/tokens", {"name": bad, "role": bad}),
        ("/settings/accounts/" + "x", {"do": bad}),
    ]
    for path, fields in forms:
        answer = post(client, path, **fields)
        assert answer.status_code < 500, (path, fields)
        _harmless(answer.text, path)
    given = token(client)
    client.post("/feeds/import", data={"token": given}, files={"list": ("<x1z>.opml", OPML)})
    query = {"q": bad, "words": bad, "entity": bad, "name": bad, "outlet": bad, "tag": bad, "language": bad, "since": bad, "back": bad}
    for path in ("/", "/watch", "/speakers", "/outlets", "/coverage", "/feeds", "/rules", "/notices", "/activity", "/settings", "/help",
                 f"/story/{story}", f"/story/{story}/edit", f"/story/{story}/history", f"/story/{story}/changes",
                 f"/story/{story}/claim/{claim}", f"/article/{articles[0]}", f"/article/{articles[0]}/edit", "/search", "/speaker",
                 "/outlet", f"/{TAG}<{TAG}>", f"/story/<{TAG}>", f"/article/<{TAG}>", f"/at/<{TAG}>", "/login"):  # fmt: skip
        for sent in ({}, query):
            answer = client.get(path, params=sent)
            assert answer.status_code < 500, path
            _harmless(answer.text, path)


def _harmless(page: str, path: str) -> None:
    assert f"<{TAG}" not in page, path
    assert "49\u202e" not in page, path
    assert "\u202e" not in page, path
    assert "\u2066" not in page, path
    assert "\x1b" not in page, path
    for address in re.findall(r"""(?:href|src|action)=["']?([^"'\s>]+)""", page):
        assert not address.lower().lstrip().startswith(("javascript:", "data:", "vbscript:")), (path, address)


# Who may send what

OWN = {"/logout", "/settings/locale", "/settings/password", "/settings/tokens", "/searches/keep", "/notices/add"}
OWN_OF = re.compile(r"/(settings/tokens/1/drop|searches/1/drop|notices/1/(test|drop)|story/1/(watch|unwatch|read)|article/1/star)")


@pytest.fixture
def reader(built: Desk) -> Iterator[TestClient]:
    with Opened(built.db) as desk:
        desk.accounts.add("Ada", PASSWORD, "admin")
        desk.accounts.add("Rea", PASSWORD, "reader")
    app = create_app(Config(db=str(built.db), public_url=PUBLIC, background=False))
    with TestClient(app, base_url=PUBLIC, follow_redirects=False) as made:
        assert login(made, "Rea") == 303
        yield made


def test_a_reader_may_send_no_form_but_those_of_ones_own(reader: TestClient) -> None:
    given = token(reader, "/settings")
    for path in _posts(reader.app):
        if path in OWN or OWN_OF.fullmatch(path) or path == "/login":
            continue
        answer = reader.post(path, data={"token": given, "name": "x", "do": "role", "role": "admin"})
        assert answer.status_code == 403, path
        assert "role" in answer.text, path


def test_a_reader_can_make_no_token_that_may_more(reader: TestClient, built: Desk) -> None:
    given = token(reader, "/settings")
    assert reader.post("/settings/tokens", data={"token": given, "name": "x", "role": "admin"}).status_code == 400
    with Opened(built.db) as desk:
        rea = next(one for one in desk.accounts.all() if one.name == "Rea")
        assert desk.accounts.tokens(rea) == []


# Addresses in disguise

INSIDE = (
    "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://[::ffff:127.0.0.1]/", "http://[::]/",
    "http://0.0.0.0/", "http://localhost./", "http://LOCALHOST/", "http://169.254.169.254/", "http://[fe80::1]/", "http://10.0.0.1/",
    "http://192.168.1.1/", "http://172.16.0.9/", "http://100.64.0.1/", "http://[fd00::1]/", "http://user@127.0.0.1/",
    "http://example.com@127.0.0.1/", "http://127.0.0.1#@example.com/", "http://127.0.0.1\\@example.com/", "http://①②⑦.⓪.⓪.①/",
    "http://[::1%25lo]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "ftp://example.com/", "gopher://127.0.0.1/",
    "file:///etc/passwd", "dict://127.0.0.1:11211/", "//127.0.0.1/", "http:127.0.0.1", "http:///127.0.0.1", "data:text/plain,x",
)  # fmt: skip


@pytest.mark.parametrize("url", INSIDE)
def test_no_webhook_goes_inside(url: str) -> None:
    with pytest.raises(NewsloomError):
        sending.checked("webhook", url, Settings())


@pytest.mark.parametrize("url", [url for url in INSIDE if url.startswith("http://")])
def test_no_feed_is_followed_inside(client: TestClient, url: str) -> None:
    assert client.post("/api/v1/feeds", json={"url": url}).status_code == 400
    assert client.get("/api/v1/feeds").json()["feeds"] == []


@pytest.mark.parametrize(
    "url",
    [
        "file:///tmp/x", "syslog://", "dbus://", "windows://", "macosx://", "gnome://", "exec://x", "json://example.com/", "xml://example.com",
        "form://127.0.0.1/", "ntfy://127.0.0.1/topic", "ntfys://localhost/topic", "gotify://10.0.0.1/token", "mmost://[::1]/hook",
        "mailto://a:b@example.com?smtp=127.0.0.1", "mailtos://a:b@127.0.0.1", "rocket://u:p@192.168.0.1/room", "nctalk://u:p@169.254.1.1/r",
        "ntfy://example.com/topic?attach=file:///etc/passwd", "mailto://a:b@example.com?pgp=yes&pgpkey=/etc/passwd", "apprise://127.0.0.1/x",
        "tgram://1:a/2?image=/etc/passwd", "slack://T/B/C?footer=file:///x&config=http://127.0.0.1", "NTFY://127.0.0.1/t", " file:///x",
    ],
)  # fmt: skip
def test_no_message_goes_inside_runs_a_program_or_reads_a_file(url: str) -> None:
    with pytest.raises(NewsloomError):
        sending.checked("apprise", url, Settings())


# Too much


def test_strangers_may_send_little(client: TestClient) -> None:
    assert shield.largest("/login") < 100_000
    assert client.post("/login", content=b"a=" + b"x" * 30_000).status_code == 413
    assert client.post("/api/v1/check", content=b"{" * (shield.MOST + 1)).status_code == 413
    assert client.post("/feeds/import", content=b"x" * (shield.MOST + 1)).status_code in (403, 413)

    def trickle() -> Iterator[bytes]:
        for _ in range(300):
            yield b"x" * 1_000

    assert client.post("/login", content=trickle()).status_code in (400, 403, 413)


def test_odd_bodies_are_answered(client: TestClient, built: Desk) -> None:
    given, path = token(client), f"/story/{built.ferry}/rename"
    for body, kind in (
        (b"\xff\xfe" * 50, "application/x-www-form-urlencoded"),
        (b"--x\r\n", "multipart/form-data; boundary=x"),
        (b'--x\r\nContent-Disposition: form-data; name="token"\r\n\r\n' + given.encode(), "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data"),
        (b"&".join(b"a%d=1" % n for n in range(5_000)), "application/x-www-form-urlencoded"),
        (json.dumps({"token": given, "title": "x"}).encode(), "application/json"),
    ):
        answer = client.post(path, content=body, headers={"content-type": kind})
        assert 400 <= answer.status_code < 500, (body[:20], kind)
    for deep in (b"[" * 100_000, b'{"text":' * 50_000, b'{"text": "x", "text": 1e999}', b'{"text": "\\ud800"}', b"\x00", b"NaN"):
        answer = client.post("/api/v1/check", content=deep, headers={"content-type": "application/json"})
        assert answer.status_code < 500, deep[:20]


@pytest.mark.parametrize(
    "path",
    ["/static/../site.py", "/static/..%2fsite.py", "/static/%2e%2e%2fsite.py", "/static/.hidden", "/static/%00", "/static/desk.css%00.py",
     "/static//etc/passwd", "/story/..%2f..%2fsettings", "/article/%00", "/at/a.b.1.99999999999", "/at/a.b.5.1", "/passage/%ff.%ff.0.1",
     "/" + "a" * 9_000, "/story/" + "%F0%9F%98%80" * 40],
)  # fmt: skip
def test_odd_paths_lead_nowhere(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert 300 <= answer.status_code < 500
    assert "import annotations" not in answer.text


def test_a_session_is_not_chosen_by_who_sends_the_cookie(reader: TestClient) -> None:
    """Fixation: an id that was there before logging in is no session afterwards."""
    reader.cookies.clear()
    reader.get("/login")
    before = reader.cookies["__Host-newsloom"]
    assert login(reader, "Rea") == 303
    after = reader.cookies["__Host-newsloom"]
    assert before != after
    reader.cookies.clear()
    reader.cookies.set("__Host-newsloom", before)
    assert reader.get("/").status_code == 303


def test_forwarded_hosts_are_not_believed(client: TestClient) -> None:
    for header in ("x-forwarded-host", "forwarded", "x-original-url", "x-rewrite-url"):
        answer = client.get("/api/v1/atom/stories", headers={header: "evil.example"})
        assert "evil.example" not in answer.text, header
    assert BASE in client.get("/api/v1/atom/stories").text


def test_where_things_are_is_not_told(client: TestClient, built: Desk, tmp_path: Path) -> None:
    for path in ("/story/x", "/article/x", "/at/a.b.1.2", "/api/v1/articles/x", "/api/v1/stories/x/claims"):
        assert str(tmp_path) not in client.get(path).text, path


def test_nobody_is_flooded_with_notices_of_trial(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    monkeypatch.setattr("newsloom.loom.notices.Notices.test", lambda _self, _account, id: sent.append(id) or "")
    answers = [post(client, "/notices/b1/test").status_code for _ in range(9)]
    assert answers[-1] == 429
    assert len(sent) < 9
    assert client.post("/api/v1/notifications/b1/test", json={}).status_code == 429
