"""Answers that no library would write, from a raw socket: each ends in a body or a plain reason, in time and within the limits."""

from __future__ import annotations

import gzip
import itertools
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest

from newsloom.ingest.hosts import address, is_public
from newsloom.ingest.polite import Answer, Ask, Pool
from newsloom.settings import FeedSettings, IngestSettings
from tests.web import LOCK, rss

FEED = rss(LOCK)
LIMIT = 0.8  # seconds


def reply(body: bytes = FEED, *headers: bytes, status: bytes = b"200 OK") -> bytes:
    lines = [b"HTTP/1.1 " + status, *headers, b"Content-Length: %d" % len(body), b"", body]
    return b"\r\n".join(lines)


def chunked(start: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + start + FEED


def to(where: bytes) -> bytes:
    return reply(b"", b"Location: " + where, status=b"302 Found")


def asked(*answer: bytes, again: bytes = b"", **more: object) -> Answer:
    """What the client makes of bytes that a server sends (the last of them over and over, where there is an `again`)."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def serve() -> None:
            with suppress(OSError):
                while True:
                    one, _ = server.accept()
                    with one, suppress(OSError):
                        one.recv(65_536)
                        one.sendall(b"".join(answer).replace(b"PORT", b"%d" % port))
                        for _ in itertools.count() if again else ():
                            one.sendall(again)
                        one.shutdown(socket.SHUT_WR)

        threading.Thread(target=serve, daemon=True).start()
        settings = IngestSettings(allow_hosts=(f"127.0.0.1:{port}",), timeout=LIMIT, max_bytes=100_000, **more)  # type: ignore[arg-type]
        start = time.monotonic()
        with Pool(settings, FeedSettings(gap=0)) as pool:
            found = next(pool.answers([Ask(url=f"http://127.0.0.1:{port}/feed")]))
        assert time.monotonic() - start < LIMIT + 15
        return found


@pytest.mark.parametrize(
    "sent",
    [
        reply(FEED, *(b"X-%d: y" % n for n in range(10_000))),
        b"HTTP/1.1 200 OK\n\n" + FEED,
        reply(FEED, b"Content-Encoding: x-magic"),
        reply(FEED, b"Content-Encoding: gzip"),
        reply(FEED, b"Content-Encoding: "),
        reply(FEED, b'ETag: "\xff\xfe\x80 \'"', b"Last-Modified: never"),
        reply(FEED, b'Content-Type: ;;;;charset=;"'),
        reply(FEED, b"Content-Type: text/xml; charset=\xff\xff"),
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 20 + reply(),
    ],
)
def test_odd_but_readable(sent: bytes) -> None:
    found = asked(sent)
    assert found.error is None and found.source is not None and found.source.data == FEED


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        (chunked(b"ZZZ\r\n"), "illegal chunk header"),
        (chunked(b"-5\r\n"), "illegal chunk header"),
        (chunked(b"FFFFFFFFFFFFFFFF\r\n"), "breaks off"),
        (chunked(b"fff\r\n"), "breaks off"),
        (reply(FEED, b"X: " + b"a" * 1_000_000), "rules of HTTP"),
        (reply(FEED, b"X: a\x00b"), "rules of HTTP"),
        (reply(FEED, b"nonsense"), "rules of HTTP"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n" + FEED, "Content-Length"),
        (reply(FEED, b"Content-Length: 7"), "Content-Length"),
        (reply(FEED, status=b"abc No"), "illegal status line"),
        (FEED, "breaks off"),
        (b"", "breaks off"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01", "breaks off"),
        (reply(FEED, b"Content-Encoding: br"), "damaged (br)"),
        (reply(FEED, b"Content-Encoding: zstd"), "damaged (zstd)"),
        (reply(FEED, b"Content-Encoding: " + b", ".join([b"gzip"] * 500)), "too many times"),
        (reply(gzip.compress(b"x" * 5_000_000, mtime=0), b"Content-Encoding: gzip"), "over the limit"),
        (reply(FEED, status=b"206 Partial Content"), "206"),
        (reply(FEED, status=b"300 Multiple Choices"), "300"),
        (reply(FEED, status=b"999 Odd"), "999"),
    ],
)
def test_broken_answers_are_told_in_plain_words(sent: bytes, reason: str) -> None:
    found = asked(sent)
    assert found.source is None and reason in (found.error or "")
    assert "bytearray" not in (found.error or "") and "Error" not in (found.error or "")


@pytest.mark.parametrize(
    ("sent", "again"),
    [
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100),
        (b"HTTP/1.1 200 OK\r\n", b"X-A: " + b"y" * 1000 + b"\r\n"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1;" + b"x" * 1000 + b"\r\na\r\n"),
        (b"HTTP/1.1 200 OK\r\n\r\n", b"words " * 1000),
    ],
)
def test_what_never_ends_is_ended(sent: bytes, again: bytes) -> None:
    assert asked(sent, again=again).source is None


@pytest.mark.parametrize(
    ("where", "reason"),
    [
        (b"file:///etc/hostname", "not file:"),
        (b"ftp://127.0.0.1:PORT/x", "not ftp:"),
        (b"data:text/xml,<rss/>", ""),
        (b"http://[::ffff:10.0.0.1]/", "private"),
        (b"http://[::7f00:1]/", "private"),
        (b"http://[64:ff9b::a00:1]/", "private"),
        (b"http://[2002:7f00:1::]/", "private"),
        (b"http://2852039166/", "private"),
        (b"http://0xa9fea9fe/", "private"),
        (b"http://0251.0376.0251.0376/", ""),
        (b"http://127.1:1/", "private"),
        (b"http://0:1/", "private"),
        (b"http://127.0.0.1:1/", "private"),
        (b"http://127.0.0.1@10.0.0.1/", "private"),
        (b"http://127.0.0.1:99999/", "no valid address"),
        (b"http://[::1", "no valid address"),
        (b"/" + b"a" * 90_000, ""),
    ],
)
def test_where_a_redirect_may_not_lead(where: bytes, reason: str) -> None:
    found = asked(to(where))
    assert found.source is None and found.error and reason in found.error


def test_a_name_is_refused_when_any_of_its_addresses_is_private(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("93.184.216.34", "10.0.0.7")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: answers)
    with pytest.raises(Exception, match=r"private network \(10.0.0.7\)"):
        address("http://two.example/", "http://two.example/", ())
    assert address("http://two.example/", "x", ("two.example",)) == "93.184.216.34"


@pytest.mark.parametrize("ip", ["2001:4860:4860::8888", "8.8.8.8", "::ffff:8.8.8.8", "2002:808:808::1"])
def test_public_addresses(ip: str) -> None:
    assert is_public(ip)


def test_a_password_in_an_address_does_not_stand_in_the_request_s_address() -> None:
    found: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def serve() -> None:
            one, _ = server.accept()
            with one:
                found.append(one.recv(65_536))
                one.sendall(reply())

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        with Pool(IngestSettings(allow_hosts=("127.0.0.1",), timeout=LIMIT), FeedSettings(gap=0)) as pool:
            list(pool.answers([Ask(url=f"http://ann:secret@127.0.0.1:{port}/feed#top")]))
        thread.join(2)
    assert b"secret" not in found[0] and b"#" not in found[0] and b"GET /feed HTTP/1.1" in found[0]


@pytest.fixture(autouse=True)
def _no_threads_left() -> Iterator[None]:
    yield
    deadline = time.monotonic() + 2
    while time.monotonic() < deadline and any(t.name == "newsloom-fetch" for t in threading.enumerate()):
        time.sleep(0.02)
    assert not any(t.name == "newsloom-fetch" for t in threading.enumerate())
