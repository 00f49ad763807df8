"""Single documents: plain text, Markdown, an HTML page."""

from __future__ import annotations

from collections.abc import Iterator

from newsloom.ingest.source import Source
from newsloom.records import Document, Failure


def text(source: Source) -> Iterator[Document | Failure]:
    yield source.document("text/plain")


def markdown(source: Source) -> Iterator[Document | Failure]:
    yield source.document("text/markdown")


def html(source: Source) -> Iterator[Document | Failure]:
    yield source.document("text/html")
