"""The polling client against a server that misbehaves."""

from __future__ import annotations

import gzip
import threading
import time
import zlib
from collections.abc import Iterator
from itertools import pairwise

import brotli
import pytest
import zstandard

from newsloom.ingest.polite import Answer, Ask, Pool
from newsloom.settings import FeedSettings, IngestSettings
from tests.web import LOCK, Reply, Web, drip, drip_headers, endless, rss

FEED = rss(LOCK)
FAST = FeedSettings(gap=0, at_once=8)


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as server:
        yield server


def settings(**more: object) -> IngestSettings:
    fields = {"allow_hosts": ("127.0.0.1",), "timeout": 0.6, "max_bytes": 100_000, "contact": "desk@example.org", **more}
    return IngestSettings(**fields)  # type: ignore[arg-type]


def get(*asks: Ask | str, feeds: FeedSettings = FAST, **more: object) -> list[Answer]:
    with Pool(settings(**more), feeds) as pool:
        return list(pool.answers([Ask(url=a) if isinstance(a, str) else a for a in asks]))


def test_a_feed_comes_whole_and_the_client_is_honest(web: Web) -> None:
    [answer] = get(web.on("/feed", Reply(FEED, headers={"Set-Cookie": "a=b", "ETag": 'W/"x"'}), Reply(FEED)))
    assert answer.error is None
    assert answer.source is not None and answer.source.data == FEED
    assert answer.headers["etag"] == 'W/"x"'
    sent = web.asked[0].headers
    assert sent["user-agent"].startswith("newsloom/") and "desk@example.org" in sent["user-agent"]
    assert sent["host"] == web.base.removeprefix("http://")
    get(f"{web.base}/feed")
    assert "cookie" not in web.asked[1].headers


def test_validators_go_to_the_address_that_gave_them_only(web: Web) -> None:
    url = web.on("/feed", Reply(status=304))
    ask = Ask(url=url, etag='W/"\xe9 b"', last_modified="Mon, 4 March 2024", validated=url)
    [answer] = get(ask)
    assert (answer.status, answer.error, answer.source) == (304, None, None)
    assert web.asked[0].headers["if-none-match"] == 'W/"\xe9 b"', "byte for byte"
    assert web.asked[0].headers["if-modified-since"] == "Mon, 4 March 2024"
    get(Ask(url=url, etag='"x"', validated=web.base + "/other"))
    assert "if-none-match" not in web.asked[1].headers


@pytest.mark.parametrize("status", [301, 308, 302, 303, 307])
def test_only_permanent_redirects_move_a_feed(web: Web, status: int) -> None:
    target = web.on("/new", Reply(FEED))
    [answer] = get(web.on("/old", Reply(status=status, headers={"Location": "/new"})))
    assert answer.url == target and answer.source is not None
    assert answer.moved == (target if status in (301, 308) else None)


def test_a_permanent_redirect_behind_a_passing_one_moves_nothing(web: Web) -> None:
    web.on("/c", Reply(FEED))
    web.on("/b", Reply(status=301, headers={"Location": "/c"}))
    [first, second] = sorted(
        get(
            web.on("/a", Reply(status=302, headers={"Location": "/b"})),
            web.on("/d", Reply(status=301, headers={"Location": "/a"})),
        ),
        key=lambda answer: answer.ask.url,
    )
    assert (first.moved, first.url) == (None, f"{web.base}/c")
    assert second.moved == f"{web.base}/a"


@pytest.mark.parametrize(("target", "reason"), [("/loop", "in a circle"), ("/chain?1", "more than 5 times")])
def test_redirects_end(web: Web, target: str, reason: str) -> None:
    for n in range(9):
        web.on(f"/chain?{n}", Reply(status=302, headers={"Location": f"/chain?{n + 1}"}))
    [answer] = get(web.on("/loop", Reply(status=302, headers={"Location": target})))
    assert reason in (answer.error or "")


@pytest.mark.parametrize(
    "target", ["http://169.254.169.254/latest", "http://[::1]/", "http://10.1.2.3/", "file:///etc/hostname", "ftp://example.org/"]
)
def test_a_redirect_leads_nowhere_inside(web: Web, target: str) -> None:
    [answer] = get(web.on("/out", Reply(status=302, headers={"Location": target})))
    assert answer.source is None
    assert "private network" in (answer.error or "") or "only http" in (answer.error or "")


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9/feed", "http://localhost/feed", "http://[::ffff:7f00:1]/", "http://2130706433/", "http://0.0.0.0/"]
)
def test_the_own_network_is_refused_by_default(url: str) -> None:
    [answer] = get(url, allow_hosts=())
    assert "private network" in (answer.error or "")


