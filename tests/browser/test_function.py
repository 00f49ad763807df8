"""Corrections are heeded wherever they bear, rules tell, searches find what is said otherwise."""

from __future__ import annotations

import json
import re

from starlette.testclient import TestClient

from newsloom.loom import Desk as Opened
from newsloom.settings import IngestSettings, Settings
from newsloom.web.app import create_app
from newsloom.web.site import Config

from .conftest import BASE, Desk, post


def _article(built: Desk, language: str) -> str:
    with Opened(built.db) as desk:
        return next(a.id for a in desk.story_articles(built.ferry) if a.language == language)


def test_a_corrected_outlet_is_the_outlet_everywhere(client: TestClient, built: Desk) -> None:
    french = _article(built, "fr")
    assert "Le Phare" not in client.get("/outlets").text
    post(client, f"/article/{french}/edit", do="outlet", name="Le Phare d’Ansel", country="FR")
    assert "Le Phare d’Ansel" in client.get("/outlets").text
    assert "Journal des Quais" not in client.get("/outlets").text
    assert f"/article/{french}" in client.get("/outlet", params={"name": "Le Phare d’Ansel"}).text
    assert f"/article/{french}" not in client.get("/outlet", params={"name": "Journal des Quais"}).text
    assert "Le Phare d’Ansel" in client.get("/").text
    preview = {"action": "tag", "value": "sea", "outlet": "phare"}
    assert client.post("/api/v1/rules/preview", json=preview).json()["stories"] == {built.ferry: [french]}
    gone = {"action": "tag", "value": "sea", "outlet": "quais"}
    assert client.post("/api/v1/rules/preview", json=gone).json()["stories"] == {}
    entry = client.get("/api/v1/said").json()["said"][0]["id"]
    post(client, f"/hands/undo/{entry}")
    assert "Journal des Quais" in client.get("/outlets").text
    assert "Le Phare" not in client.get("/outlets").text


def test_a_corrected_day_orders_the_outlets_page(client: TestClient, built: Desk) -> None:
    french = _article(built, "fr")
    post(client, f"/article/{french}/edit", do="date", day="2019-05-01")
    page = client.get("/outlet", params={"name": "Journal des Quais"}).text
    assert "2019" in page
    assert client.get("/api/v1/outlets").json()["outlets"]
    row = next(one for one in client.get("/api/v1/outlets").json()["outlets"] if one["name"] == "Journal des Quais")
    assert row["first"] in ("2019-05-01", "2024-09-03")


def test_a_rule_that_notifies_asks_where_to_and_is_told_apart(client: TestClient) -> None:
    made = post(client, "/rules/add", action="notify", words="ferry")
    where = made.headers["location"]
    assert where.startswith("/notices?rule=")
    page = client.get(where).text
    assert "new articles that this rule describes" in page
    assert "words ferry" in page
    rule = where.partition("=")[2]
    sent = post(client, "/notices/add", about="rule", rule=rule, to="webhook", url="https://192.0.2.1/hook")
    assert sent.status_code in (200, 400)  # 400: an address for examples only may not be asked
    assert client.get("/notices?rule=nothing").status_code == 404
    muting = post(client, "/rules/add", action="mute", words="ferry")
    assert muting.headers["location"] == "/rules"
    other = next(one["id"] for one in client.get("/api/v1/rules").json()["things"] if one["fields"]["action"] == "mute")
    told = {"about": "rule", "rule": other, "to": "webhook", "url": "https://example.org/hook"}
    assert client.post("/api/v1/notifications", json=told).status_code in (400, 404)


def test_other_words_are_found_by_what_they_mean(client: TestClient) -> None:
    q = "a boat stranded on the rocks and people were wounded"
    page = client.get("/search", params={"q": q}).text
    assert "near in meaning" in page
    assert "Morning Tide" in page
    assert "near in meaning" not in client.get("/search", params={"q": q, "by": "words"}).text
    french = client.get("/search", params={"q": "ship runs aground, injured", "by": "meaning", "language": "fr"}).text
    assert "Un ferry" in french
    hits = client.get("/api/v1/search", params={"q": q, "by": "meaning"}).json()["hits"]
    assert hits
    assert all(-1 <= hit["score"] <= 1 for hit in hits)
    assert client.get("/search", params={"q": q, "by": "other"}).status_code == 422


def test_a_kept_search_holds_nothing_but_its_fields(client: TestClient) -> None:
    post(client, "/searches/keep", query="q=ferry&by=meaning&token=x&said=y", kind="articles")
    (kept,) = client.get("/api/v1/searches").json()["things"]
    assert kept["fields"]["query"] == "q=ferry&by=meaning"


def test_what_was_joined_or_parted_is_read_anew(client: TestClient, built: Desk) -> None:
    page = client.get(f"/story/{built.ferry}").text
    claims = re.findall(rf"/story/{built.ferry}/claim/(c[0-9a-f]+)", page)
    with Opened(built.db) as desk:
        many = next(c.id for c in desk.claims(built.ferry)[1] if len(c.assertions) > 1 and c.kind == "quantity")
    assert many in claims
    assert post(client, f"/story/{built.ferry}/claim/{many}/verdict", do="split", version="2", why="another ship").status_code == 303
    labels = [json.loads(line) for line in client.get("/corrections.jsonl").text.splitlines()]
    assert labels[0]["bond"]["kind"] == "apart"
    with Opened(built.db) as desk:
        assert not desk.glance(built.ferry).fresh


def test_pages_show_every_kind_of_rule_and_notice(built: Desk) -> None:
    settings = Settings(ingest=IngestSettings(allow_hosts=("127.0.0.1",)))
    with TestClient(
        create_app(Config(db=str(built.db), settings=settings, background=False)), base_url=BASE, follow_redirects=False
    ) as client:
        for fields in ({"words": "ferry"}, {"outlet": "Weir"}, {"language": "fr"}, {"entity": "Orr", "until": "2999-01-01"}):
            for action in ("mute", "tag", "route", "notify"):
                assert post(client, "/rules/add", action=action, value="sea", **fields).status_code == 303
                assert client.get("/rules").status_code == 200
        rule = next(one["id"] for one in client.get("/api/v1/rules").json()["things"] if one["fields"]["action"] == "notify")
        post(client, "/searches/keep", query="q=ferry", kind="articles")
        search = client.get("/api/v1/searches").json()["things"][0]["id"]
        hook = "http://127.0.0.1:9/hook"
        for about in ({"about": "rule", "rule": rule}, {"about": "search", "search": search}, {"about": "story", "story": built.ferry}):
            assert post(client, "/notices/add", to="webhook", url=hook, **about).status_code == 200
            assert client.get("/notices").status_code == 200
        assert "you are told" in client.get("/rules").text
