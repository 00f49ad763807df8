"""What a fetched body is, and the documents in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from newsloom.errors import InputError
from newsloom.ingest import files, packing, sniff
from newsloom.ingest.contents import Inlet, documents_in
from newsloom.ingest.source import Source, now
from newsloom.records import Document, Failure
from newsloom.settings import FeedSettings, IngestSettings

Content = Literal["feed", "list", "page", "other"]


def load(path: str, settings: IngestSettings) -> Source:
    """A file of this machine.

    Raises:
        InputError: it cannot be read.
    """
    return opened(Source(input=files.shown(path), data=files.load(path, settings.max_bytes), limit=settings.max_bytes, fetched=now()))


def is_list(path: str) -> bool:
    """Whether a file is a list of feeds (OPML)."""
    if path == "-" or not Path(path).is_file():
        return False
    try:
        with Path(path).open("rb") as file:
            head = file.read(sniff.HEAD)
    except (OSError, ValueError):
        return False
    return content(Source(input=path, data=head, limit=sniff.HEAD, fetched=now())) == "list"


def opened(source: Source) -> Source:
    """The source, unpacked where it is a gzip file in itself (not only on its way).

    Raises:
        InputError: it is damaged, or too large when unpacked.
    """
    if not source.data.startswith(b"\x1f\x8b"):
        return source
    try:
        data, fault = packing.gunzip(source.data, source.limit)
    except packing.TooMuch as error:
        raise InputError(source.input, files.too_big(source.limit + 1, source.limit, known=False) + " when unpacked") from error
    if fault:
        raise InputError(source.input, fault)
    return msgspec.structs.replace(source, data=data)


def content(source: Source) -> Content:
    """What the bytes are, whatever their media type says: "feed", "list" (OPML), "page", or "other" (also what cannot be read)."""
    try:
        kind = sniff.kind(source.data, source.suffix, source.charset)
    except sniff.NotText:
        return "other"
    return "feed" if kind in ("feed", "jsonfeed") else "list" if kind == "opml" else "page" if kind == "html" else "other"


def documents(source: Source, settings: IngestSettings, feeds: FeedSettings | None = None) -> Iterator[Document | Failure]:
    """The documents in a body, as for any other input. Nothing is raised.

    Args:
        source: the body.
        settings: limits.
        feeds: how the pages that a site map lists are fetched; None where they are not: only a person may name a map.
    """
    try:
        yield from documents_in(source, Inlet(settings, feeds or FeedSettings(), may_list=feeds is not None))
    except InputError as error:
        yield Failure(input=error.input, error=error.reason)