@pytest.mark.parametrize("slow", [drip, drip_headers])
def test_the_whole_request_has_a_time_limit(web: Web, slow: object) -> None:
    start = time.monotonic()
    [answer] = get(web.on("/slow", slow))  # type: ignore[arg-type]
    assert "longer than 0.6 s" in (answer.error or "")
    assert time.monotonic() - start < 15


def test_an_endless_body_ends(web: Web) -> None:
    [answer] = get(web.on("/endless", endless), timeout=20)
    assert "over the limit" in (answer.error or "")


def test_a_content_length_over_the_limit_is_believed(web: Web) -> None:
    [answer] = get(web.on("/big", Reply(FEED, length=10**9)))
    assert "over the limit" in (answer.error or "")


def test_a_body_shorter_than_it_said_is_no_answer(web: Web) -> None:
    [answer] = get(web.on("/short", Reply(FEED, length=len(FEED) + 50)))
    assert answer.source is None and "breaks off" in (answer.error or "")


PACKED = {
    "gzip": gzip.compress(FEED),
    "deflate": zlib.compress(FEED),
    "br": brotli.compress(FEED),
    "zstd": zstandard.compress(FEED),
    "gzip, gzip": gzip.compress(gzip.compress(FEED)),
}


@pytest.mark.parametrize("coding", PACKED)
def test_packed_bodies(web: Web, coding: str) -> None:
    [answer] = get(web.on("/packed", Reply(PACKED[coding], headers={"Content-Encoding": coding})))
    assert answer.source is not None and answer.source.data == FEED


@pytest.mark.parametrize(
    ("coding", "body"),
    [("gzip", FEED), ("none", FEED), ("utf-8", FEED), ("gzip", gzip.compress(FEED, mtime=0) + b"left over"), ("", FEED)],
    ids=["named gzip", "no coding", "a charset", "left over", "blank"],
)
def test_bodies_that_are_packed_otherwise_than_said(web: Web, coding: str, body: bytes) -> None:
    [answer] = get(web.on("/odd", Reply(body, headers={"Content-Encoding": coding})))
    assert answer.source is not None and answer.source.data == FEED


@pytest.mark.parametrize(
    "location", ["javascript:alert(1)", "data:text/xml,<rss/>", "http://[::1", "http://example.org:99999/", "//10.0.0.1/x"]
)
def test_redirects_to_nowhere(web: Web, location: str) -> None:
    [answer] = get(web.on("/to", Reply(status=301, headers={"Location": location})))
    assert answer.source is None and answer.error


RAW = {
    "nothing": b"",
    "noise": b"\x00\xff\xfe\r\n\r\n",
    "no status": b"HTTP/1.1 huh\r\n\r\n",
    "negative length": b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n<rss>",
    "two lengths": b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\n<rss>",
    "no chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "cut chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\n<rss>",
    "endless head": b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 300_000,
}


@pytest.mark.parametrize("raw", RAW)
def test_what_is_no_http(web: Web, raw: str) -> None:
    [answer] = get(web.on("/raw", lambda handler: handler.wfile.write(RAW[raw]) and None))
    assert answer.source is None and answer.error and "please report" not in answer.error


LARGE = b"<p>news</p>" * 1_000_000
BOMBS = {
    "gzip": gzip.compress(LARGE),
    "deflate": zlib.compress(LARGE),
    "br": brotli.compress(LARGE, quality=3),
    "zstd": zstandard.compress(LARGE),
}


@pytest.mark.parametrize("coding", BOMBS)
def test_packed_bombs(web: Web, coding: str) -> None:
    [answer] = get(web.on("/bomb", Reply(BOMBS[coding], headers={"Content-Encoding": coding})), timeout=5)
    assert answer.source is None and "over the limit" in (answer.error or "")


