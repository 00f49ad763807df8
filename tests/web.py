"""A real server on the loopback address that answers as a test tells it to, and remembers what it was asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self


@dataclass
class Reply:
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None  # a Content-Length that lies


Answer = Reply | Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Asked:
    path: str
    headers: dict[str, str]
    start: float
    end: float = 0.0


class Web:
    """Answers of a path are given one after the other; the last repeats. An unknown path is a 404."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Answer]] = {}
        self.asked: list[Asked] = []
        lock = threading.Lock()
        web = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: object) -> None:
                pass

            def do_GET(self) -> None:
                asked = Asked(self.path, {k.lower(): v for k, v in self.headers.items()}, time.monotonic())
                with lock:
                    web.asked.append(asked)
                    waiting = web.answers.get(self.path, [Reply(status=404)])
                    answer = waiting.pop(0) if len(waiting) > 1 else waiting[0]
                try:
                    if isinstance(answer, Reply):
                        self._give(answer)
                    else:
                        answer(self)
                except OSError:
                    pass  # the other side has gone
                asked.end = time.monotonic()
                self.close_connection = True

            def _give(self, reply: Reply) -> None:
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                if reply.status != 304:
                    self.send_header("Content-Length", str(len(reply.body) if reply.length is None else reply.length))
                self.end_headers()
                self.wfile.write(reply.body)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def on(self, path: str, *answers: Answer) -> str:
        """What the path answers. Gives its address."""
        self.answers[path] = list(answers)
        return self.base + path

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()


def drip(handler: BaseHTTPRequestHandler) -> None:
    """A byte now and then, for ever: no single wait is long."""
    handler.send_response(200)
    handler.send_header("Content-Length", "50000")
    handler.end_headers()
    for _ in range(1000):
        handler.wfile.write(b"<")
        handler.wfile.flush()
        time.sleep(0.05)


def drip_headers(handler: BaseHTTPRequestHandler) -> None:
    """The same before the body."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(1000):
        handler.wfile.write(b"X-%d: y\r\n" % number)
        handler.wfile.flush()
        time.sleep(0.05)


def endless(handler: BaseHTTPRequestHandler) -> None:
    """A body that never ends."""
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"<p>more</p>" * 1000)


def rss(*items: tuple[str, str, str], head: str = "", base: str = "") -> bytes:
    """An RSS feed of (guid, title, HTML) with links under `base`."""
    told = "".join(
        f"<item><guid isPermaLink='false'>{guid}</guid><title>{title}</title><link>{base}/n/{guid}</link>"
        f"<description><![CDATA[{html}]]></description></item>"
        for guid, title, html in items
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>The Weir Gazette</title>{head}{told}</channel></rss>".encode()


LOCK = (
    "w1",
    "Lock gate breaks at Tarn Weir",
    "<p>A lock gate at Tarn Weir broke on Friday and drained the pool, the warden said.</p>",
)
BARGE = (
    "w2",
    "Barges wait below Tarn Weir",
    "<p>Nine barges lay below Tarn Weir on Saturday, their guild said, and none could pass.</p>",
)
