"""What is fuzzed: each target takes any bytes, and must end in documents, failures or a plain refusal; never in another exception."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import suppress

from newsloom import extract
from newsloom.errors import InputError
from newsloom.ingest import read
from newsloom.ingest.polite import about, declared_feeds, linked_feeds, outlines
from newsloom.ingest.readers import HOLDERS, LISTS, READERS, STREAMS
from newsloom.ingest.readers.holder import Allowance
from newsloom.ingest.source import Source
from newsloom.records import Article, Document, Failure
from newsloom.settings import IngestSettings

FETCHED = "2025-01-01T00:00:00Z"
LIMIT = 200_000  # bytes


def html(data: bytes) -> None:
    """A page: main text, metadata, dates, furniture; and the feeds that it names."""
    page = source(data, "https://orle.example/2024/05/weir")
    declared_feeds(page)
    linked_feeds(page)
    _articles([page.document("text/html")])


def feed(data: bytes) -> None:
    """A feed: its head, its entries, and the article of each."""
    given = source(data, "https://orle.example/feed.xml")
    about(given)
    _articles(list(READERS["feed"](given))[:50])


def jsonfeed(data: bytes) -> None:
    """A JSON Feed: its head, its items, and the article of each."""
    given = source(data, "https://orle.example/feed.json")
    about(given)
    _articles(list(READERS["jsonfeed"](given))[:50])


def opml(data: bytes) -> None:
    """A list of feeds, read both ways and written."""
    given = source(data)
    listed, _ = outlines.read(given)
    outlines.write(listed, created="Wed, 01 Jan 2025 00:00:00 +0000")
    LISTS["opml"](given)


def sitemap(data: bytes) -> None:
    """A site map."""
    LISTS["sitemap"](source(data))


def mail(data: bytes) -> None:
    """A letter."""
    _articles(list(READERS["mail"](source(data)))[:50])


def mhtml(data: bytes) -> None:
    """A saved page with its parts."""
    _articles(list(READERS["mhtml"](source(data)))[:50])


def newsml(data: bytes) -> None:
    """NewsML-G2 and NITF."""
    _articles(list(READERS["newsml"](source(data)))[:50])


def records(data: bytes) -> None:
    """JSON lines, JSON records, ninjs."""
    _articles(list(STREAMS["json"](source(data), io.BytesIO(data)))[:50])


def table(data: bytes) -> None:
    """CSV."""
    _articles(list(STREAMS["csv"](source(data), io.BytesIO(data)))[:50])


def warc(data: bytes) -> None:
    """Records of a web archive."""
    for thing in HOLDERS["warc"](source(data), io.BytesIO(data), Allowance(10 * LIMIT), None):
        if not isinstance(thing, Failure) and thing.file is not None:
            thing.file.read(LIMIT)


def anything(data: bytes) -> None:
    """Standard input: the kind is found from the content."""
    _articles(list(read(["-"], IngestSettings(max_bytes=LIMIT, timeout=1), stdin=io.BytesIO(data)))[:50])


def source(data: bytes, url: str | None = None) -> Source:
    """Bytes as a reader gets them."""
    return Source(input="fuzz", data=data, limit=LIMIT, fetched=FETCHED, url=url)


def _articles(found: list[Document | Failure]) -> None:
    read_ = [_article(one) for one in found if isinstance(one, Document)]
    for article in extract.furnish([a for a in read_ if a is not None]):
        if len(article.body()) != len(article.text):
            raise AssertionError("a body is as long as its text")
        for span in (*article.front, *article.furniture):
            if not 0 <= span.start <= span.end <= len(article.text):
                raise AssertionError("a span lies in its text")


def _article(document: Document) -> Article | None:
    try:
        found = extract.article(document)
    except InputError:
        return None
    if "\0" in found.text or any("\ud800" <= c <= "\udfff" for c in found.text):
        raise AssertionError("no text holds NUL or half of a pair")
    json.dumps(found.metadata)
    return found


def _refusing(target: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """The target with its plain refusals taken for answers."""

    def tried(data: bytes) -> None:
        with suppress(InputError):
            target(data)

    return tried


_ALL = (html, feed, jsonfeed, opml, sitemap, mail, mhtml, newsml, records, table, warc, anything)
TARGETS: dict[str, Callable[[bytes], None]] = {target.__name__: _refusing(target) for target in _ALL}
