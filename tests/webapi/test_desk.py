"""What a whole desk shares."""

from __future__ import annotations

import json

from starlette.testclient import TestClient

from .conftest import Tokens

V = "/api/v1"
DELETE = {"content-type": "application/json"}


def test_rules_are_previewed_made_and_dropped_by_who_may(client: TestClient, tokens: Tokens, ferry: str) -> None:
    rule = {"action": "tag", "value": "sea", "words": "ferry"}
    assert list(client.post(f"{V}/rules/preview", json=rule, headers=tokens("reader")).json()["stories"]) == [ferry]
    assert client.post(f"{V}/rules", json=rule, headers=tokens("reader")).status_code == 403
    made = client.post(f"{V}/rules", json=rule, headers=tokens("admin")).json()
    assert client.delete(f"{V}/rules/{made['id']}", headers=tokens("editor")).status_code == 403
    assert client.delete(f"{V}/rules/{made['id']}", headers=tokens("admin")).status_code == 200
    assert client.get(f"{V}/rules", headers=tokens("reader")).json() == {"things": []}
    assert client.post(f"{V}/rules", json={"action": "tag", "value": "x"}, headers=tokens("admin")).status_code == 400


def test_furniture_is_corrected_and_given_as_data(client: TestClient, ferry: str) -> None:
    article = client.get(f"{V}/stories/{ferry}").json()["articles"][0]
    said = client.post(f"{V}/articles/{article}/furniture", json={"start": 0, "end": 10, "why": "a slogan"})
    assert said.status_code == 200
    assert any(one["start"] == 0 and one["end"] == 10 for one in client.get(f"{V}/articles/{article}").json()["furniture"])
    lines = [json.loads(line) for line in client.get(f"{V}/corrections.jsonl").text.splitlines()]
    assert len(lines) == 1


def test_a_ledger_is_erased_and_brought_back(client: TestClient) -> None:
    before = client.get(f"{V}/speakers/Signe Orr").json()
    assert before["entries"]
    done = client.post(f"{V}/speakers/erase", json={"name": "Signe Orr", "why": "asked for it"}).json()
    assert client.get(f"{V}/speakers/Signe Orr").json() == {"speaker": "Signe Orr", "erased": True, "entries": []}
    client.post(f"{V}/said/{done['id']}/undo", json={})
    assert client.get(f"{V}/speakers/Signe Orr").json() == before


def test_an_outlet_and_what_goes_on(client: TestClient, ferry: str) -> None:
    assert {one["name"] for one in client.get(f"{V}/outlets").json()["outlets"]} >= {"Nahr", "The Weir Gazette"}
    printed = client.get(f"{V}/outlet", params={"name": "The Weir Gazette"}).json()["printed"]
    assert [one["story"] for one in printed] == [ferry]
    assert client.get(f"{V}/work").json()["running"] == []


def test_the_audit_log_is_for_administrators_by_pages(client: TestClient, tokens: Tokens) -> None:
    client.post(f"{V}/rules", json={"action": "mute", "words": "gossip"}, headers=tokens("editor"))
    client.post(f"{V}/rules", json={"action": "mute", "words": "weather"}, headers=tokens("editor"))
    assert client.get(f"{V}/audit", headers=tokens("editor")).status_code == 403
    first = client.get(f"{V}/audit", params={"limit": 1}, headers=tokens("admin")).json()
    second = client.get(f"{V}/audit", params={"limit": 1, "cursor": first["next"]}, headers=tokens("admin")).json()
    assert first["entries"][0]["id"] > second["entries"][0]["id"]
    assert first["entries"][0]["actor"] == "one editor"
