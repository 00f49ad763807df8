"""Pages from the Web, against a real server on the loopback address that misbehaves."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from newsloom.ingest import read
from newsloom.ingest.hosts import is_public
from newsloom.records import Document, Failure
from newsloom.settings import IngestSettings

PAGE = b"<html><body><p>The pier opened.</p></body></html>"


class Server(BaseHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        getattr(self, "do_" + self.path.strip("/").split("?")[0], self.do_page)()

    def answer(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"content-type": "text/html; charset=utf-8", "content-length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_page(self) -> None:
        self.answer(PAGE)

    def do_gzip(self) -> None:
        self.answer(gzip.compress(PAGE), content_encoding="gzip")

    def do_bomb(self) -> None:
        self.answer(gzip.compress(b"x" * 5_000_000), content_encoding="gzip")

    def do_twice(self) -> None:
        self.answer(gzip.compress(gzip.compress(PAGE)), content_encoding="gzip, gzip")

    def do_lying(self) -> None:
        self.answer("<html><body>Ünïcode fällt auf.</body></html>".encode(), content_type="text/html; charset=shift_jis")

    def do_loop(self) -> None:
        self.answer(b"", 302, location="/loop")

    def do_chain(self) -> None:
        self.answer(b"", 301, location=self.path + "1" if "?" in self.path else "/chain?1")

    def do_moved(self) -> None:
        self.answer(b"", 301, location="/page")

    def do_inside(self) -> None:
        self.answer(b"", 302, location="http://169.254.169.254/latest")

    def do_missing(self) -> None:
        self.answer(b"no", 404)

    def do_drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(100):
                self.wfile.write(b"<p>")
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            pass

    def do_endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"words " * 10_000)
        except OSError:
            pass

    def do_short(self) -> None:
        self.answer(PAGE, content_length="5000")


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def get(url: str) -> Document | Failure:
    (found,) = read([url], IngestSettings(allow_hosts=("127.0.0.1",), timeout=1.5, max_bytes=1_000_000, max_redirects=3))
    return found


@pytest.mark.parametrize("path", ["page", "gzip", "twice", "moved"])
def test_a_page_comes_with_its_address_and_headers(base: str, path: str) -> None:
    found = get(f"{base}/{path}")
    assert isinstance(found, Document)
    assert found.content == PAGE
    assert found.input == f"{base}/{path}"
    assert found.url == (f"{base}/page" if path == "moved" else f"{base}/{path}")
    assert (found.charset, found.headers["content-type"]) == ("utf-8", "text/html; charset=utf-8")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("bomb", "over the limit of 1 MB"),
        ("endless", "over the limit of 1 MB"),
        ("loop", "in a circle"),
        ("chain", "more than 3 times"),
        ("inside", "private network"),
        ("missing", "404"),
        ("drip", "longer than 1.5 s"),
        ("short", "breaks the rules"),
    ],
)
def test_misbehaviour_is_told_and_bounded(base: str, path: str, words: str) -> None:
    start = time.monotonic()
    found = get(f"{base}/{path}")
    assert isinstance(found, Failure)
    assert words in found.error
    assert time.monotonic() - start < 20


@pytest.mark.parametrize(
    "url",
    "http://127.0.0.1:1/ http://localhost/ http://[::1]/ http://0x7f.1/ http://10.0.0.1/ ftp://x.example/ http:///x http://[bad/".split(),  # noqa: SIM905
)
def test_the_own_network_and_odd_addresses_are_refused(url: str) -> None:
    (found,) = read([url], IngestSettings(timeout=2))
    assert isinstance(found, Failure)


@pytest.mark.parametrize(
    "ip",
    "127.0.0.1 10.1.2.3 192.168.0.1 169.254.169.254 100.64.0.1 0.0.0.0 ::1 fe80::1 fc00::1 ::ffff:10.0.0.1 64:ff9b::a00:1 224.0.0.1".split(),  # noqa: E501, SIM905
)
def test_private_addresses(ip: str) -> None:
    assert not is_public(ip)


def test_public_addresses() -> None:
    assert is_public("93.184.216.34")
    assert is_public("2606:2800:220:1::1")
