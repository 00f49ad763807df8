"""The reader API, asked as feed readers ask it: log in, take the lists, take the ids, take the items, mark them."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from newsloom.loom import Desk
from newsloom.records import Feed

from .conftest import Tokens

G = "/api/greader"
R = f"{G}/reader/api/0"
STATE = "user/-/state/com.google/"
URL = "https://quay.example/feed"


@pytest.fixture
def db(db: Path) -> Path:
    """Two of the articles came by a feed."""
    with Desk(db) as desk:
        then = "2024-01-01T00:00:00Z"
        feed = Feed(id="f0000001", url=URL, added=then, due=then, title="Quay <b>news</b>", folders=(("Coast",),))
        desk.store.subscribe([feed])
    with sqlite3.connect(db) as raw:
        raw.execute("UPDATE articles SET input = ? WHERE outlet IN ('The Weir Gazette', 'Journal des Quais')", (URL,))
    return db


class Phone:
    """What an app on a phone does."""

    def __init__(self, client: TestClient, name: str, secret: str) -> None:
        self.client = client
        answer = client.post(f"{G}/accounts/ClientLogin", data={"Email": name, "Passwd": secret, "service": "reader"})
        assert answer.status_code == 200, answer.text
        lines = dict(line.split("=", 1) for line in answer.text.splitlines())
        self.headers = {"authorization": f"GoogleLogin auth={lines['Auth']}"}
        self.t = self.get("/token").text

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(f"{R}{path}", params={"output": "json", **query}, headers=self.headers)

    def post(self, path: str, **fields: Any) -> Any:
        return self.client.post(f"{R}{path}", data={"T": self.t, **fields}, headers=self.headers)


@pytest.fixture
def phone(client: TestClient, tokens: Tokens) -> Phone:
    return Phone(client, "One Editor", tokens.secrets["editor"])


def _unread(phone: Phone) -> dict[str, int]:
    return {one["id"]: one["count"] for one in phone.get("/unread-count").json()["unreadcounts"]}


def test_lists_of_feeds_and_folders(phone: Phone) -> None:
    found = {one["id"]: one for one in phone.get("/subscription/list").json()["subscriptions"]}
    [feed] = [one for one in found.values() if one["url"] == URL]
    assert feed["categories"] == [{"id": "user/-/label/Coast", "label": "Coast"}]
    assert "<b>" not in feed["title"]
    assert "feed/desk" in found
    tags = [one["id"] for one in phone.get("/tag/list").json()["tags"]]
    assert tags == [f"{STATE}starred", "user/-/label/Coast"]
    assert phone.get("/user-info").json()["userName"] == "one editor"
    counts = _unread(phone)
    assert counts[feed["id"]] == counts["user/-/label/Coast"] == 2
    assert counts[f"{STATE}reading-list"] == 5


def test_ids_then_items_then_read_and_starred(phone: Phone) -> None:
    """The road of clients that keep their own copy: ids of what is unread, the items behind them, marks sent back."""
    refs = phone.get("/stream/items/ids", s=f"{STATE}reading-list", xt=f"{STATE}read", n="1000").json()["itemRefs"]
    assert len(refs) == 5
    assert all(-(2**63) <= int(one["id"]) < 2**63 for one in refs)
    chosen = [one["id"] for one in refs[:2]]
    items = phone.post("/stream/items/contents", i=chosen).json()["items"]
    assert len(items) == 2
    assert items[0]["id"].startswith("tag:google.com,2005:reader/item/")
    assert {"title", "canonical", "alternate", "summary", "origin", "published", "categories", "timestampUsec"} <= set(items[0])
    assert phone.post("/edit-tag", i=chosen[0], a=f"{STATE}read").text == "OK"
    assert phone.post("/edit-tag", i=items[1]["id"], a="user/1000/state/com.google/starred").text == "OK"
    assert len(phone.get("/stream/items/ids", s=f"{STATE}reading-list", xt=f"{STATE}read", n="1000").json()["itemRefs"]) == 4
    starred = phone.get("/stream/items/ids", s=f"{STATE}starred", n="1000").json()["itemRefs"]
    assert [one["id"] for one in starred] == [str(_short(items[1]["id"]))]
    phone.post("/edit-tag", i=chosen[0], r=f"{STATE}read")
    phone.post("/edit-tag", i=items[1]["id"], r=f"{STATE}starred")
    assert _unread(phone)[f"{STATE}reading-list"] == 5
    assert phone.get("/stream/items/ids", s=f"{STATE}starred").json()["itemRefs"] == []


def _short(long: str) -> int:
    number = int(long.rsplit("/", 1)[1], 16)
    return number - 2**64 if number >= 2**63 else number


def test_streams_by_pages_and_order(phone: Phone) -> None:
    """The road of clients that page through contents."""
    found: list[str] = []
    more: dict[str, str] = {}
    while True:
        page = phone.get(f"/stream/contents/{STATE}reading-list", n="2", **more).json()
        found += [one["id"] for one in page["items"]]
        if "continuation" not in page:
            break
        more = {"c": page["continuation"]}
    assert len(found) == len(set(found)) == 5
    back = phone.get(f"/stream/contents/{STATE}reading-list", n="50", r="o").json()["items"]
    assert [one["id"] for one in back] == found[::-1]
    for stream in (f"feed/{URL}", "feed/f0000001", "user/-/label/Coast"):
        assert len(phone.get("/stream/contents/" + stream).json()["items"]) == 2, stream
    assert phone.get(f"/stream/contents/{STATE}reading-list", ot="4000000000").json()["items"] == []
    assert phone.get("/stream/contents/user/-/state/com.google/nonsense").status_code == 400


def test_everything_is_read_up_to_now_and_no_further(phone: Phone, db: Path) -> None:
    assert phone.post("/mark-all-as-read", s="feed/f0000001").text == "OK"
    assert _unread(phone)[f"{STATE}reading-list"] == 3
    [one, _] = phone.get("/stream/items/ids", s="feed/f0000001").json()["itemRefs"]
    phone.post("/edit-tag", i=one["id"], r=f"{STATE}read")
    assert _unread(phone)["feed/f0000001"] == 1
    with sqlite3.connect(db) as raw:  # one that is not there yet
        raw.execute("UPDATE articles SET first_seen = '2999-01-01T00:00:00Z' WHERE outlet = 'Nahr'")
    for ts, left in (("1000000000000000", 4), ("4000000000000000", 1)):  # microseconds: of 2001, and of 2096
        phone.post("/mark-all-as-read", s=f"{STATE}reading-list", ts=ts)
        assert _unread(phone)[f"{STATE}reading-list"] == left


def test_texts_are_escaped_and_capped(phone: Phone, db: Path) -> None:
    text = phone.get(f"/stream/contents/{STATE}reading-list", n="50").text
    assert "<script" not in text
    assert "<img" not in text
    assert "javascript:" not in json.dumps([one["canonical"] for one in json.loads(text)["items"]])
    with Desk(db) as desk:
        for one in json.loads(text)["items"]:
            stored = desk.article(one["id"].rsplit("/", 1)[1]).text
            assert len(one["summary"]["content"].replace("<p>", "").replace("</p>", "")) <= len(stored) / 2


def test_lists_go_in_and_out(phone: Phone) -> None:
    assert URL in phone.get("/subscription/export").text
    opml = '<opml version="2.0"><body><outline text="Pier" type="rss" xmlUrl="https://pier.example/feed"/></body></opml>'
    headers = {**phone.headers, "content-type": "text/xml"}
    sent = phone.client.post(f"{R}/subscription/import", params={"T": phone.t}, content=opml, headers=headers)
    assert sent.text == "OK: 1"
    assert phone.post("/subscription/edit", ac="unsubscribe", s="feed/https://pier.example/feed").text == "OK"
    assert "pier.example" not in phone.get("/subscription/export").text


def test_who_may(client: TestClient, tokens: Tokens) -> None:
    wrong = client.post(f"{G}/accounts/ClientLogin", data={"Email": "one editor", "Passwd": "nlt_guessed"})
    assert wrong.status_code == 401
    assert "Error=BadAuthentication" in wrong.text
    assert client.post(f"{G}/accounts/ClientLogin", data={"Email": "one admin", "Passwd": tokens.secrets["editor"]}).status_code == 401
    assert client.get(f"{R}/subscription/list").status_code == 401
    reader = Phone(client, "one reader", tokens.secrets["reader"])
    assert reader.post("/subscription/edit", ac="unsubscribe", s="feed/f0000001").status_code == 403
    reader.t = "0" * 48
    late = reader.post("/edit-tag", i="1", a=f"{STATE}read")
    assert late.status_code == 401
    assert late.headers["x-reader-google-bad-token"] == "true"
    for _ in range(6):
        client.post(f"{G}/accounts/ClientLogin", data={"Email": "x", "Passwd": "nlt_guessed"})
    assert client.post(f"{G}/accounts/ClientLogin", data={"Email": "x", "Passwd": "nlt_guessed"}).status_code == 429


def test_marks_are_ones_own(client: TestClient, tokens: Tokens) -> None:
    one, other = (Phone(client, f"one {role}", tokens.secrets[role]) for role in ("reader", "admin"))
    one.post("/mark-all-as-read", s=f"{STATE}reading-list")
    assert _unread(one) == {}
    assert _unread(other)[f"{STATE}reading-list"] == 5


def test_alone_another_sites_form_changes_nothing(client: TestClient) -> None:
    """Without accounts nobody logs in: then the T token and the origin must hold."""
    form = {"s": "feed/f0000001", "ac": "unsubscribe"}
    assert client.post(f"{R}/subscription/edit", data=form).status_code == 401
    t = client.get(f"{R}/token").text
    assert client.post(f"{R}/subscription/edit", data={**form, "T": t}, headers={"origin": "https://evil.example"}).status_code == 403
    assert client.post(f"{R}/subscription/edit", data={**form, "T": t}).text == "OK"


def test_apps_are_given_no_page_of_a_feed_that_is_not_http(client: TestClient) -> None:
    body = '<outline text="Odd" type="rss" xmlUrl="https://odd.example/feed" htmlUrl="javascript:alert(1)"/>'
    listed = f'<opml version="2.0"><body>{body}</body></opml>'
    assert client.post("/api/v1/feeds.opml", content=listed, headers={"content-type": "text/x-opml"}).status_code == 200
    told = client.get("/api/greader/reader/api/0/subscription/list").json()["subscriptions"]
    assert next(one for one in told if one["title"] == "Odd")["htmlUrl"] == "https://odd.example/feed"


def test_an_address_that_cannot_be_followed_is_told_with_no_result(phone: Phone, client: TestClient, tokens: Tokens) -> None:
    """As apps add feeds: `quickadd`, whose answer counts the streams that came of it."""
    for url in ("http://127.0.0.1/feed", "feed/http://10.0.0.1/", "no address"):
        told = phone.post("/subscription/quickadd", quickadd=url).json()
        assert told["numResults"] == 0
        assert told["error"]
        assert "streamId" not in told
    reader = Phone(client, "One Reader", tokens.secrets["reader"])
    assert reader.post("/subscription/quickadd", quickadd="https://quay.example/new").status_code == 403


def test_pages_go_on_where_the_last_ended_while_articles_are_read(phone: Phone) -> None:
    """A continuation holds a place, not a count: what is marked meanwhile neither repeats nor hides an item."""
    everything = [one["id"] for one in phone.get("/stream/items/ids", s=f"{STATE}reading-list", n=100).json()["itemRefs"]]
    seen, more = [], ""
    while True:
        asked = {"s": f"{STATE}reading-list", "n": 1, "xt": f"{STATE}read", **({"c": more} if more else {})}
        answer = phone.get("/stream/items/ids", **asked).json()
        seen += [one["id"] for one in answer["itemRefs"]]
        assert phone.post("/edit-tag", i=answer["itemRefs"][-1]["id"], a=f"{STATE}read").text == "OK"
        more = answer.get("continuation", "")
        if not more:
            break
    assert seen == everything
    assert _unread(phone) == {}
