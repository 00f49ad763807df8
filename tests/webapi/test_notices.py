"""Notices: told once, signed, tried again, and never into the own network."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import msgspec
import pytest
from starlette.testclient import TestClient

from newsloom.errors import UsageError
from newsloom.loom import Desk, clock, notices, sending
from newsloom.loom.happenings import Happening
from newsloom.settings import IngestSettings, Settings
from newsloom.web.app import create_app
from newsloom.web.site import Config

from .conftest import HERE, Tokens

N = "/api/v1/notifications"


class Hook:
    """A webhook on the loopback address: answers with `status`, keeps what came."""

    def __init__(self) -> None:
        self.status = 200
        self.got: list[tuple[dict[str, str], bytes]] = []
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                hook.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
                self.send_response(hook.status)
                if hook.status == 302:
                    self.send_header("location", hook.url + "/elsewhere")
                self.end_headers()

            def log_message(self, *_: Any) -> None: ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def hook() -> Iterator[Hook]:
    made = Hook()
    yield made
    made.server.shutdown()


@pytest.fixture
def desk(db: Path) -> Iterator[Desk]:
    """A desk that may ask the loopback address, for the hook."""
    with Desk(db, Settings(ingest=IngestSettings(allow_hosts=("127.0.0.1",)))) as opened:
        yield opened


def _happened(monkeypatch: pytest.MonkeyPatch, *found: Happening) -> None:
    """Have these happen to every story, besides what is there."""
    monkeypatch.setattr(notices.happenings, "of_story", lambda *_args, **_more: list(found))


def _confirmed(claim: str | None, story: str, at: str = "2999-01-01T00:00:00Z") -> Happening:
    return Happening(id="standing:1", at=at, what="confirmed", story=story, title="Confirmed by Signe Orr: 19 hurt", text="…", claim=claim)


def test_a_claim_that_is_confirmed_is_told_once_and_signed(desk: Desk, ferry: str, hook: Hook, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = desk.glance(ferry).kept
    assert kept
    claim = kept.story.claims[0]
    asked = {"about": "claim", "story": ferry, "claim": claim.id, "on": "confirmed denied", "to": "webhook", "url": hook.url}
    made, secret = desk.notices.add("alone", asked)
    assert desk.notices.run() == (0, 0)
    other = msgspec.structs.replace(_confirmed("c0ther", ferry), id="standing:2")
    figure = msgspec.structs.replace(_confirmed(claim.id, ferry), id="figure:1", what="figure")
    before = msgspec.structs.replace(_confirmed(claim.id, ferry, "2001-01-01T00:00:00Z"), id="standing:0")
    _happened(monkeypatch, _confirmed(claim.id, ferry), other, figure, before)
    assert desk.notices.run() == (1, 0)
    assert desk.notices.run() == (0, 0)
    [(headers, body)] = hook.got
    told = json.loads(body)
    assert (told["what"], told["claim"], told["notice"]) == ("confirmed", claim.id, made.id)
    parts = dict(part.split("=") for part in headers["newsloom-signature"].split(","))
    assert parts["v1"] == hmac.new(secret.encode(), f"{parts['t']}.".encode() + body, hashlib.sha256).hexdigest()
    assert headers["newsloom-delivery"]


def test_what_is_not_taken_is_tried_again_and_logged(desk: Desk, ferry: str, hook: Hook, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.notices.add("alone", {"about": "story", "story": ferry, "to": "webhook", "url": hook.url})
    _happened(monkeypatch, _confirmed(None, ferry))
    hook.status = 503
    assert desk.notices.run() == (0, 1)
    assert desk.notices.run() == (0, 0)  # it rests first
    [entry] = desk.notices.log("alone")
    assert (entry.fields["state"], entry.fields["tries"], entry.fields["detail"]) == ("waiting", "1", "answered 503")
    monkeypatch.setattr(notices, "RESTS", (-1, -1))
    entry = msgspec.structs.replace(desk.store.people.belongings("delivery")[0])
    desk.store.people.keep(msgspec.structs.replace(entry, fields={**entry.fields, "next": "2000-01-01T00:00:00Z"}))
    assert desk.notices.run() == (0, 1)
    hook.status = 200
    assert desk.notices.run() == (1, 0)
    assert desk.notices.log("alone")[0].fields["state"] == "sent"


def test_after_the_last_try_it_is_given_up(desk: Desk, ferry: str, hook: Hook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices, "RESTS", (-1, -1))
    desk.notices.add("alone", {"about": "story", "story": ferry, "to": "webhook", "url": hook.url})
    _happened(monkeypatch, _confirmed(None, ferry))
    hook.status = 302  # a redirect is not followed
    for _ in range(5):
        desk.notices.run()
    assert len(hook.got) == 3
    assert desk.notices.log("alone")[0].fields["state"] == "failed"


def test_new_articles_of_a_kept_search_are_told(desk: Desk, hook: Hook, tmp_path: Path) -> None:
    search = desk.reader("alone").keep("search", {"name": "ferries", "kind": "articles", "query": "q=ferry"})
    made, _ = desk.notices.add("alone", {"about": "search", "search": search.id, "to": "webhook", "url": hook.url})
    desk.store.people.keep(
        msgspec.structs.replace(made, made="2020-01-01T00:00:00Z", fields=desk.reader("alone").thing("notify", made.id).fields)
    )
    assert desk.notices.run() == (3, 0)
    assert {json.loads(body)["what"] for _, body in hook.got} == {"article"}


def test_a_rule_tells_of_what_it_describes_while_it_holds(desk: Desk, hook: Hook) -> None:
    reader = desk.reader("alone")
    rule = reader.keep("rule", {"action": "notify", "words": "ferry", "language": "fr", "by": "you"})
    made, _ = desk.notices.add("alone", {"about": "rule", "rule": rule.id, "to": "webhook", "url": hook.url})
    long_ago = msgspec.structs.replace(made, made="2020-01-01T00:00:00Z", fields=reader.thing("notify", made.id).fields)
    desk.store.people.keep(long_ago)
    reader.keep("rule", {**rule.fields, "until": "2020-01-01"}, rule.id)
    assert desk.notices.run() == (0, 0)
    reader.keep("rule", rule.fields, rule.id)
    assert desk.notices.run() == (1, 0)
    assert "Un ferry" in json.loads(hook.got[0][1])["title"]
    assert desk.notices.run() == (0, 0)


def test_a_story_that_cannot_be_read_keeps_no_other_notice_back(
    desk: Desk, ferry: str, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    stories = [row.id for row in desk.stories()]
    for story in stories:
        desk.notices.add("alone", {"about": "story", "story": story, "to": "webhook", "url": hook.url})

    def of_story(id: str, *_: object) -> list[Happening]:
        if id != ferry:
            raise ValueError(id)
        return [_confirmed(None, ferry)]

    monkeypatch.setattr(notices.happenings, "of_story", of_story)
    assert desk.notices.run() == (1, 0)


@pytest.mark.parametrize(
    ("to", "url"),
    [
        ("webhook", "http://127.0.0.1:9/x"),
        ("webhook", "http://169.254.169.254/latest/meta-data"),
        ("webhook", "http://[::ffff:10.0.0.1]/"),
        ("webhook", "file:///etc/passwd"),
        ("apprise", "ntfy://127.0.0.1/topic"),
        ("apprise", "mailto://a:b@10.0.0.1"),
        ("apprise", "mailto://a:b@mail.example.org?smtp=127.0.0.1"),
        ("apprise", "json://127.0.0.1/x"),
        ("apprise", "dbus://"),
        ("apprise", "syslog://"),
        ("apprise", "msteams://a/b/c/?template=/etc/passwd"),
        ("apprise", "slack://a/b/c?template=/etc/passwd"),
        ("apprise", "not an address"),
    ],
)
def test_nothing_is_sent_into_the_own_network_nor_to_programs(db: Path, to: str, url: str) -> None:
    with pytest.raises(UsageError):
        sending.checked(to, url, Settings())
    with Desk(db) as opened, pytest.raises(UsageError):
        opened.notices.add("alone", {"about": "story", "story": opened.stories()[0].id, "to": to, "url": url})


def test_services_are_taken() -> None:
    sending.checked("apprise", "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#news", Settings())
    sending.checked("apprise", "tgram://123456789:abcdefg_hijklmnop/12315544/", Settings())


def test_over_the_api_secrets_are_shown_once_and_to_their_owner(client: TestClient, tokens: Tokens, ferry: str, monkeypatch: Any) -> None:
    monkeypatch.setattr(sending, "address", lambda *_: "192.0.2.1")
    asked = {"about": "story", "story": ferry, "to": "webhook", "url": "https://hooks.example/secret-path"}
    made = client.post(N, json=asked, headers=tokens("reader")).json()
    assert made["secret"]
    listed = client.get(N, headers=tokens("reader")).text
    assert made["secret"] not in listed
    assert "secret-path" not in listed
    assert client.get(N, headers=tokens("admin")).json() == {"things": []}
    assert client.delete(f"{N}/{made['notice']['id']}", headers=tokens("admin")).status_code == 404
    assert client.delete(f"{N}/{made['notice']['id']}", headers=tokens("reader")).status_code == 200
    assert client.get(f"{N}/log", headers=tokens("reader")).status_code == 200


def test_from_the_pages_a_reader_is_told_of_a_claim(db: Path, ferry: str, hook: Hook) -> None:
    settings = Settings(ingest=IngestSettings(allow_hosts=("127.0.0.1",)))
    app = create_app(Config(db=str(db), settings=settings, background=False))
    with TestClient(app, base_url=HERE, follow_redirects=False) as client:
        claim = client.get(f"/api/v1/stories/{ferry}/claims").json()["claims"][0]["id"]
        page = client.get("/notices", params={"story": ferry, "claim": claim}).text
        token = re.findall(r'name="token" value="([0-9a-f]{64})"', page)[0]
        asked = {"token": token, "about": "claim", "story": ferry, "claim": claim, "on": ["denied"], "to": "webhook", "url": hook.url}
        made = client.post("/notices/add", data=asked)
        assert made.status_code == 200
        assert "shown only once" in made.text
        listed = client.get("/notices").text
        [id] = re.findall(r"/notices/(b[0-9a-f]+)/drop", listed)
        assert "shown only once" not in listed
        assert client.post(f"/notices/{id}/test", data={"token": token}).status_code == 303
        assert json.loads(hook.got[0][1])["id"] == "trial"
        assert client.post(f"/notices/{id}/drop", data={"token": "0" * 64}).status_code == 403
        assert client.post(f"/notices/{id}/drop", data={"token": token}).status_code == 303
        assert "/drop" not in client.get("/notices").text


FIRST = {
    "url": "https://sentinel.example/1",
    "outlet": "The Skerrin Sentinel",
    "title": "Ferry strands off Port Ansel",
    "published": "2026-11-29",
    "language": "en",
    "text": "The ferry Morning Tide ran aground off Port Ansel in Iceland on Sunday. At least 12 people were injured, the coast guard "
    "said.\n\nA fisherman claimed that the ferry Morning Tide had been travelling too fast. Signe Orr, the harbour master of Port Ansel, "
    "said an inquiry would begin.",
}
SECOND = {
    "url": "https://gazette.example/1",
    "outlet": "The Weir Gazette",
    "title": "Nineteen hurt as ferry hits rocks near Port Ansel",
    "published": "2026-11-30",
    "language": "en",
    "text": "Nineteen people were injured when the ferry Morning Tide ran aground off Port Ansel in Iceland on Sunday, the coast guard "
    "said on Monday.\n\nSigne Orr, the harbour master, confirmed that the ferry Morning Tide had been travelling too fast.",
}


def test_a_later_article_confirms_a_claim_and_moves_a_figure(tmp_path: Path, hook: Hook) -> None:
    """The whole road, with nothing made up: two articles, read; notices of a claim and of the story."""
    source = tmp_path / "news.jsonl"
    with Desk(tmp_path / "new.db", Settings(ingest=IngestSettings(allow_hosts=("127.0.0.1",)))) as desk:
        source.write_text(json.dumps(FIRST), encoding="utf-8")
        assert desk.add([str(source)]) == []
        [row] = desk.stories()
        [story] = desk.show_story(row.id).stories
        claim = next(one for one in story.claims if "injured" in one.text)
        for asked in ({"about": "claim", "claim": claim.id, "on": "figure"}, {"about": "story"}):
            desk.notices.add("alone", {**asked, "story": row.id, "to": "webhook", "url": hook.url})
        assert desk.notices.run() == (0, 0)
        made = desk.store.people.belongings("notify")[0].made
        while clock.now() <= made:  # times are exact to the second
            time.sleep(0.05)
        source.write_text(json.dumps(SECOND), encoding="utf-8")
        assert desk.add([str(source)]) == []
        sent, failed = desk.notices.run()
    told = [json.loads(body) for _, body in hook.got]
    assert (sent, failed) == (len(told), 0)
    assert [one["what"] for one in told if one["about"] == "claim"] == ["figure"]
    of_story = {one["what"]: one for one in told if one["about"] == "story"}
    assert set(of_story) == {"article", "confirmed", "figure"}
    assert of_story["confirmed"]["title"].startswith("Confirmed by Signe Orr")
    assert of_story["figure"]["passages"][0]["text"] in SECOND["text"]
