"""The API does what its description says, for whom it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from newsloom.loom import Desk

from .conftest import Tokens

V = "/api/v1"


def test_stories_are_given_in_pages_that_miss_and_repeat_none(client: TestClient) -> None:
    whole = [one["id"] for one in client.get(f"{V}/stories").json()["stories"]]
    found, cursor = [], None
    while True:
        page = client.get(f"{V}/stories", params={"limit": 1, **({"cursor": cursor} if cursor else {})}).json()
        found += [one["id"] for one in page["stories"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert found == whole
    assert len(whole) >= 3


def test_a_cursor_of_someone_elses_making_is_refused(client: TestClient) -> None:
    for cursor in ("x", "W10", "WyJhIiwgMV0", "bnVsbA", "é"):
        answer = client.get(f"{V}/stories", params={"cursor": cursor})
        assert answer.status_code == 400
        assert answer.headers["content-type"] == "application/problem+json"


def test_filters_are_those_of_the_front_page(client: TestClient, ferry: str) -> None:
    found = client.get(f"{V}/stories", params={"outlet": "Weir"}).json()["stories"]
    assert [one["id"] for one in found] == [ferry]
    assert client.get(f"{V}/stories", params={"since": "yesterday"}).status_code == 400


def test_a_briefing_is_the_contracts_and_carries_no_texts(client: TestClient, ferry: str) -> None:
    answer = client.get(f"{V}/stories/{ferry}/briefing")
    assert answer.headers["newsloom-fresh"] == "true"
    made = answer.json()
    assert made["schema"] == "newsloom.briefing/1"
    assert made["stories"][0]["sections"]["whats_happened"]
    assert any("newsletter" in one["passage"]["text"] for one in made["left_out"])
    assert all(card["text"] is None for card in made["stories"][0]["articles"])


def test_what_is_unchanged_is_not_sent_again(client: TestClient, ferry: str) -> None:
    for path in (f"/stories/{ferry}/briefing", f"/stories/{ferry}/claims", "/stories", "/feeds", "/openapi.json"):
        first = client.get(f"{V}{path}")
        again = client.get(f"{V}{path}", headers={"if-none-match": first.headers["etag"]})
        assert again.status_code == 304, path
        assert again.content == b""
    client.post(f"{V}/stories/{ferry}/rename", json={"title": "Aground"})
    tag = client.get(f"{V}/stories/{ferry}").headers["etag"]
    client.post(f"{V}/stories/{ferry}/rename", json={"title": "Afloat"})
    assert client.get(f"{V}/stories/{ferry}", headers={"if-none-match": tag}).status_code == 200


def test_passages_of_claims_are_the_stored_words(client: TestClient, ferry: str) -> None:
    claims = client.get(f"{V}/stories/{ferry}/claims").json()["claims"]
    passages = [p for claim in claims for one in claim["assertions"] for p in one["passages"]][:5]
    assert passages
    for one in passages:
        place = {"start": one["start"], "end": one["end"], "version": one["version"]}
        assert client.get(f"{V}/articles/{one['article']}/passage", params=place).json()["passage"] == one


def test_only_a_share_of_a_text_leaves_the_desk(client: TestClient, ferry: str, db: Path) -> None:
    for id in client.get(f"{V}/stories/{ferry}").json()["articles"]:
        given = client.get(f"{V}/articles/{id}").json()
        with Desk(db) as desk:
            stored = desk.article(id).text
        assert stored.startswith(given["text"])
        assert len(given["text"]) <= len(stored) / 4
        assert not given["complete"]
        most = client.get(f"{V}/articles/{id}/passage", params={"start": 0, "end": 10**8}).json()["passage"]
        assert len(most["text"]) <= 1000


def test_a_claim_is_explained_and_changes_are_told(client: TestClient, ferry: str) -> None:
    claim = client.get(f"{V}/stories/{ferry}/claims").json()["claims"][0]["id"]
    why = client.get(f"{V}/stories/{ferry}/claims/{claim}/explanation", params={"wait": 30})
    assert why.status_code == 200
    assert why.json()["claim"]["id"] == claim
    changes = client.get(f"{V}/stories/{ferry}/changes", params={"wait": 30, "since": "2024-09-03"})
    assert changes.json()["schema"] == "newsloom.changes/1"


def test_a_draft_is_checked_and_nothing_of_it_is_kept(client: TestClient, db: Path) -> None:
    draft = {"text": "At least 41 people were injured when the ferry Morning Tide ran aground off Port Ansel in Iceland, quoth Zebulon."}
    found = client.post(f"{V}/check", json=draft)
    assert found.status_code == 200, found.text
    assert any(one["finding"] in ("contradicted", "newer_figure", "supported") for one in found.json()["findings"])
    client.get(f"{V}/stories")
    for file in db.parent.iterdir():
        assert b"Zebulon" not in file.read_bytes()


def test_curation_is_undoable(client: TestClient, ferry: str) -> None:
    before = client.get(f"{V}/stories/{ferry}").json()
    done = client.post(f"{V}/stories/{ferry}/split", json={"articles": before["articles"][:1], "why": "another ship"}).json()
    assert len(client.get(f"{V}/stories/{ferry}").json()["articles"]) == 2
    assert client.get(f"{V}/history").json()["changes"][0]["why"] == "another ship"
    assert client.post(f"{V}/history/{done['id']}/undo", json={}).status_code == 200
    assert sorted(client.get(f"{V}/stories/{ferry}").json()["articles"]) == sorted(before["articles"])


def test_verdicts_notes_and_corrections(client: TestClient, ferry: str) -> None:
    claim = client.get(f"{V}/stories/{ferry}/claims").json()["claims"][0]
    said = client.post(f"{V}/stories/{ferry}/claims/{claim['id']}/verdict", json={"agreement": "unclear", "why": "two counts"}).json()
    after = {one["id"]: one for one in client.get(f"{V}/stories/{ferry}/claims").json()["claims"]}
    assert after[claim["id"]]["agreement"] == "unclear"
    assert client.post(f"{V}/said/{said['id']}/undo", json={}).status_code == 200
    assert client.post(f"{V}/stories/{ferry}/notes", json={"text": "ring the harbour"}).status_code == 200
    kinds = [one["kind"] for one in client.get(f"{V}/said", params={"story": ferry}).json()["said"]]
    assert kinds == ["note", "undo", "verdict"]


def test_watching_and_keeping_searches(client: TestClient, ferry: str) -> None:
    assert client.put(f"{V}/watch/{ferry}", json={}).json() == {"stories": [ferry]}
    assert client.delete(f"{V}/watch/{ferry}", headers={"content-type": "application/json"}).json() == {"stories": []}
    kept = client.post(f"{V}/searches", json={"name": "ferries", "fields": {"words": "ferry"}}).json()
    assert client.get(f"{V}/searches").json()["things"][0]["id"] == kept["id"]
    assert client.delete(f"{V}/searches/{kept['id']}", headers={"content-type": "application/json"}).status_code == 200


def test_lists_of_feeds_go_in_and_out(client: TestClient) -> None:
    opml = '<opml version="2.0"><body><outline text="Quay" type="rss" xmlUrl="https://quay.example/feed"/></body></opml>'
    assert client.post(f"{V}/feeds.opml", content=opml, headers={"content-type": "text/x-opml"}).json()["feeds"] == 1
    assert "https://quay.example/feed" in client.get(f"{V}/feeds.opml").text
    [feed] = client.get(f"{V}/feeds").json()["feeds"]
    assert client.delete(f"{V}/feeds/{feed['id']}", headers={"content-type": "application/json"}).status_code == 200
    assert client.get(f"{V}/feeds").json()["feeds"] == []


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/feed", "http://169.254.169.254/latest", "file:///etc/passwd", "http://[::1]/feed"])
def test_addresses_inside_the_own_network_are_not_asked(client: TestClient, url: str) -> None:
    answer = client.post(f"{V}/feeds", json={"url": url})
    assert answer.status_code == 400
    assert "root:" not in answer.text


# Who may


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"content-type": "text/plain"}, 415),
        ({"content-type": "application/x-www-form-urlencoded"}, 415),
        ({"content-type": "multipart/form-data; boundary=x"}, 415),
    ],
)
def test_a_page_of_another_site_can_change_nothing(client: TestClient, ferry: str, headers: dict[str, str], status: int) -> None:
    before = client.get(f"{V}/stories/{ferry}").json()["title"]
    sent = {"content-type": "application/json", **headers}
    answer = client.post(f"{V}/stories/{ferry}/rename", content='{"title": "Owned"}', headers=sent)
    assert answer.status_code in (status, 422)
    assert client.post(f"{V}/feeds/poll", headers=sent).status_code == status
    assert client.get(f"{V}/stories/{ferry}").json()["title"] == before


def test_a_desk_with_accounts_asks_for_a_token(client: TestClient, tokens: Tokens, ferry: str) -> None:
    for path in ("/stories", f"/stories/{ferry}/briefing", "/feeds", "/search?q=ferry", "/history", "/me"):
        answer = client.get(f"{V}{path}")
        assert answer.status_code == 401, path
        assert answer.headers["www-authenticate"] == "Bearer"
        assert client.get(f"{V}{path}", headers={"authorization": "Bearer nlt_guessed"}).status_code == 401
        assert client.get(f"{V}{path}", headers=tokens("reader")).status_code == 200


def test_roles_hold(client: TestClient, tokens: Tokens, ferry: str) -> None:
    body = {"title": "By token"}
    assert client.post(f"{V}/stories/{ferry}/rename", json=body, headers=tokens("reader")).status_code == 403
    assert client.post(f"{V}/stories/{ferry}/rename", json=body, headers=tokens("editor")).status_code == 200
    assert client.get(f"{V}/history", headers=tokens("reader")).json()["changes"][0]["by"] == "one editor"


def test_readers_do_not_see_each_others_things(client: TestClient, tokens: Tokens, ferry: str) -> None:
    client.put(f"{V}/watch/{ferry}", headers=tokens("reader"))
    kept = client.post(f"{V}/searches", json={"name": "mine", "fields": {"q": "tide"}}, headers=tokens("reader")).json()
    assert client.get(f"{V}/watch", headers=tokens("admin")).json() == {"stories": []}
    assert client.delete(f"{V}/searches/{kept['id']}", headers=tokens("admin")).status_code == 404


@pytest.mark.parametrize("path", ["/nothing", "/stories/none", "/articles/..%2f..%2fetc%2fpasswd", "/stories/%00/claims"])
def test_errors_are_problem_details(client: TestClient, path: str) -> None:
    answer = client.get(f"{V}{path}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(answer.json()) >= {"type", "title", "status", "detail"}
