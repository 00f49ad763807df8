"""Following feeds and polling them, against a real server; nothing is woven here, so that it is quick."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsloom.errors import InputError, NotFoundError, StoreError
from newsloom.loom import lease
from newsloom.loom.feeds import Feeds
from newsloom.records import Failure, Poll
from newsloom.settings import FeedSettings, IngestSettings, Settings
from newsloom.store import Lease, Store
from tests.web import BARGE, LOCK, Reply, Web, rss

XML = {"Content-Type": "application/rss+xml"}


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as server:
        yield server


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "desk.db") as opened:
        yield opened


class Desk(Feeds):
    """Subscriptions with settings for a loopback server, and short ways to say things."""

    def __init__(self, store: Store, **feeds: object) -> None:
        polling = FeedSettings(**{"interval": 0, "gap": 0, **feeds})  # type: ignore[arg-type]
        reading = IngestSettings(allow_hosts=("127.0.0.1",), timeout=2)
        super().__init__(store, Settings(ingest=reading, feeds=polling), lambda: None)

    def follow(self, *urls: str) -> list[Failure]:
        failed: list[Failure] = []
        assert self.take(urls, failed, lambda _what, _article: None) == []
        return failed

    def poll(self, **more: bool) -> list[Poll]:
        return self.sync(report=lambda _what, _article: None, told=lambda _poll: None, **more)  # type: ignore[arg-type]


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


def test_adding_a_feed_asks_once_and_takes_it_in(desk: Desk, web: Web, store: Store) -> None:
    assert desk.follow(web.on("/feed", Reply(rss(LOCK, BARGE), headers={**XML, "ETag": '"1"'}))) == []
    assert web.paths() == ["/feed"]
    [feed] = desk.all()
    assert (feed.title, feed.health, feed.etag) == ("The Weir Gazette", "ok", '"1"')
    assert store.count() == 2
    desk.follow(feed.url)
    assert len(desk.all()) == 1 and store.count() == 2


def test_validators_live_through_a_304_and_move_apart(desk: Desk, web: Web, store: Store) -> None:
    same = {"Last-Modified": "Fri, 03 May 2024 09:00:00 GMT"}
    web.on(
        "/feed",
        Reply(rss(LOCK), headers={"ETag": 'W/"a"', **same}),
        Reply(rss(LOCK, BARGE), headers={"ETag": 'W/"b"', **same}),
        Reply(status=304),
        Reply(status=304, headers={"ETag": '"of something else"'}),
        Reply(status=304),
    )
    desk.follow(web.base + "/feed")
    assert [desk.poll()[0].outcome for _ in range(4)] == ["new", "unchanged", "unchanged", "unchanged"]
    sent = [asked.headers.get("if-none-match") for asked in web.asked]
    assert sent == [None, 'W/"a"', 'W/"b"', 'W/"b"', 'W/"b"']
    assert web.asked[4].headers["if-modified-since"] == same["Last-Modified"]
    assert store.count() == 2


def test_a_200_without_validators_takes_the_old_ones_away(desk: Desk, web: Web) -> None:
    web.on("/feed", Reply(rss(LOCK), headers={"ETag": '"a"'}), Reply(rss(LOCK, BARGE)))
    desk.follow(web.base + "/feed")
    [poll] = desk.poll()
    assert (poll.added, poll.known, poll.feed.etag) == (1, 1, None)


@pytest.mark.parametrize(
    "bad",
    [
        Reply(b"<html><body><p>Please sign in to the network.</p></body></html>", headers={"ETag": '"portal"'}),
        Reply(b"<!doctype html><html><head><title>x</title></head><body>Down</body></html>", headers={**XML, "ETag": '"x"'}),
        Reply(b"", headers={"ETag": '"empty"'}),
        Reply(b"\x89PNG\r\n\x1a\n" + bytes(50), headers={"ETag": '"png"'}),
        Reply(status=404),
        Reply(status=500),
        Reply(status=204),
    ],
)
def test_what_is_no_feed_is_a_failure_that_heals(desk: Desk, web: Web, bad: Reply) -> None:
    web.on("/feed", Reply(rss(LOCK), headers={"ETag": '"a"'}), bad, bad, Reply(rss(LOCK, BARGE), headers={"ETag": '"b"'}))
    desk.follow(web.base + "/feed")
    [first], [second] = desk.poll(), desk.poll(force=True)
    assert (first.outcome, first.feed.health, first.feed.etag, first.feed.failures) == ("failing", "failing", '"a"', 1)
    assert first.feed.error
    assert second.feed.failures == 2 and second.feed.due > first.feed.due
    [healed] = desk.poll(force=True)
    assert (healed.outcome, healed.feed.health, healed.feed.failures, healed.feed.error) == ("new", "ok", 0, None)


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_asks_to_wait_is_waited_for(desk: Desk, web: Web, status: int) -> None:
    web.on("/feed", Reply(rss(LOCK)), Reply(status=status, headers={"Retry-After": "3600"}), Reply(rss(LOCK, BARGE)))
    desk.follow(web.base + "/feed")
    [poll] = desk.poll()
    assert (poll.outcome, poll.feed.health) == ("waiting", "waiting")
    left = datetime.fromisoformat(poll.feed.due) - datetime.now(UTC)
    assert 3590 < left.total_seconds() <= 3601
    assert desk.poll() == [] and desk.poll(force=True) == [], "not even in a hurry"
    assert len(web.asked) == 2


def test_gone_for_good(desk: Desk, web: Web) -> None:
    web.on("/feed", Reply(rss(LOCK)), Reply(status=410), Reply(rss(LOCK)))
    desk.follow(web.base + "/feed")
    [poll] = desk.poll()
    assert (poll.outcome, poll.feed.health) == ("ended", "ended")
    assert desk.poll(force=True) == []
    desk.follow(web.base + "/feed")
    assert desk.all()[0].health == "ok", "following it again revives it"


def test_a_permanent_redirect_moves_the_subscription(desk: Desk, web: Web) -> None:
    moved = web.on("/new", Reply(rss(LOCK), headers={"ETag": '"n"'}), Reply(status=304))
    web.on("/feed", Reply(rss(LOCK)), Reply(status=308, headers={"Location": "/new"}))
    desk.follow(web.base + "/feed")
    before = desk.all()[0]
    [poll] = desk.poll()
    assert (poll.feed.url, poll.moved, poll.feed.id) == (moved, before.url, before.id)
    [poll] = desk.poll()
    assert poll.outcome == "unchanged" and web.paths()[-1] == "/new"


def test_a_redirect_to_something_else_moves_nothing(desk: Desk, web: Web) -> None:
    web.on("/login", Reply(b"<html><body><p>Log in</p></body></html>"))
    web.on("/feed", Reply(rss(LOCK)), Reply(status=301, headers={"Location": "/login"}))
    desk.follow(web.base + "/feed")
    [poll] = desk.poll()
    assert (poll.outcome, poll.feed.url) == ("failing", web.base + "/feed")


def test_two_subscriptions_that_move_to_one_address_join(desk: Desk, web: Web, tmp_path: Path) -> None:
    web.on("/new", Reply(rss(LOCK)))
    web.on("/old", Reply(status=301, headers={"Location": "/new"}))
    path = tmp_path / "list.opml"
    listed = "".join(f'<outline text="{name}"><outline xmlUrl="{web.base}{at}"/></outline>' for name, at in (("A", "/old"), ("B", "/new")))
    path.write_text(f"<opml><body>{listed}</body></opml>")
    desk.import_list(str(path))
    desk.poll()
    [feed] = desk.all()
    assert set(feed.folders) == {("A",), ("B",)}


def test_a_feed_that_breaks_off_is_read_and_asked_for_again(desk: Desk, web: Web, store: Store) -> None:
    whole = rss(LOCK, BARGE)
    web.on("/feed", Reply(whole[: whole.index(b"Barges wait") + 60], headers={"ETag": '"a"'}), Reply(whole, headers={"ETag": '"b"'}))
    [failure] = desk.follow(web.base + "/feed")
    assert "breaks off" in failure.error
    assert store.count() == 1, "the last entry may be cut"
    [poll] = desk.poll(force=True)
    assert (poll.added, poll.known, poll.feed.etag) == (1, 1, '"b"')
    assert "if-none-match" not in web.asked[1].headers


def test_a_feed_without_entries_is_well(desk: Desk, web: Web) -> None:
    assert desk.follow(web.on("/feed", Reply(rss()))) == []
    assert desk.all()[0].health == "ok"


def test_a_lying_charset(desk: Desk, web: Web, store: Store) -> None:
    entry = ("w3", "Über die Wehre", "<p>Die Schleuse bei Tarn fällt für Wochen aus, sagte die Wärterin Jörg-Ödal am Freitag.</p>")
    desk.follow(web.on("/feed", Reply(rss(entry), headers={"Content-Type": "text/xml; charset=iso-8859-1"})))
    assert "fällt für Wochen" in store.articles()[0].text


@pytest.mark.parametrize("media", ["text/html", "text/plain", "application/octet-stream", "image/png", "nonsense", "application/json"])
def test_a_lying_media_type(desk: Desk, web: Web, media: str) -> None:
    assert desk.follow(web.on("/feed", Reply(rss(LOCK), headers={"Content-Type": media}))) == []
    assert desk.all()[0].health == "ok"


def test_a_304_to_one_who_has_nothing(desk: Desk, web: Web) -> None:
    web.on("/feed", Reply(rss(LOCK)), Reply(status=304))
    desk.follow(web.base + "/feed")
    assert desk.poll()[0].outcome == "failing"


def test_a_json_feed(desk: Desk, web: Web, store: Store) -> None:
    item = {"id": "w1", "url": "https://gazette.example/n/w1", "title": LOCK[1], "content_html": LOCK[2]}
    body = {"version": "https://jsonfeed.org/version/1.1", "title": "The Weir Gazette", "items": [item]}
    assert desk.follow(web.on("/feed", Reply(json.dumps(body).encode(), headers={"Content-Type": "application/feed+json"}))) == []
    assert (desk.all()[0].title, store.count()) == ("The Weir Gazette", 1)


def test_wishes_of_the_feed_put_off_the_next_poll(store: Store, web: Web) -> None:
    desk = Desk(store, interval=900)
    desk.follow(web.on("/feed", Reply(rss(LOCK, head="<ttl>120</ttl>"), headers={"Cache-Control": "max-age=60"})))
    left = datetime.fromisoformat(desk.all()[0].due) - datetime.now(UTC)
    assert 7190 < left.total_seconds() <= 7201
    assert desk.poll() == []
    assert [poll.outcome for poll in desk.poll(force=True)] == ["nothing new"]


# Pages

PAGE = b"""<html><head><title>Lock gate breaks</title></head><body><article><h1>Lock gate breaks at Tarn Weir</h1>
<p>The upper gate at Tarn Weir gave way at noon on Friday, the warden Hale Orrin said, and 40 boats were left on mud in the pool.</p>
<p>Orrin said that divers would look at the sill on Monday, and that the pool would not be filled again before the end of June.</p>
<p>The guild of skippers asked for a road to the lower quay, and the council of Tarn will talk about it on Thursday evening.</p>
</article></body></html>"""


def test_pages_of_summaries_where_asked_for(desk: Desk, web: Web, store: Store) -> None:
    web.on("/n/w1", Reply(PAGE, headers={"Content-Type": "text/html"}))
    web.on("/n/w2", Reply(status=403))
    url = web.on("/feed", Reply(rss(LOCK, base=web.base)), Reply(rss(LOCK, BARGE, base=web.base)))
    desk.add(url, full=True, report=lambda _what, _article: None)
    assert web.paths() == ["/feed", "/robots.txt", "/n/w1"]
    assert "divers" in store.articles()[0].text
    [poll] = desk.poll()
    assert (poll.added, poll.changed, poll.known) == (1, 0, 1), "a page is fetched once, and its summary does not take its place"
    assert [failure.error for failure in poll.failed] == ["the server answers 403 Forbidden"]
    web.asked.clear()
    [poll] = desk.poll()
    assert (poll.added, poll.changed, poll.known) == (0, 0, 2)
    assert web.paths() == ["/feed"]


def test_the_page_of_an_entry_without_text_is_fetched_unasked_and_once(desk: Desk, web: Web, store: Store) -> None:
    web.on("/n/w1", Reply(PAGE, headers={"Content-Type": "text/html"}))
    entry = f"<item><title>{LOCK[1]}</title><link>{web.base}/n/w1</link><guid>w1</guid></item>"
    feed = f'<rss version="2.0"><channel><title>The Weir Gazette</title>{entry}</channel></rss>'.encode()
    assert desk.follow(web.on("/feed", Reply(feed, headers={"Content-Type": "application/rss+xml"}))) == []
    assert "divers" in store.articles()[0].text
    web.asked.clear()
    [poll] = desk.poll()
    assert (poll.added, poll.changed, poll.failed) == (0, 0, ())
    assert web.paths() == ["/feed"]


def test_a_summary_does_not_take_the_place_of_a_page(desk: Desk, web: Web, store: Store) -> None:
    assert desk.follow(web.on("/n/w1", Reply(PAGE, headers={"Content-Type": "text/html"}))) == []
    desk.follow(web.on("/feed", Reply(rss(LOCK, base=web.base))))
    [article] = store.articles()
    assert "Hale Orrin" in article.text


def test_an_article_over_several_pages_is_one(desk: Desk, web: Web, store: Store) -> None:
    def page(words: str, head: str = "") -> Reply:
        body = f"<h1>Skippers wait at the lock</h1><p>{words} at the lower lock of Dunmoor, its keeper said on Monday evening.</p>"
        same = "<p>This is what our reporter saw at the lock over the last three days of the week.</p>"
        text = f"<html><head><title>Skippers wait</title>{head}</head><body><article>{body}{same}</article></body></html>"
        return Reply(text.encode(), headers={"Content-Type": "text/html"})

    web.on("/robots.txt", Reply(status=404))
    web.on("/wait/2", page("Forty barges lay", '<link rel="prev" href="/wait"><link rel="next" href="/wait/3">'))
    web.on("/wait/3", page("Ninety barges lay", '<link rel="prev" href="/wait/2"><link rel="next" href="/wait/4">'))
    web.on("/wait/4", page("Nobody had bread left", '<link rel="prev" href="/wait/3">'))
    first = '<link rel="next" href="/wait/2">'
    assert desk.follow(web.on("/wait", page("Ten barges lay", first))) == []
    [article] = store.articles()
    assert [line.split(" at ")[0] for line in article.text.split("\n") if "keeper" in line] == [
        "Ten barges lay",
        "Forty barges lay",
        "Ninety barges lay",
        "Nobody had bread left",
    ]
    assert article.text.count("our reporter") == 1
    assert not article.partial and article.metadata["pages"] == "4" and article.url == web.base + "/wait"
    desk.follow(web.on("/alone", page("Two barges lay", '<link rel="next" href="/alone/2">')))
    [lone] = [a for a in store.articles() if a.url == web.base + "/alone"]
    assert lone.partial, "its second page cannot be had"


# Following


def test_a_home_page_leads_to_its_feed(desk: Desk, web: Web) -> None:
    links = "".join(f'<link rel="alternate" type="application/rss+xml" href="{at}">' for at in ("/feed", "/b"))
    home = f"<html><head>{links}</head><body><p>x</p></body></html>"
    web.on("/feed", Reply(rss(LOCK)))
    poll, others = desk.add(web.on("/", Reply(home.encode())), folder=("Rivers",), report=lambda _what, _article: None)
    assert (poll.feed.url, poll.feed.folders, poll.added, others) == (web.base + "/feed", (("Rivers",),), 1, [web.base + "/b"])
    assert web.paths() == ["/", "/feed"]


def test_a_home_page_that_declares_none_is_searched_for_links(desk: Desk, web: Web) -> None:
    web.on("/robots.txt", Reply(b"User-agent: *\nDisallow: /hidden/\n"))
    listing = (
        b'<html><body><a href="/world.rss">World</a> <a href="/hidden/feed">Hidden</a> <a href="/feedback">Write to us</a></body></html>'
    )
    web.on("/feeds/", Reply(listing))
    web.on("/world.rss", Reply(rss(LOCK)))
    web.on("/sport", Reply(rss(BARGE)))
    home = b'<html><body><a href="/about">About</a> <a href="/feeds/">Our feeds</a> <a href="feed:%s/sport">RSS: sport</a></body></html>'
    poll, others = desk.add(web.on("/", Reply(home % web.base.encode())), report=lambda _what, _article: None)
    assert (poll.feed.url, others) == (web.base + "/sport", [web.base + "/world.rss"])
    assert not {"/hidden/feed", "/feedback", "/about", "/feed"} & set(web.paths())


def test_a_home_page_without_a_hint_is_searched_in_the_usual_places(desk: Desk, web: Web) -> None:
    web.on("/rss.xml", Reply(rss(LOCK)))
    web.on("/feed", Reply(b"<html><body><p>Not found, but said with 200</p></body></html>"))
    poll, others = desk.add(web.on("/", Reply(b"<html><body><p>x</p></body></html>")), report=lambda _what, _article: None)
    assert (poll.feed.url, others) == (web.base + "/rss.xml", [])
    assert web.paths() == ["/", "/robots.txt", "/feed", "/rss", "/rss.xml"]


def test_what_cannot_be_followed(desk: Desk, web: Web) -> None:
    for url, reason in (
        (web.on("/page", Reply(b"<html><body><p>No feed here</p></body></html>")), "declares none"),
        (web.base + "/no", "404"),
    ):
        with pytest.raises(InputError, match=reason):
            desk.add(url, report=lambda _what, _article: None)
    assert desk.all() == []


def test_lists_in_and_out(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "list.opml"
    path.write_text(
        """<opml><body><outline text="A & B"><outline text="One" xmlUrl="https://one.example/feed/" category="x"/></outline>
        <outline text="C"><outline text="Once more" xmlUrl="http://www.One.example/feed"/><outline xmlUrl="https://two.example/?a=1&b=2"/></outline></body></opml>"""
    )
    feeds, mended = desk.import_list(str(path))
    assert mended and len(feeds) == 2
    one = desk.find("https://one.example/feed/")
    assert (one.title, one.folders, one.categories, one.health) == ("One", (("A & B",), ("C",)), ("x",), "new")
    out = tmp_path / "out.opml"
    out.write_text(desk.export())
    with Store(tmp_path / "other.db") as other:
        again, mended = Desk(other).import_list(str(out))
        assert not mended
        assert {(f.url, f.title, f.folders, f.categories) for f in again} >= {
            (f.url, f.title or f.url, f.folders, f.categories) for f in desk.all()
        }


def test_removed_feeds_keep_their_articles(desk: Desk, web: Web, store: Store) -> None:
    desk.follow(web.on("/feed", Reply(rss(LOCK))))
    desk.remove(desk.all()[0].id[:4])
    assert desk.all() == [] and store.count() == 1
    with pytest.raises(NotFoundError, match="newsloom feeds"):
        desk.remove("fffff")


def test_one_bad_feed_does_not_stop_the_others(desk: Desk, web: Web, store: Store) -> None:
    failed = desk.follow(
        web.on("/a", Reply(rss(LOCK))), web.base + "/missing", "http://10.9.8.7/feed", "ftp://a.example/", web.on("/b", Reply(rss(BARGE)))
    )
    assert store.count() == 2
    assert {f.input for f in failed} == {web.base + "/missing", "http://10.9.8.7/feed", "ftp://a.example/"}


# One at a time


def test_the_second_sync_says_who_is_at_it(desk: Desk, store: Store, tmp_path: Path) -> None:
    with (
        lease.held(store, "sync", "polls this desk's feeds"),
        pytest.raises(StoreError, match=r"process \d+ polls this desk's feeds since 20"),
    ):
        desk.poll()
    assert desk.poll() == []


@pytest.mark.parametrize("left_over", ["dead", "silent"])
def test_a_lease_that_was_left_over_is_taken(desk: Desk, store: Store, left_over: str) -> None:

    host, pid = (socket.gethostname(), 2**22 + 7) if left_over == "dead" else ("elsewhere", 1)
    until = "2999-01-01T00:00:00Z" if left_over == "dead" else "2020-01-01T00:00:00Z"
    other = Lease("their own", host=host, pid=pid, since="2019-12-31T00:00:00Z", until=until)
    assert store.lease("sync", other, lambda _other: False) is None
    assert desk.poll() == []


def test_feeds_are_asked_side_by_side_while_answers_are_stored(desk: Desk) -> None:
    meeting = threading.Barrier(6)  # no answer is given before all six are asked for
    met: list[int] = []

    def slow(handler: object) -> None:
        met.append(meeting.wait(30))
        handler.send_response(404)  # type: ignore[attr-defined]
        handler.send_header("Content-Length", "0")  # type: ignore[attr-defined]
        handler.end_headers()  # type: ignore[attr-defined]

    servers = [Web().__enter__() for _ in range(6)]
    try:
        desk.follow(*[server.on("/feed", slow) for server in servers])
        assert sorted(met) == list(range(6))
    finally:
        for server in servers:
            server.__exit__(None, None, None)
