"""When to poll again, what a feed says of itself, lists of feeds, pages that declare feeds, packed bodies."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsloom.errors import InputError
from newsloom.ingest import polite
from newsloom.ingest.polite import Outline, Source, outlines, schedule
from newsloom.ingest.polite.unpack import Damaged, TooMuch, unpack
from newsloom.records import Document, Failure
from newsloom.settings import IngestSettings

NOW = datetime(2024, 5, 1, 22, 30, tzinfo=UTC)  # a Wednesday
HOUR = 3600


def source(data: bytes, url: str | None = "https://gazette.example/") -> Source:
    return Source(input="x", data=data, limit=1_000_000, fetched="2024-05-01T00:00:00Z", url=url)


def due(**more: object) -> float:
    """Seconds from NOW to the next poll."""
    fields = {"interval": 900.0, "longest": 31 * 86_400.0, "headers": {}, **more}
    return (schedule.after_success(NOW, **fields) - NOW).total_seconds()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "seconds"),
    [
        ({}, 900),
        ({"own": 2 * HOUR}, 2 * HOUR),
        ({"own": 60}, 900),
        ({"headers": {"cache-control": "public, max-age=7200"}}, 7200),
        ({"headers": {"cache-control": "max-age=7200", "age": "1200"}}, 6000),
        ({"headers": {"cache-control": 'MAX-AGE="7200"'}}, 7200),
        ({"headers": {"cache-control": "no-cache, max-age=7200"}}, 900),
        ({"headers": {"cache-control": "s-maxage=7200"}}, 900),
        ({"headers": {"cache-control": "max-age=60", "expires": "Thu, 02 May 2024 22:30:00 GMT"}}, 900),
        ({"headers": {"expires": "Wed, 01 May 2024 23:30:00 GMT"}}, HOUR),
        ({"headers": {"expires": "Wed, 01 May 2024 23:30:00 GMT", "date": "Wed, 01 May 2024 21:30:00 GMT"}}, 2 * HOUR),
        ({"headers": {"expires": "0"}}, 900),
        ({"headers": {"expires": "-1"}}, 900),
        ({"headers": {"cache-control": "max-age=999999999999"}}, 31 * 86_400),
        ({"own": HOUR, "headers": {"cache-control": "max-age=7200"}}, 7200),
        ({"skip_hours": (22, 23, 0)}, 2.5 * HOUR),
        ({"skip_days": (2,)}, 1.5 * HOUR),
        ({"skip_hours": range(24)}, 900),
        ({"skip_days": range(7), "skip_hours": (22,)}, 0.5 * HOUR),
    ],
)
def test_the_largest_wish_decides(facts: dict[str, object], seconds: float) -> None:
    assert due(**facts) == seconds


def test_back_off_grows_and_never_gives_up() -> None:
    waits = [
        (schedule.after_failure(NOW, interval=900, failures=n, longest=1e7, not_before=None) - NOW).total_seconds()
        for n in (1, 2, 3, 9, 10_000)
    ]
    assert waits == [1800, 3600, 7200, 86_400, 86_400]


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120),
        (" 120 ", 120),
        ("Wed, 01 May 2024 22:40:00 GMT", 600),
        ("Wednesday, 01-May-24 22:40:00 GMT", 600),
        ("999999999999", 31 * 86_400),
    ],
)
def test_retry_after(said: str, seconds: float) -> None:
    assert schedule.retry_after({"retry-after": said}, NOW, 31 * 86_400) == NOW + timedelta(seconds=seconds)


@pytest.mark.parametrize("said", ["", "soon", "-5", "1.5", "0", "Wed, 01 May 2023 22:40:00 GMT", "Wed, 99 Foo 2024"])
def test_retry_after_that_says_nothing(said: str) -> None:
    assert schedule.retry_after({"retry-after": said}, NOW, 31 * 86_400) is None


@given(st.text(max_size=70))
def test_no_header_breaks_the_schedule(text: str) -> None:
    headers = dict.fromkeys(("cache-control", "expires", "date", "age", "retry-after"), text)
    assert due(headers=headers) >= 900
    schedule.retry_after(headers, NOW, 100)


def test_what_a_feed_says_of_itself() -> None:
    found = polite.about(
        source(
            b"""<?xml version="1.0"?><rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel>
            <title>Weir &amp; Lock</title><link>https://gazette.example/</link><ttl>90</ttl><sy:updatePeriod> daily </sy:updatePeriod>
            <sy:updateFrequency>4</sy:updateFrequency><skipHours><hour>3</hour><hour>24</hour><hour>99</hour></skipHours>
            <skipDays><day>Sunday</day><day>Restday</day></skipDays><item><title>x</title><ttl>9999</ttl></item></channel></rss>"""
        )
    )
    assert found == polite.About("Weir & Lock", "https://gazette.example/", 6 * HOUR, (0, 3), (6,))


def test_what_an_atom_and_a_json_feed_say() -> None:
    links = b'<link rel="self" href="https://a.example/f"/><link href="https://a.example/"/>'
    atom = b'<feed xmlns="http://www.w3.org/2005/Atom"><title>Weir</title>' + links + b"</feed>"
    assert polite.about(source(atom)) == polite.About("Weir", "https://a.example/")
    text = b'{"version": "https://jsonfeed.org/version/1.1", "title": "Weir", "home_page_url": "https://a.example/", "items": []}'
    assert polite.about(source(text)) == polite.About("Weir", "https://a.example/")
    assert polite.content(source(text)) == "feed"


WHEN = "2024-05-01T10:00:00+02:00"


def test_items_of_a_json_feed() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1",
        "title": "The Weir Gazette",
        "author": {"name": "Gazette staff"},
        "items": [
            {
                "id": 7,
                "url": "/n/7",
                "content_html": "<p>A</p>",
                "date_published": "2024-05-01T10:00:00+02:00",
                "authors": [{"name": "Ada Orr"}],
            },
            {"id": "8", "external_url": "https://b.example/8", "summary": "B", "title": "Eight"},
            "nonsense",
            {"content_text": 5, "url": "javascript:x"},
        ],
    }
    first, second, third, fourth = polite.documents(source(json.dumps(feed).encode()), IngestSettings())
    assert isinstance(first, Document) and isinstance(second, Document) and isinstance(third, Failure) and isinstance(fourth, Document)
    assert (first.item, first.url, first.media, first.hints.byline) == ("7", "https://gazette.example/n/7", "text/html", "Ada Orr")
    assert first.hints.published == WHEN
    assert (second.url, second.metadata, second.hints.byline) == ("https://b.example/8", {"feed.part": "summary"}, "Gazette staff")
    assert (fourth.item, fourth.url) == ("4", None)


def test_a_feed_that_breaks_off_is_seen() -> None:
    for text, whole, cut in (
        (b"<rss><channel><item><title>x</ti", False, True),
        (b"<rss><channel><item><title>x</title></item>", False, False),
        (b"<rss><channel><item><title>x</title></item></channel></rss", True, False),
        (b"<a:feed xmlns:a='x'><a:entry><a:title>x</a:title></a:entry></a:feed>", True, False),
    ):
        found = polite.about(source(text))
        assert (found.whole, found.last_cut) == (whole, cut)


def test_a_billion_laughs_are_not_laughed() -> None:
    entities = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 12))
    bomb = b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">' + entities + b"]><rss><channel><title>&l11;</title></channel></rss>"
    assert len(polite.about(source(bomb)).title or "") < 300


@given(st.binary(max_size=300))
def test_no_bytes_break_the_readers(data: bytes) -> None:
    polite.about(source(b"<rss><channel>" + data))
    polite.declared_feeds(source(b"<html><head>" + data))
    outlines.read(source(b"<opml><body>" + data))


def test_feeds_that_a_page_declares() -> None:
    page = b"""<html><head><base href="https://gazette.example/news/">
    <link rel="alternate" type="application/rss+xml" title="Comments" href="/comments.xml">
    <link rel="alternate stylesheet" type="text/css" href="style.css"><link rel="alternate" hreflang="fr" href="/fr">
    <link rel="ALTERNATE" type="application/atom+xml; charset=utf-8" href="feed.atom"><link rel="feed" href="all.json">
    <link rel="alternate" type="application/rss+xml" href="javascript:x"></head><body><p>x</p></body></html>"""
    base = "https://gazette.example"
    assert polite.declared_feeds(source(page)) == [f"{base}/news/feed.atom", f"{base}/news/all.json", f"{base}/comments.xml"]


LIST = b"""<?xml version="1.0"?><opml version="1.1"><body>
<outline text="Rivers & weirs"><outline title="Upper">
<outline type="rss" text="Gazette" xmlUrl="https://a.example/f?x=1&y=2&copy=3" category="/News/Local,water"/>
</outline><OUTLINE TEXT="Echo" XMLURL=" https://b.example/ " htmlUrl="https://b.example/home"/></outline>
<outline text="Top" xmlUrl="https://c.example/"/><outline text="Empty"/></body></opml>"""


def test_lists_keep_folders_categories_and_addresses() -> None:
    found, mended = outlines.read(source(LIST))
    assert mended
    assert found == [
        Outline("https://a.example/f?x=1&y=2&copy=3", "Gazette", None, ("Rivers & weirs", "Upper"), ("/News/Local", "water")),
        Outline("https://b.example/", "Echo", "https://b.example/home", ("Rivers & weirs",)),
        Outline("https://c.example/", "Top"),
    ]
    again, mended = outlines.read(source(outlines.write(found, created="Wed, 01 May 2024 00:00:00 +0000").encode()))
    assert (again, mended) == (found, False)


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Zs", "Zl", "Zp", "Cn", "Co"]), min_size=1, max_size=8)


@given(
    st.lists(
        st.builds(Outline, url=NAMES.map("https://a.example/".__add__), title=NAMES, folder=st.lists(NAMES, max_size=3).map(tuple)),
        max_size=5,
    )
)
def test_any_list_reads_back(listed: list[Outline]) -> None:
    found, _ = outlines.read(source(outlines.write(listed, created="").encode()))
    assert sorted(found, key=repr) == sorted(listed, key=repr)


def test_a_list_nested_without_end_ends() -> None:
    deep = b"<opml><body>" + b'<outline text="x">' * 5000 + b'<outline xmlUrl="https://a.example/"/>'
    outlines.read(source(deep))


@pytest.mark.parametrize("coding", ["compress", "gzip, " * 9, "br", "zstd", "deflate"])
def test_what_cannot_be_unpacked(coding: str) -> None:
    with pytest.raises(Damaged):
        unpack(b"not packed at all", coding, 1000)


@given(st.binary(min_size=1, max_size=200), st.sampled_from(["gzip", "deflate", "br", "zstd", "identity", "x-gzip"]))
def test_no_body_breaks_the_unpacker(data: bytes, coding: str) -> None:
    with suppress(Damaged, TooMuch):
        assert len(unpack(data, coding, 1000)) <= 1000


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("paper.example/feed", "https://paper.example/feed"),
        (" paper.example:8080/feed ", "https://paper.example:8080/feed"),
        ("//paper.example/feed", "https://paper.example/feed"),
        ("feed:https://paper.example/", "https://paper.example/"),
        ("feed:https//paper.example/", None),
        ("feed://paper.example/rss", "http://paper.example/rss"),
        ("FEED://paper.example/rss", "http://paper.example/rss"),
        ("itpc://paper.example/cast", "http://paper.example/cast"),
        ("https://***@paper.example/rss", "https://paper.example/rss"),
        ("HTTP://paper.example/rss", "HTTP://paper.example/rss"),
        ("ftp://paper.example/rss", None),
        ("javascript:alert(1)", None),
        ("mailto:desk@paper.example", None),
        ("data:text/xml,<rss/>", None),
        ("file:///etc/passwd", None),
        ("https://", None),
        ("https:///feed", None),
        ("https://paper example/feed", None),
        ("https://paper.example:99999/feed", None),
        ("https://[::1/feed", None),
        ("", None),
    ],
)
def test_addresses_as_people_write_them(text: str, url: str | None) -> None:
    if url is None:
        with pytest.raises(InputError, match=r"http and https|no valid address"):
            polite.typed.address(text)
    else:
        assert polite.typed.address(text) == url


@pytest.mark.parametrize(
    ("url", "inside"),
    [
        ("http://127.0.0.1/feed", True),
        ("http://[::1]:8080/feed", True),
        ("http://10.1.2.3/feed", True),
        ("http://169.254.169.254/", True),
        ("http://localhost/feed", True),
        ("http://intranet/feed", True),
        ("http://wiki.internal/feed", True),
        ("http://wiki.allowed.internal/feed", False),
        ("https://paper.example/feed", False),
        ("http://93.184.216.34/feed", False),
    ],
)
def test_addresses_that_plainly_lead_inside(url: str, inside: bool) -> None:
    assert polite.typed.is_inside(url, ("wiki.allowed.internal",)) == inside


def test_lists_with_names_of_html_and_addresses_by_another_name() -> None:
    feed, other = '<outline type="rss" text="Caf&eacute; &ndash; R&amp;D" url="https://a.example/f"/>', '<outline text="x" url="y"/>'
    listed, mended = outlines.read(source(f"<opml><body>{feed}{other}</body></opml>".encode()))
    assert [(o.url, o.title) for o in listed] == [("https://a.example/f", "Café – R&D")]
    assert not mended


def test_a_json_feed_that_leaves_its_version_out() -> None:
    data = json.dumps({"title": "W", "items": [{"id": "1", "content_text": "The lock of Dunmoor is shut, its keeper said."}]}).encode()
    assert polite.content(source(data)) == "feed"
    [found] = polite.documents(source(data), IngestSettings())
    assert isinstance(found, Document) and b"lock of Dunmoor" in found.content
