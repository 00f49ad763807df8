"""One reader a kind: a function from a `Source` to its documents and failures. `READERS` is the register."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from newsloom.ingest.readers import feed, page, records
from newsloom.ingest.sniff import Kind
from newsloom.ingest.source import Source
from newsloom.records import Document, Failure

Reader = Callable[[Source], Iterator[Document | Failure]]

READERS: Mapping[Kind, Reader] = {
    "text": page.text,
    "markdown": page.markdown,
    "html": page.html,
    "json": records.read,
    "feed": feed.read,
}
