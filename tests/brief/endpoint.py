"""A scripted OpenAI-compatible endpoint on loopback: it answers as it is told and remembers what it was asked."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[["Handler", dict[str, Any]], None]


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, reply: Reply) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.reply = reply
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.over = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.server.asked.append(body)
        self.server.keys.append(self.headers.get("authorization", ""))
        self.server.reply(self, body)

    def log_message(self, format: str, *args: object) -> None: ...

    def send(self, status: int, body: bytes, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serving(reply: Reply) -> Iterator[Server]:
    server = Server(reply)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def completion(text: str | None, **usage: int) -> bytes:
    return json.dumps(
        {"id": "c", "object": "chat.completion", "choices": [{"index": 0, "message": {"content": text}}], "usage": usage}
    ).encode()


def passages(body: dict[str, Any]) -> list[dict[str, Any]]:
    """The numbered sentences of a request."""
    return list(json.loads(body["messages"][1]["content"].splitlines()[1]))


def says(make: Callable[[list[dict[str, Any]]], list[tuple[str, list[int]]]], **usage: int) -> Reply:
    """Answers in the asked form with what `make` makes of the passages."""

    def reply(handler: Handler, body: dict[str, Any]) -> None:
        rows = [{"text": text, "cites": cites} for text, cites in make(passages(body))]
        handler.send(200, completion(json.dumps({"sentences": rows}), **usage))

    return reply


def raw(text: str | None) -> Reply:
    return lambda handler, _: handler.send(200, completion(text))


def fails(status: int) -> Reply:
    return lambda handler, _: handler.send(status, b'{"error": {"message": "no"}}')


def silent(handler: Handler, _: dict[str, Any]) -> None:
    handler.server.over.wait(5)


def endless(handler: Handler, _: dict[str, Any]) -> None:
    """A trickle without an end."""
    handler.send_response(200)
    handler.send_header("content-type", "application/json")
    handler.end_headers()
    try:
        handler.wfile.write(b'{"choices": [{"message": {"content": "')
        while not handler.server.over.is_set():
            handler.wfile.write(b"x" * 50)
            time.sleep(0.05)
    except OSError:
        return


def huge(handler: Handler, _: dict[str, Any]) -> None:
    handler.send_response(200)
    handler.send_header("content-type", "application/json")
    handler.end_headers()
    try:
        for _n in range(100):
            handler.wfile.write(b"y" * 100_000)
    except OSError:
        return
