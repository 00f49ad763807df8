"""The one register of readers: for each kind, the small function that reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO

from newsloom.ingest.readers import feed, jsonfeed, mail, newsml, opml, page, parquet, pdf, records, sitemap, table, warc, zipped
from newsloom.ingest.readers.holder import Inner
from newsloom.ingest.readers.listing import Listing
from newsloom.ingest.sniff import Kind
from newsloom.ingest.source import Source
from newsloom.records import Document, Failure

Reader = Callable[[Source], Iterator[Document | Failure]]
Stream = Callable[[Source, BinaryIO], Iterator[Document | Failure]]

READERS: Mapping[Kind, Reader] = {
    "text": page.text,
    "markdown": page.markdown,
    "html": page.html,
    "feed": feed.read,
    "jsonfeed": jsonfeed.read,
    "newsml": newsml.read,
    "mail": mail.letter,
    "mhtml": mail.saved_page,
    "pdf": pdf.read,
}
STREAMS: Mapping[Kind, Stream] = {"json": records.stream, "csv": table.read, "parquet": parquet.read}  # of any size, a record at a time
HOLDERS: Mapping[Kind, Inner] = {"warc": warc.pages, "zip": zipped.members}  # of any size, a thing at a time
LISTS: Mapping[Kind, Callable[[Source], Listing]] = {"opml": opml.entries, "sitemap": sitemap.entries}
