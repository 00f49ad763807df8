"""What pages show, without a browser."""

from __future__ import annotations

import html
import re

from starlette.testclient import TestClient

from newsloom.loom import Desk as Opened

from .conftest import Desk, post


def _text(page: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


def test_the_front_page_lists_stories_with_counts(client: TestClient, built: Desk) -> None:
    page = client.get("/").text
    assert f'href="/story/{built.ferry}"' in page
    assert "3 articles" in _text(page)


def test_an_empty_desk_offers_the_sample_and_feeds(empty: TestClient) -> None:
    page = empty.get("/").text
    assert 'action="/add/sample"' in page
    assert 'action="/feeds/add"' in page


def test_a_story_has_its_sections_claims_and_articles(client: TestClient, built: Desk) -> None:
    text = _text(client.get(f"/story/{built.ferry}").text)
    for heading in (
        "What’s happened",
        "Claims side by side",
        "Who says what",
        "Standing over time",
        "Timeline",
        "Provenance",
        "All articles",
    ):
        assert heading in text
    assert "The Weir Gazette" in text


def test_every_number_behind_a_sentence_leads_to_its_words(client: TestClient, built: Desk) -> None:
    places = re.findall(r'class="mark" href="(/at/[^"]+)"', client.get(f"/story/{built.ferry}").text)
    assert places
    for place in list(dict.fromkeys(places))[:6]:
        to = client.get(place)
        assert to.status_code == 303
        page = client.get(to.headers["location"]).text
        assert 'id="passage"' in page


def test_who_says_what_by_one_speaker(client: TestClient, built: Desk) -> None:
    every = client.get(f"/story/{built.ferry}").text
    one = client.get(f"/story/{built.ferry}", params={"speaker": "Signe Orr"}).text
    assert every.count('class="voice"') > one.count('class="voice"') >= 1
    assert "Signe Orr" in _text(one)


def test_a_claim_has_its_versions_to_the_letter_and_is_explained(client: TestClient, built: Desk) -> None:
    claims = re.findall(rf'href="(/story/{built.ferry}/claim/[^"]+)"', client.get(f"/story/{built.ferry}").text)
    with Opened(built.db) as desk:
        desk.prepared.make_explanation(built.ferry, claims[0].rsplit("/", 1)[1])
    text = _text(client.get(claims[0]).text)
    assert "The versions, to the letter" in text
    assert "What joined the versions" in text


def test_the_reader_dims_furniture_and_shows_versions(client: TestClient, built: Desk) -> None:
    with Opened(built.db) as desk:
        article = next(a.id for a in desk.story_articles(built.ferry) if a.outlet and a.outlet.name == "The Skerrin Sentinel")
    page = client.get(f"/article/{article}").text
    assert re.search(r'<p class="out"[^>]*>.*?newsletter', page, re.S)
    assert "2 versions" in page
    steps = client.get(f"/article/{article}/versions").text
    assert re.search(r"<del>[^<]*12", steps)
    assert re.search(r"<ins>[^<]*14", steps)


def test_right_to_left_articles_are_shown_so(client: TestClient, built: Desk) -> None:
    with Opened(built.db) as desk:
        article = desk.story_articles(built.stories["Nahr"])[0].id
    assert 'lang="ar" dir="rtl"' in client.get(f"/article/{article}").text


def test_dates_are_written_as_the_reader_writes_them(client: TestClient, built: Desk) -> None:
    british = client.get(f"/story/{built.ferry}", headers={"accept-language": "en-GB"}).text
    american = client.get(f"/story/{built.ferry}", headers={"accept-language": "en-US"}).text
    german = client.get(f"/story/{built.ferry}", headers={"accept-language": "de-DE,de;q=0.9"}).text
    assert "2 September 2024" in british
    assert "September 2, 2024" in american
    assert "2. September 2024" in german


def test_search_finds_groups_by_story_and_is_kept(client: TestClient, built: Desk) -> None:
    page = client.get("/search", params={"q": "Morning Tide"}).text
    assert f'/story/{built.ferry}"' in page
    assert post(client, "/searches/keep", query="q=Morning+Tide", kind="articles").status_code == 303
    assert "/search?q=Morning+Tide" in client.get("/watch").text


def test_a_watched_story_is_on_the_watch_list(client: TestClient, built: Desk) -> None:
    assert post(client, f"/story/{built.ferry}/watch").status_code == 303
    assert f"/story/{built.ferry}" in client.get("/watch").text


def test_what_changed_since_a_day(client: TestClient, built: Desk) -> None:
    with Opened(built.db) as desk:
        desk.prepared.make_changes(built.ferry, "2024-09-03", seen=False)
    text = _text(client.get(f"/story/{built.ferry}/changes", params={"since": "2024-09-03"}).text)
    assert "New articles" in text
    assert "Journal des Quais" in text


def test_a_story_that_is_not_read_yet_says_so_and_looks_again(empty: TestClient, built: Desk) -> None:
    with Opened(built.db) as desk:
        desk.store.results.keep("briefing", built.ferry, "made by older code", b"{}", "2024-09-09T00:00:00Z")
    from newsloom.web.app import create_app
    from newsloom.web.site import Config

    app = create_app(Config(db=str(built.db), background=False))
    with TestClient(app, base_url="http://127.0.0.1:8420") as client:
        page = client.get(f"/story/{built.ferry}").text
        assert 'http-equiv="refresh"' in page
        assert "being read" in page


def test_speakers_outlets_and_coverage(client: TestClient, built: Desk) -> None:
    assert "Signe Orr" in client.get("/speakers").text
    ledger = _text(client.get("/speaker", params={"name": "Signe Orr"}).text)
    assert "What was said, in order" in ledger
    assert "Nineteen hurt" in client.get("/outlet", params={"name": "The Weir Gazette"}).text
    assert client.get("/coverage").status_code == 200


def test_an_erased_ledger_shows_nothing_until_it_is_brought_back(client: TestClient) -> None:
    assert post(client, "/speaker/erase", name="Signe Orr").status_code == 303
    assert "hull" not in client.get("/speaker", params={"name": "Signe Orr"}).text
    assert "Signe Orr" not in client.get("/speakers").text
    undo = re.search(r'action="(/hands/undo/\d+)"', client.get("/activity").text)
    assert undo
    post(client, undo[1])
    assert "Signe Orr" in client.get("/speakers").text


def test_a_rule_previews_what_it_would_hit_and_then_does_it(client: TestClient, built: Desk) -> None:
    preview = client.get("/rules", params={"action": "mute", "words": "Morning Tide"}).text
    assert f"/story/{built.ferry}" in preview
    assert post(client, "/rules/add", action="mute", words="Morning Tide").status_code == 303
    front = client.get("/").text
    assert f"/story/{built.ferry}" not in front
    assert "hidden by" in front
    assert f"/story/{built.ferry}" in client.get("/", params={"muted": "1"}).text


def test_feeds_come_and_go_as_a_list(client: TestClient) -> None:
    opml = b'<opml version="2.0"><body><outline text="Quay" xmlUrl="https://quay.example/feed.xml"/></body></opml>'
    sent = client.post("/feeds/import", data={"token": _token(client)}, files={"list": ("feeds.opml", opml, "text/xml")})
    assert sent.status_code == 303
    assert "quay.example" in client.get("/feeds").text
    assert "https://quay.example/feed.xml" in client.get("/feeds/export").text
    remove = re.search(r'action="(/feeds/f[0-9a-f]+/remove)"', client.get("/feeds").text)
    assert remove
    post(client, remove[1])
    assert "quay.example" not in client.get("/feeds/export").text


def _token(client: TestClient) -> str:
    from .conftest import token

    return token(client)


def test_what_is_not_there_has_a_page_of_its_own(client: TestClient) -> None:
    for path in ("/story/s0000", "/article/nothing", "/nowhere", "/at/a.b.9.3", "/at/junk"):
        answer = client.get(path)
        assert answer.status_code == 404, path
        assert "There is nothing here" in answer.text


def test_every_page_that_is_linked_answers_and_asks_no_third_party(client: TestClient) -> None:
    seen: set[str] = set()
    todo = ["/"]
    kinds: dict[str, int] = {}
    while todo:
        path = todo.pop()
        kind = re.sub(r"[0-9a-f]{12,}|\d+", "N", path.split("?")[0])
        if path in seen or kinds.get(kind, 0) >= 2 or "/claim/" in path or path.endswith("/changes"):
            continue
        seen.add(path)
        kinds[kind] = kinds.get(kind, 0) + 1
        answer = client.get(path, follow_redirects=True)
        assert answer.status_code == 200, path
        page = answer.text
        for tag, address in re.findall(r"<(link|script|img|iframe|source|object|use|form)\b[^>]*?(?:src|href|action)=\"([^\"]*)\"", page):
            assert address.startswith(("/", "#", "data:")) and not address.startswith("//"), (tag, address)
        todo += [html.unescape(link) for link in re.findall(r'<a [^>]*?href="(/[^"]*)"', page)]
    assert len(seen) > 15
