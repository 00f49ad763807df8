"""The HTTP port of `newsloom mcp`, as the command opens it: a real server on loopback, asked by strangers."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

pytest.importorskip("mcp", reason="the extra `web` is not installed")

import httpx

from newsloom.loom import Desk
from newsloom.web import shield

HELLO = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}},
}
ACCEPTS = {"accept": "application/json, text/event-stream"}


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    db = tmp_path_factory.mktemp("port") / "desk.db"
    Desk(db).close()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "newsloom", "mcp", "--http", "--port", str(number), "--db", str(db)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as served:
        try:
            until = time.monotonic() + 60
            while time.monotonic() < until:
                try:
                    socket.create_connection(("127.0.0.1", number), 1).close()
                except OSError:
                    time.sleep(0.1)
                    continue
                break
            yield number
        finally:
            served.terminate()
            served.wait(20)


def _ask(port: int, **headers: str) -> httpx.Response:
    return httpx.post(f"http://127.0.0.1:{port}/mcp", json=HELLO, headers={**ACCEPTS, **headers}, timeout=20)


def test_agents_are_answered_with_the_headers_of_the_desk(port: int) -> None:
    answer = _ask(port)
    assert answer.status_code == 200
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"].startswith("no-")


def test_other_names_and_other_sites_are_refused(port: int) -> None:
    assert _ask(port, host="evil.example").status_code == 421
    assert _ask(port, host=f"127.0.0.1.nip.example:{port}").status_code == 421
    assert _ask(port, origin="https://evil.example").status_code == 403


def test_too_much_is_refused_before_it_is_read(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), 10) as line:
        line.sendall(
            f"POST /mcp HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {shield.MOST + 1}\r\n\r\n".encode()
        )
        assert b" 413 " in line.recv(200)


def test_two_lengths_and_a_chunked_body_with_a_length_are_refused(port: int) -> None:
    """What two servers in a row could read differently (request smuggling, RFC 9112, 6.3)."""
    for head in (
        "Content-Length: 5\r\nContent-Length: 6\r\n",
        "Content-Length: 5\r\nTransfer-Encoding: chunked, identity\r\n",
        "Transfer-Encoding: \x0bchunked\r\n",
        "Content-Length: +5\r\n",
    ):
        with socket.create_connection(("127.0.0.1", port), 10) as line:
            line.sendall(f"POST /mcp HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{head}\r\nhello".encode())
            assert line.recv(20).split()[1] in (b"400", b"501"), head
