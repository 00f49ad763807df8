"""Feeds out: read by a feed reader's own parser, with ids that stay and nothing hostile in them."""

from __future__ import annotations

import base64

import feedparser
from lxml.etree import fromstring
from starlette.testclient import TestClient

from .conftest import HERE, Tokens

A = "/api/v1/atom"


def test_the_front_page_is_a_feed(client: TestClient, ferry: str) -> None:
    answer = client.get(f"{A}/stories")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.id.startswith("urn:newsloom:")
    assert f"{HERE}/story/{ferry}" in [entry.link for entry in feed.entries]
    assert len({entry.id for entry in feed.entries}) == len(feed.entries) >= 3
    assert all(entry.updated_parsed for entry in feed.entries)


def test_ids_stay_and_what_is_unchanged_is_not_sent_again(client: TestClient, ferry: str) -> None:
    for path in (f"{A}/stories", f"{A}/stories/{ferry}"):
        first = client.get(path)
        again = client.get(path, headers={"if-none-match": first.headers["etag"]})
        assert again.status_code == 304
        before = {entry.id for entry in feedparser.parse(first.content).entries}
        client.post(f"/api/v1/stories/{ferry}/rename", json={"title": f"Aground {path[-3:]}"})
        after = client.get(path, headers={"if-none-match": first.headers["etag"]})
        assert after.status_code == 200
        assert before <= {entry.id for entry in feedparser.parse(after.content).entries}


def test_a_storys_feed_tells_what_happened_to_it(client: TestClient, ferry: str) -> None:
    client.post(f"/api/v1/stories/{ferry}/rename", json={"title": "Aground off Port Ansel"})
    titles = [entry.title for entry in feedparser.parse(client.get(f"{A}/stories/{ferry}").content).entries]
    assert any("Nineteen hurt" in title for title in titles)
    assert any(title.startswith("Text changed") for title in titles)
    assert any("Aground off Port Ansel" in title for title in titles)


def test_a_kept_search_is_a_feed_of_its_readers_own(client: TestClient, tokens: Tokens) -> None:
    mine = tokens("reader")
    for kind, fields in (("articles", {"q": "ferry"}), ("stories", {"words": "ferry"})):
        kept = client.post("/api/v1/searches", json={"name": "a & b", "kind": kind, "fields": fields}, headers=mine).json()
        feed = feedparser.parse(client.get(f"{A}/searches/{kept['id']}", headers=mine).content)
        assert feed.entries
        assert feed.feed.title.startswith("a & b")
        assert client.get(f"{A}/searches/{kept['id']}", headers=tokens("admin")).status_code == 404


def test_feed_readers_may_send_the_token_as_a_password(client: TestClient, tokens: Tokens) -> None:
    refused = client.get(f"{A}/stories")
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"].startswith("Basic")
    given = base64.b64encode(f"anyone:{tokens.secrets['reader']}".encode()).decode()
    assert client.get(f"{A}/stories", headers={"authorization": f"Basic {given}"}).status_code == 200
    assert client.get(f"{A}/stories", headers={"authorization": "Basic %%%"}).status_code == 401
    editors = base64.b64encode(f"anyone:{tokens.secrets['editor']}".encode()).decode()  # a browser would send it for other sites' pages
    sent = client.post("/api/v1/feeds/poll", headers={"authorization": f"Basic {editors}", "content-type": "text/plain"})
    assert sent.status_code == 401


def test_hostile_titles_stay_text(client: TestClient) -> None:
    body = client.get(f"{A}/stories").content
    assert b"<script" not in body
    assert b"<img" not in body
    assert "\u202e".encode() not in body
    root = fromstring(body)
    titles = [one.text for one in root.iter("{http://www.w3.org/2005/Atom}title")]
    assert any(title and "Orchard frost" in title for title in titles)
    assert not [one for one in root.iter() if one.get("href", "http").startswith("javascript")]
