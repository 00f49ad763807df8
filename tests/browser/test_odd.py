"""Odd questions get an answer, never an internal error."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from .conftest import Desk, post

ODD = [
    "%00",
    "%ED%A0%80",
    "%FF%FE",
    "%E2%80%AE",
    "..%2F..%2Fetc%2Fpasswd",
    "%25",
    "'",
    "%22%20OR%201",
    "a" * 5000,
    "%F0%9F%91%A9%E2%80%8D%F0%9F%91%A7",
    "-1",
    "1e9",
]
QUERIES = (
    "/?words=", "/?entity=", "/?place=", "/?outlet=", "/?language=", "/?since=", "/?page=", "/?tag=", "/?said=", "/search?q=",
    "/search?q=x&since=",
    "/speaker?name=", "/outlet?name=", "/rules?action=mute&words=",
    "/rules?action=", "/login?back=", "/static/",
)  # fmt: skip
PATHS = (
    "/story/{}",
    "/story/{}/claim/x",
    "/story/{}/changes",
    "/story/{}/edit",
    "/article/{}",
    "/article/{}/versions",
    "/at/{}",
    "/passage/{}",
)


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_odd_addresses(client: TestClient, built: Desk, odd: str) -> None:
    asked = [*(q + odd for q in QUERIES), *(p.format(odd) for p in PATHS)]
    asked += [f"/story/{built.ferry}/changes?since={odd}", f"/story/{built.ferry}?speaker={odd}", f"/story/{built.ferry}/claim/{odd}"]
    for path in asked:
        answer = client.get(path)
        assert answer.status_code in (200, 303, 400, 404, 422), path[:80]


@pytest.mark.parametrize("odd", ["\x00", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "\u202e", "a" * 3000, "<b>", "💥"])
def test_odd_forms(client: TestClient, built: Desk, odd: str) -> None:
    for path, fields in (
        (f"/story/{built.ferry}/rename", {"title": odd}),
        (f"/story/{built.ferry}/note", {"text": odd}),
        (f"/story/{built.ferry}/assign", {"to": odd}),
        (f"/story/{built.ferry}/merge", {"other": odd}),
        (f"/story/{built.ferry}/articles", {"article": odd, "do": "split"}),
        ("/searches/keep", {"query": odd, "kind": odd}),
        ("/rules/add", {"action": "tag", "value": odd, "words": odd, "until": odd}),
        ("/speaker/erase", {"name": odd}),
        ("/settings/locale", {"locale": odd}),
        ("/hands/undo/9999999999999999999", {}),
        ("/activity/undo/99999", {}),
    ):
        assert post(client, path, **fields).status_code in (200, 303, 400, 404, 422), path
    for path in ("/", f"/story/{built.ferry}", f"/story/{built.ferry}/history", "/activity", "/watch", "/rules"):
        assert client.get(path).status_code == 200, path


@pytest.mark.parametrize("language", ["", "xx", "de-DE;q=abc", "*" * 400, "en-US,fr;q=0.1", "\xff", "zz-ZZ-zz", "en_GB'"])
def test_odd_languages(client: TestClient, built: Desk, language: str) -> None:
    assert client.get(f"/story/{built.ferry}", headers={"accept-language": language.encode("latin-1")}).status_code == 200
