"""What strangers and other sites may not do."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from newsloom.cli.main import run
from newsloom.loom import Desk as Opened
from newsloom.web.app import create_app
from newsloom.web.guard import back_to
from newsloom.web.shield import Shield, allowed
from newsloom.web.site import Config
from newsloom.web.throttle import FREE, Throttle

from .conftest import BASE, Desk, post, run_alone, token

PASSWORD = "a long enough password"  # noqa: S105
ODD_HOSTS = ["127.0.0.1:8420.evil.example", "127.0.0.1:x", "[::1]x", "[::1", "[::1]:80.evil.example", "127.0.0.1:80:90"]
PUBLIC = "https://desk.example.org"


def test_every_answer_carries_the_headers(client: TestClient) -> None:
    for path in ("/", "/static/desk.css", "/nowhere", "/static/none.css"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


def test_pages_have_no_script_or_style_of_their_own(client: TestClient, built: Desk) -> None:
    for path in ("/", f"/story/{built.ferry}", "/feeds", "/settings", "/activity", f"/story/{built.ferry}/edit"):
        page = client.get(path).text
        assert not re.search(r"<script(?![^>]*\bsrc=)", page), path
        assert not re.search(r"<[^>]+\son\w+\s*=", page), path
        assert not re.search(r"<[^>]+\sstyle\s*=", page), path


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "desk.example.org:8420", "", "localhost@evil.example", *ODD_HOSTS]
)
def test_other_names_are_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 421


def test_own_names_are_served() -> None:
    local, named = Config(db="x"), Config(db="x", public_url=PUBLIC)
    for host in ("localhost", "localhost:8420", "127.0.0.1:1", "[::1]:8420", "LOCALHOST"):
        assert allowed([host], local), host
    assert allowed(["desk.example.org"], named)
    assert not allowed(["desk.example.org", "desk.example.org"], named)
    anywhere = Config(db="x", host="0.0.0.0")  # noqa: S104
    assert allowed(["192.0.2.7:8420"], anywhere)
    assert not allowed(["evil.example"], anywhere)


def _posts(app: object) -> Iterator[str]:
    inner = app._app if isinstance(app, Shield) else app
    assert isinstance(inner, FastAPI)
    for route in _routes(inner.router.routes):
        if isinstance(route, APIRoute) and "POST" in (route.methods or ()) and ".web.pages." in route.endpoint.__module__:
            yield re.sub(r"\{[^}]+\}", "1", route.path)


def _routes(routes: list[object]) -> Iterator[object]:
    for route in routes:
        inner = getattr(route, "routes", None) or getattr(getattr(route, "original_router", None), "routes", None)
        if inner:
            yield from _routes(inner)
        else:
            yield route


def test_no_form_is_taken_without_its_token(built: Desk) -> None:
    app = create_app(Config(db=str(built.db), background=False))
    paths = list(_posts(app))
    assert len(paths) > 20
    with TestClient(app, base_url=BASE, follow_redirects=False) as client:
        client.get("/")
        for path in paths:
            assert client.post(path, data={"name": "x"}).status_code == 403, path
            assert client.post(path, data={"token": "0" * 64}).status_code == 403, path


def test_no_form_is_taken_from_another_site(client: TestClient, built: Desk) -> None:
    given = token(client)
    path = f"/story/{built.ferry}/watch"
    for headers in (
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ):
        assert client.post(path, data={"token": given}, headers=headers).status_code == 403, headers
    assert client.post(path, data={"token": given}, headers={"origin": BASE, "sec-fetch-site": "same-origin"}).status_code == 303


def test_one_visitors_token_is_no_use_to_another(client: TestClient, built: Desk) -> None:
    given = token(client)
    client.cookies.clear()
    client.get("/")
    assert client.post(f"/story/{built.ferry}/watch", data={"token": given}).status_code == 403


def test_hostile_news_stays_text(client: TestClient, built: Desk) -> None:
    with Opened(built.db) as desk:
        rows = desk.stories()
        hostile = next(row.id for row in rows if "Orchard" in row.title)
        article = desk.story_articles(hostile)[0].id
    for path in (
        f"/story/{hostile}",
        f"/article/{article}",
        "/",
        "/outlets",
        "/search?q=frost",
        f"/story/{hostile}/edit",
        f"/article/{article}/edit",
    ):
        page = client.get(path).text
        assert "<script>alert" not in page, path
        assert "<img src=x" not in page, path
        assert "<svg onload" not in page, path
        assert "javascript:" not in re.sub(r">[^<]*<", "><", page), path
        assert "\u202e" not in page, path
    assert "&lt;script&gt;" in client.get(f"/article/{article}").text
    assert "{{ 7 * 7 }}" in client.get(f"/article/{article}").text


def test_hostile_queries_stay_text(client: TestClient) -> None:
    bad = '"><script>alert(1)</script>'
    for path in ("/search?q=", "/?entity=", "/speaker?name=", "/outlet?name=", "/?said=", "/rules?words=", "/?words="):
        page = client.get(path + bad.replace('"', "%22").replace("<", "%3C").replace(">", "%3E")).text
        assert "<script>alert" not in page, path


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "\\\\evil",
        "http:/evil",
        "/a\r\nSet-Cookie: x=1",
        "",
        "///evil.example",
    ],
)
def test_one_is_never_sent_to_another_site(address: str) -> None:
    assert back_to(address) == "/"


def test_one_is_sent_on_to_pages_of_this_site() -> None:
    assert back_to("/story/s1?speaker=A%20B#said") == "/story/s1?speaker=A%20B#said"


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/feed", "http://169.254.169.254/latest", "http://[::1]/x", "file:///etc/passwd", "http://localhost/"]
)
def test_following_a_feed_reaches_no_address_inside(client: TestClient, url: str) -> None:
    answer = post(client, "/feeds/add", url=url)
    assert answer.status_code == 400
    assert "root:" not in answer.text
    assert url not in client.get("/feeds/export").text


def test_too_much_is_refused(client: TestClient) -> None:
    assert client.post("/feeds/import", content=b"x", headers={"content-length": "99000000000"}).status_code == 413


def test_who_hangs_up_fills_no_log(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    messages = iter([{"type": "http.request", "body": b"a=", "more_body": True}, {"type": "http.disconnect"}])
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "POST",
        "path": "/feeds/add",
        "raw_path": b"/feeds/add",
        "query_string": b"",
        "root_path": "",
        "scheme": "http",
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8420),
        "headers": [(b"host", BASE.removeprefix("http://").encode()), (b"content-type", b"application/x-www-form-urlencoded")],
    }

    async def receive() -> dict[str, object]:
        return next(messages)

    async def send(_message: object) -> None: ...

    run_alone(lambda: client.app(scope, receive, send))  # type: ignore[arg-type]
    assert "Traceback" not in caplog.text
    assert not [one for one in caplog.records if one.exc_info]


# Accounts


@pytest.fixture
def shared(built: Desk) -> Iterator[TestClient]:
    """A desk for several people, behind a name."""
    with Opened(built.db) as desk:
        desk.accounts.add("Ada", PASSWORD, "admin")
        desk.accounts.add("Eda", PASSWORD, "editor")
        desk.accounts.add("Rea", PASSWORD, "reader")
    with TestClient(
        create_app(Config(db=str(built.db), public_url=PUBLIC, background=False)), base_url=PUBLIC, follow_redirects=False
    ) as client:
        yield client


def login(client: TestClient, name: str, password: str = PASSWORD) -> int:
    found = re.search(r'name="token" value="([0-9a-f]{64})"', client.get("/login").text)
    assert found
    return int(client.post("/login", data={"token": found[1], "name": name, "password": password}).status_code)


def test_nothing_is_shown_to_who_is_not_logged_in(shared: TestClient, built: Desk) -> None:
    for path in (
        "/",
        f"/story/{built.ferry}",
        "/feeds",
        "/feeds/export",
        "/corrections.jsonl",
        "/live",
        "/activity",
        "/at/a.b.1.2",
        "/passage/a.b.1.2",
    ):
        answer = shared.get(path)
        assert answer.status_code == 303, path
        assert answer.headers["location"].startswith("/login?back="), path


def test_a_desk_with_accounts_asks_on_loopback_too(built: Desk) -> None:
    with Opened(built.db) as desk:
        desk.accounts.add("Ada", PASSWORD, "admin")
    with TestClient(create_app(Config(db=str(built.db), background=False)), base_url=BASE, follow_redirects=False) as client:
        assert client.get("/").status_code == 303


def test_logging_in_gives_a_new_strict_cookie(shared: TestClient) -> None:
    before = shared.get("/login").cookies.get("__Host-newsloom")
    found = re.search(r'name="token" value="([0-9a-f]{64})"', shared.get("/login").text)
    assert found
    answer = shared.post("/login", data={"token": found[1], "name": "ada", "password": PASSWORD})
    cookie = answer.headers["set-cookie"]
    assert answer.status_code == 303
    assert cookie.startswith("__Host-newsloom=")
    assert "HttpOnly" in cookie
    assert "Secure" in cookie
    assert "SameSite=lax" in cookie
    assert before not in cookie
    assert shared.get("/").status_code == 200


def test_logging_out_ends_the_session_for_good(shared: TestClient) -> None:
    assert login(shared, "Ada") == 303
    stolen = shared.cookies.get("__Host-newsloom")
    post(shared, "/logout")
    assert shared.get("/").status_code == 303
    shared.cookies.clear()
    shared.cookies.set("__Host-newsloom", stolen or "")
    assert shared.get("/").status_code == 303


def test_a_forged_cookie_is_worth_nothing(shared: TestClient) -> None:
    for value in ("x", "a.b.c", "." * 50, "é", shared.get("/login").cookies.get("__Host-newsloom") or ""):
        shared.cookies.clear()
        assert shared.get("/", headers={"cookie": f"__Host-newsloom={value}".encode()}).status_code == 303


def test_guessing_is_slowed_down(shared: TestClient) -> None:
    answers = [login(shared, "Ada", f"wrong password {n}") for n in range(FREE + 1)]
    assert answers == [403] * FREE + [429]
    assert login(shared, "Ada") == 429, "the right password too must wait"


def test_the_wait_grows_and_ends() -> None:
    now = [0.0]
    throttle = Throttle(clock=lambda: now[0])
    waits = []
    for _ in range(FREE + 3):
        throttle.failed("name ada")
        waits.append(throttle.wait("name ada", "address x"))
    assert waits[: FREE - 1] == [0.0] * (FREE - 1)
    assert waits[FREE - 1 :] == sorted(waits[FREE - 1 :])
    assert waits[-1] > waits[FREE - 1] > 0
    now[0] += 901
    assert throttle.wait("name ada") == 0.0


def test_tries_at_the_same_moment_are_not_all_let_through() -> None:
    throttle = Throttle(clock=lambda: 0.0)
    let = [throttle.begin("name ada", "address x") == 0.0 for _ in range(40)]
    assert sum(let) == FREE


def test_a_right_try_takes_back_only_itself() -> None:
    throttle = Throttle(clock=lambda: 0.0)
    for _ in range(FREE * 4):
        assert throttle.begin("address x") == 0.0
        throttle.spare("address x")
    throttle.failed(*["address x"] * FREE)
    throttle.spare("address x")
    throttle.begin("address x")
    assert throttle.wait("address x") > 0


def test_a_session_is_no_way_to_guess_its_password(shared: TestClient) -> None:
    login(shared, "Rea")
    wrong = {"old": "not the password", "new": "another long one", "again": "another long one"}
    assert [post(shared, "/settings/password", **wrong).status_code for _ in range(FREE + 1)] == [400] * FREE + [429]


def test_roles_hold(shared: TestClient, built: Desk) -> None:
    login(shared, "Rea")
    given = re.search(r'name="token" value="([0-9a-f]{64})"', shared.get("/settings").text)
    assert given
    for path in (
        f"/story/{built.ferry}/rename",
        "/feeds/add",
        "/speaker/erase",
        "/rules/add",
        "/activity/undo/1",
        "/hands/undo/1",
        "/settings/accounts",
    ):
        assert shared.post(path, data={"token": given[1], "title": "x", "url": "https://a.example"}).status_code == 403, path
    assert shared.get(f"/story/{built.ferry}/edit").status_code == 403
    assert "Audit log" not in shared.get("/activity").text
    assert shared.post(f"/story/{built.ferry}/watch", data={"token": given[1]}).status_code == 303
    login_again = shared
    login_again.cookies.clear()
    login(shared, "Eda")
    assert post(shared, "/settings/accounts", name="Mal", password=PASSWORD, role="admin").status_code == 403


def test_what_is_one_readers_is_no_one_elses(shared: TestClient) -> None:
    login(shared, "Eda")
    post(shared, "/searches/keep", query="q=secret+matter", kind="articles")
    drop = re.search(r'action="(/searches/b[0-9a-f]+/drop)"', shared.get("/watch").text)
    assert drop
    shared.cookies.clear()
    login(shared, "Rea")
    assert "secret" not in shared.get("/watch").text
    found = re.search(r'name="token" value="([0-9a-f]{64})"', shared.get("/settings").text)
    assert found
    assert shared.post(drop[1], data={"token": found[1]}).status_code == 404


def test_tokens_are_shown_once_and_kept_as_hashes(shared: TestClient, built: Desk) -> None:
    login(shared, "Eda")
    assert post(shared, "/settings/tokens", name="too much", role="admin").status_code == 400
    page = post(shared, "/settings/tokens", name="phone", role="reader").text
    secret = re.search(r"nlt_[\w-]{40,}", page)
    assert secret
    assert secret[0] not in shared.get("/settings").text
    assert secret[0].encode() not in built.db.read_bytes() + Path(f"{built.db}-wal").read_bytes()
    with Opened(built.db) as desk:
        known = desk.accounts.bearer(secret[0])
        assert known is not None
        assert (known.name, known.role) == ("Eda", "reader")
        assert desk.accounts.bearer("nlt_" + "x" * 43) is None


def test_passwords_are_argon2_and_never_in_the_log(shared: TestClient, built: Desk) -> None:
    login(shared, "Ada", "not the right password")
    login(shared, "Ada")
    raw = built.db.read_bytes() + Path(f"{built.db}-wal").read_bytes()
    assert b"$argon2id$" in raw
    assert PASSWORD.encode() not in raw
    assert b"not the right password" not in raw
    assert "log-in refused" in shared.get("/activity").text


def test_the_last_administrator_stays(shared: TestClient, built: Desk) -> None:
    login(shared, "Ada")
    with Opened(built.db) as desk:
        ada = next(a.id for a in desk.accounts.all() if a.name == "Ada")
    assert post(shared, f"/settings/accounts/{ada}", do="close").status_code == 400


def test_a_closed_account_is_out_at_once(shared: TestClient, built: Desk) -> None:
    login(shared, "Rea")
    assert shared.get("/").status_code == 200
    with Opened(built.db) as desk:
        rea = next(a.id for a in desk.accounts.all() if a.name == "Rea")
        desk.accounts.change(rea, closed=True)
    assert shared.get("/").status_code == 303
    assert login(shared, "Rea") == 403


@pytest.mark.parametrize("options", [["--host", "0.0.0.0"], ["--public-url", PUBLIC]])  # noqa: S104
def test_serving_to_others_without_accounts_is_refused_with_the_command_to_make_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    db = str(tmp_path / "desk.db")
    assert run(["serve", "--db", db, *options]) == 2
    assert f"newsloom accounts add NAME --role admin --db {db}" in capsys.readouterr().err


def test_a_port_that_is_taken_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert run(["serve", "--db", str(tmp_path / "desk.db"), "--port", str(port)]) == 2
    assert f"port {port}: something else is served there" in capsys.readouterr().err
