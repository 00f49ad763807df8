"""From what a user names to documents: find the bytes, find their kind, let that kind's reader read them."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator, Sequence
from typing import BinaryIO

import msgspec

from newsloom.errors import InputError
from newsloom.ingest import files, packing, sniff
from newsloom.ingest.readers import READERS, opml, warc
from newsloom.ingest.readers.records import one_line
from newsloom.ingest.source import Source, now
from newsloom.records import Document, Failure
from newsloom.settings import IngestSettings

_log = logging.getLogger(__name__)


def read(inputs: Sequence[str], settings: IngestSettings, stdin: BinaryIO | None = None) -> Iterator[Document | Failure]:
    """Read everything that is named, in order, one thing at a time.

    Args:
        inputs: files, folders (walked, hidden files left out), http(s) URLs, or "-" for standard input.
        settings: limits; addresses inside the own network are refused unless `allow_hosts` names their host.
        stdin: what "-" reads; the process's standard input where None.

    Yields:
        A document for each article found, a failure for each input (or line of one) that could not be read. Nothing is raised for
        the content of an input.
    """
    for name in inputs:
        try:
            yield from _one(name, settings, stdin)
        except InputError as error:
            yield Failure(input=error.input, error=error.reason)


def _one(name: str, settings: IngestSettings, stdin: BinaryIO | None) -> Iterator[Document | Failure]:
    if name == "-":
        yield from _stream(stdin or sys.stdin.buffer, settings)
    elif "://" in name[:12]:
        from newsloom.ingest.fetch import fetch

        yield from _documents(fetch(name, settings), settings)
    else:
        for path in files.walk(name):
            try:
                data = files.load(path, settings.max_bytes)
                yield from _documents(Source(input=files.shown(path), data=data, limit=settings.max_bytes, fetched=now()), settings)
            except InputError as error:
                yield Failure(input=error.input, error=error.reason)


def _documents(source: Source, settings: IngestSettings) -> Iterator[Document | Failure]:
    fault: str | None = None
    try:
        kind = sniff.kind(source.data, source.suffix, source.charset)
        if kind == "gzip":
            source, fault = _unpacked(source)
            kind = sniff.kind(source.data, source.suffix, source.charset) if source.data or not fault else "text"
            if kind == "gzip":
                raise InputError(source.input, "is packed more than once (gzip)")
    except sniff.NotText as error:
        raise InputError(source.input, fault or str(error)) from error
    if kind == "warc":
        yield from _archive(source, fault)
        return
    if fault:
        raise InputError(source.input, fault)
    if kind == "opml":
        yield from _subscriptions(source, settings)
    else:
        yield from READERS[kind](source)


def _archive(source: Source, fault: str | None) -> Iterator[Document | Failure]:
    """The pages of a web archive, each named by its address."""
    for page in warc.pages(source, fault):
        if isinstance(page, Failure):
            yield page
            continue
        try:
            kind = sniff.kind(page.data, page.suffix, page.charset)
        except sniff.NotText as error:
            if "xml" not in page.headers.get("content-type", ""):  # site maps and the like are no news, and no fault either
                yield Failure(input=page.input, error=f"{page.url}: {error}")
            continue
        if kind not in READERS:
            continue  # an archive or a list of feeds inside an archive
        for found in READERS[kind](page):
            if isinstance(found, Failure):
                yield Failure(input=found.input, error=f"{page.url}: {found.error}")
            else:
                yield found if found.item else msgspec.structs.replace(found, item=page.url)


def _subscriptions(source: Source, settings: IngestSettings) -> Iterator[Document | Failure]:
    """What the feeds of a list hold now. A list that a list leads to is not followed: it could lead back."""
    from newsloom.ingest.fetch import fetch

    addresses, mended = opml.addresses(source)
    if mended:
        _log.warning("%s: bare ampersands in the list of feeds were mended", source.input)
    if not addresses:
        raise InputError(source.input, "is a list of feeds (OPML) without a feed")
    for address in addresses:
        try:
            yield from _one_feed(fetch(address, settings), settings)
        except InputError as error:
            yield Failure(input=error.input, error=error.reason)


def _one_feed(found: Source, settings: IngestSettings) -> Iterator[Document | Failure]:
    if b"<opml" in found.data[: sniff.HEAD].lower():
        raise InputError(found.input, "is a list of feeds inside a list of feeds")
    yield from _documents(found, settings)


def _unpacked(source: Source) -> tuple[Source, str | None]:
    """A gzip file's content, and the fault that ended it early."""
    try:
        found = packing.gunzip(source.data, source.limit)
    except packing.TooMuch as error:
        raise InputError(source.input, files.too_big(source.limit + 1, source.limit, known=False) + " when unpacked") from error
    return msgspec.structs.replace(source, data=found.data), found.fault


def _stream(stdin: BinaryIO, settings: IngestSettings) -> Iterator[Document | Failure]:
    """Standard input: JSON lines one by one as they come, anything else whole."""
    limit = settings.max_bytes
    source = Source(input="-", data=b"", limit=limit, fetched=now())
    number, first = 0, b"\n"
    while first in (b"\n", b"\r\n"):
        first, number = stdin.readline(limit + 1), number + 1
    if not _is_record(first):
        data = first + stdin.read(max(0, limit + 1 - len(first)))
        if len(data) > limit:
            raise InputError("-", files.too_big(len(data), limit, known=False))
        yield from _documents(msgspec.structs.replace(source, data=data), settings)
        return
    line = first
    while line:
        if len(line) > limit:
            yield Failure(input="-", error=f"line {number}: {files.too_big(len(line), limit, known=False)}")
            while line and not line.endswith(b"\n"):
                line = stdin.readline(limit + 1)
        elif line.strip():
            yield from one_line(msgspec.structs.replace(source, fetched=now()), line, number)
        line, number = stdin.readline(limit + 1), number + 1


def _is_record(line: bytes) -> bool:
    """A whole JSON object in one line: the sign of a stream of records."""
    start = line.removeprefix(b"\xef\xbb\xbf").strip()
    if not start.startswith(b"{"):
        return False
    try:
        return isinstance(msgspec.json.decode(start), dict)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return start.endswith(b"}")
