"""From what a user names to documents: find the bytes, find their kind, let that kind's reader read them."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator, Sequence
from typing import BinaryIO

import msgspec

from newsloom.errors import InputError
from newsloom.ingest import files, sniff
from newsloom.ingest.readers import READERS, opml
from newsloom.ingest.readers.records import one_line
from newsloom.ingest.source import Source, now
from newsloom.records import Document, Failure
from newsloom.settings import IngestSettings


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
    try:
        kind = sniff.kind(source.data, source.suffix, source.charset)
        if kind == "gzip":
            source = _unpacked(source)
            kind = sniff.kind(source.data, source.suffix, source.charset)
            if kind == "gzip":
                raise InputError(source.input, "is packed more than once (gzip)")
    except sniff.NotText as error:
        raise InputError(source.input, str(error)) from error
    if kind == "opml":
        yield from _subscriptions(source, settings)
    else:
        yield from READERS[kind](source)


def _subscriptions(source: Source, settings: IngestSettings) -> Iterator[Document | Failure]:
    """What the feeds of a list hold now. A list that a list leads to is not followed: it could lead back."""
    from newsloom.ingest.fetch import fetch

    addresses = opml.addresses(source)
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


def _unpacked(source: Source) -> Source:
    """A gzip file's content (RFC 1952), all of its members, up to the size limit."""
    out, rest = b"", source.data
    try:
        while rest:
            member = zlib.decompressobj(wbits=31)
            out += member.decompress(rest, source.limit + 1 - len(out))
            if len(out) > source.limit:
                raise InputError(source.input, files.too_big(len(out), source.limit, known=False) + " when unpacked")
            if not member.eof:
                raise InputError(source.input, "is a gzip file that ends in the middle")
            rest = member.unused_data.lstrip(b"\0")
    except zlib.error as error:
        raise InputError(source.input, f"is a damaged gzip file ({error})") from error
    return msgspec.structs.replace(source, data=out)


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