@pytest.mark.parametrize("coding", ["gzip", "br", "deflate"])
def test_a_packed_body_that_is_cut(web: Web, coding: str) -> None:
    body = PACKED[coding][: len(PACKED[coding]) // 2]
    [answer] = get(web.on("/cut", Reply(body, headers={"Content-Encoding": coding})))
    assert answer.source is None and "ends in the middle" in (answer.error or "")


def test_one_request_at_a_time_a_host_with_a_gap(web: Web) -> None:
    urls = [web.on(f"/{n}", Reply(FEED)) for n in range(4)]
    get(*urls, feeds=FeedSettings(gap=0.1, at_once=8), timeout=5)
    asked = sorted(web.asked, key=lambda a: a.start)
    assert all(later.start - earlier.start >= 0.1 for earlier, later in pairwise(asked))


def test_many_hosts_at_once_and_never_more_than_allowed() -> None:
    going, most, lock = 0, 0, threading.Lock()

    def slow(handler: object) -> None:
        nonlocal going, most
        with lock:
            going += 1
            most = max(most, going)
        time.sleep(0.1)
        with lock:
            going -= 1
        handler.send_response(204)  # type: ignore[attr-defined]
        handler.end_headers()  # type: ignore[attr-defined]

    servers = [Web() for _ in range(6)]
    for server in servers:
        server.__enter__()
    try:
        start = time.monotonic()
        answers = get(*[s.on("/x", slow) for s in servers], feeds=FeedSettings(gap=0, at_once=3), timeout=5)
        assert [a.status for a in answers] == [204] * 6
        assert most == 3
        assert time.monotonic() - start < 10
    finally:
        for server in servers:
            server.__exit__(None, None, None)


def test_pages_follow_robots_and_feeds_do_not(web: Web) -> None:
    web.on("/robots.txt", Reply(b"User-agent: *\nDisallow: /private/\n"))
    page, feed = web.on("/private/a", Reply(b"<p>x</p>")), web.on("/open/b", Reply(b"<p>y</p>"))
    answers = {a.ask.url: a for a in get(Ask(url=page, page=True), Ask(url=feed, page=True))}
    assert "robots.txt" in (answers[page].error or "")
    assert answers[feed].source is not None
    assert web.paths().count("/robots.txt") == 1
    assert get(page)[0].source is not None


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (503, False)])
def test_robots_that_cannot_be_had(web: Web, status: int, allowed: bool) -> None:
    web.on("/robots.txt", Reply(status=status))
    [answer] = get(Ask(url=web.on("/a", Reply(b"<p>x</p>")), page=True))
    assert (answer.source is not None) == allowed


def test_a_host_that_may_not_be_asked_is_not_blamed_on_its_rules(web: Web) -> None:
    [answer] = get(Ask(url=web.on("/a", Reply(b"<p>x</p>")), page=True), allow_hosts=())
    assert "private network" in (answer.error or "") and "robots" not in (answer.error or "")
    web.on("/robots.txt", Reply(status=503))
    [answer] = get(Ask(url=web.on("/a", Reply(b"<p>x</p>")), page=True))
    assert "cannot be had" in (answer.error or "")


def test_leaving_early_ends_all_requests(web: Web) -> None:
    start = time.monotonic()
    with Pool(settings(timeout=30), FAST) as pool:
        answers = pool.answers([Ask(url=web.on("/quick", Reply(FEED))), Ask(url=web.on("/slow", drip))])
        next(answers)
    assert time.monotonic() - start < 15


@pytest.mark.parametrize("url", ["", "http://", "http://[", "https://exa mple.org:99999/", "mailto:a@example.org", "http://\x00/"])
def test_addresses_that_are_none(url: str) -> None:
    [answer] = get(url)
    assert answer.error


def test_a_name_in_another_script(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def resolve(host: str, port: int, named: str) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    monkeypatch.setattr("newsloom.ingest.hosts._resolve", resolve)
    port = web.base.rpartition(":")[2]
    web.on("/feed", Reply(FEED))
    [answer] = get(f"http://wörter.example:{port}/feed", allow_hosts=("xn--wrter-jua.example",))
    assert answer.error is None
    assert asked == ["xn--wrter-jua.example"]
    assert web.asked[0].headers["host"] == f"xn--wrter-jua.example:{port}"


def test_a_login_in_an_address_goes_to_its_own_host_only(web: Web) -> None:
    web.on("/feed", Reply(status=301, headers={"Location": f"{web.base}/new"}))
    web.on("/new", Reply(FEED))
    inside = web.base.replace("//", "//ada:s%40cret@")
    with Web() as other:
        web.on("/away", Reply(status=302, headers={"Location": f"{other.base}/"}))
        other.on("/", Reply(FEED))
        web.on("/lure", Reply(status=302, headers={"Location": f"{other.base.replace('//', '//root:root@')}/"}))
        [lure] = get(f"{web.base}/lure")
        assert lure.source is not None and "authorization" not in other.asked.pop().headers
        web.asked.clear()
        [away, here] = sorted(get(f"{inside}/feed", f"{inside}/away"), key=lambda answer: answer.ask.url)
        assert away.source is not None and "authorization" not in other.asked[0].headers
    assert [asked.headers["authorization"] for asked in web.asked] == ["Basic YWRhOnNAY3JldA=="] * 3
    assert here.moved == f"{inside}/new", "the subscription moves with its login"
    assert here.source is not None and here.source.input == f"{web.base.replace('//', '//***@')}/feed"
