"""What comes in: a document as it was found, and the article that was read out of it."""

from __future__ import annotations

import hashlib
import re
from typing import Literal

from newsloom.records.base import Passage, Record, Span, When

OutletKind = Literal["newspaper", "broadcaster", "agency", "aggregator", "government", "state_media", "other", "unknown"]
FurnitureKind = Literal["teaser", "navigation", "promotion", "topic_card", "truncated", "credit", "duplicate", "other"]

_NOT_BREAK = re.compile(r"[^\n]")


class Hints(Record, frozen=True, kw_only=True):
    """What the container of a document (a feed entry, a JSONL record) says of it. All of it is a claim by a stranger."""

    id: str | None = None
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    byline: str | None = None


class Document(Record, frozen=True, kw_only=True):
    """One thing that was read, before anything was understood of it.

    Attributes:
        input: the file or URL that held it (a file found in a folder: that file); "-" for standard input.
        item: its place inside the input (line number, entry id), None where the input is one document.
        content: its bytes (for records and feed entries: the text or HTML, encoded as UTF-8).
        media: "text/plain" or "text/html" (text formats) as found from the content.
        charset: encoding named by the transport, None where none was named. Only a hint: content decides.
        url: where it lives on the web, None when unknown.
        fetched: RFC 3339 time in UTC when newsloom got it.
        headers: response headers, lower-case names.
        hints: what the container says.
        origin: where the hints come from: "feed" for a feed entry, else "metadata".
        metadata: unknown keys of a record, kept as they are (values as JSON text).
    """

    input: str
    content: bytes
    media: str
    fetched: str
    item: str | None = None
    charset: str | None = None
    url: str | None = None
    headers: dict[str, str] = {}
    hints: Hints = Hints()
    origin: Literal["feed", "metadata"] = "metadata"
    metadata: dict[str, str] = {}

    @property
    def hash(self) -> str:
        """SHA-256 of the content, hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


class Outlet(Record, frozen=True, kw_only=True):
    """Who published an article. `country` is an ISO 3166-1 alpha-2 code."""

    name: str | None = None
    domain: str | None = None
    country: str | None = None
    owner: str | None = None
    kind: OutletKind = "unknown"


class Furniture(Span, frozen=True, kw_only=True):
    """A stretch of an article's text that is no news: flagged, never cut. Offsets are code points of the text."""

    why: FurnitureKind
    note: str | None = None


class Article(Record, frozen=True, kw_only=True):
    """One version of one article.

    Attributes:
        id: stable identity: the canonical URL's hash; without a URL, that of outlet (else input file name), title and text.
        version: hash of the text; a changed text under one id is a new version.
        input, item: see `Document`.
        url: canonical URL or None.
        title: headline without the site's name, None when there is none.
        byline: persons, as printed.
        published, modified: as exactly as known; unknown stays unknown.
        first_seen: RFC 3339 UTC time when newsloom got it: an upper bound for an undated article.
        language: BCP 47 code, "und" when undetermined.
        text: what the extractor kept, furniture included. Never changes within a version.
        front: headline, byline and date lines standing in the text: read as metadata, not body and not furniture.
        furniture: stretches that are no news.
        words: number of words in the body.
        partial: True where the text is known to be cut (a stub, a paywall, a summary-only feed).
        metadata: other facts as found (values as text).
    """

    id: str
    version: str
    input: str
    first_seen: str
    text: str
    item: str | None = None
    url: str | None = None
    title: str | None = None
    byline: str | None = None
    outlet: Outlet | None = None
    published: When = When()
    modified: When | None = None
    language: str = "und"
    words: int = 0
    partial: bool = False
    front: tuple[Span, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    metadata: dict[str, str] = {}

    @property
    def mining_reserved(self) -> bool:
        """Whether its page reserves text and data mining (see `newsloom.extract.reserved`)."""
        return self.metadata.get("mining") == "reserved"

    def body(self) -> str:
        """The text with front matter and furniture blanked out.

        It has the length of `text`, so an offset in the body is an offset in the text: no map is needed. Blanked characters become
        spaces and keep their line breaks, so a paragraph never runs into the next across something that was blanked.
        """
        text, at, parts = self.text, 0, list[str]()
        blanks: tuple[Span, ...] = (*self.front, *self.furniture)
        for blank in sorted(blanks, key=lambda span: span.start):
            start, end = max(at, blank.start), max(at, blank.end)
            parts += (text[at:start], _NOT_BREAK.sub(" ", text[start:end]))
            at = end
        return "".join((*parts, text[at:]))

    def passage(self, start: int, end: int) -> Passage:
        """The passage text[start:end] of this version."""
        return Passage(article=self.id, version=self.version, start=start, end=end, text=self.text[start:end])
