"""Web archives (WARC 1.0 and 1.1, ISO 28500): the pages that their servers gave.

Read by hand: the format is small, the bytes are at hand, and every length in it is a stranger's claim that must not be believed.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesHeaderParser
from urllib.parse import urlsplit

from newsloom.ingest.coding import Unpacker, charset, dechunked
from newsloom.ingest.source import Source
from newsloom.records import Failure

_LONGEST_HEAD = 65_536
_START = re.compile(rb"WARC/\d\.\d\r?\n")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})")
_PAGES = frozenset(
    {"", "text/html", "application/xhtml+xml", "text/plain", "application/rss+xml", "application/atom+xml", "application/xml", "text/xml"}
)
_PLAIN_TYPES = frozenset({"resource", "conversion"})


def pages(source: Source, fault: str | None = None) -> Iterator[Source | Failure]:
    """The pages, feeds and texts of an archive, each as a source of its own whose `url` is where it was found.

    Args:
        source: the archive, unpacked.
        fault: what ended the unpacking early, None where nothing did.

    Yields:
        Successful answers (status 200) only; pictures, scripts and redirects are passed over. An archive that is cut or damaged gives
        all that stands before that place, then a failure that names it.
    """
    data, at, found = source.data, 0, 0
    while (at := _next(data, at)) < len(data):
        head = _head(data, at)
        length = _length(head[0]) if head else None
        if head is None or length is None:
            whole = head is not None or len(data) - at > _LONGEST_HEAD
            reason = f"is damaged at byte {at:,}" if whole else "ends in the middle of a record's head"
            yield Failure(input=source.input, error=f"the web archive {reason}; {_read(found)}")
            return
        headers, start = head
        if start + length > len(data):
            address = _address(headers)
            where = f" ({address})" if address else ""
            yield Failure(input=source.input, error=f"the web archive ends in the middle of a record{where}; {_read(found)}")
            return
        page = _page(source, headers, data[start : start + length])
        found += isinstance(page, Source)
        if page is not None:
            yield page
        at = start + length
    if fault:
        yield Failure(input=source.input, error=f"{fault}; {_read(found)}")
    elif not found:
        yield Failure(input=source.input, error="is a web archive without a page")


def _read(found: int) -> str:
    return f"{found or 'no'} page{'' if found == 1 else 's'} before it {'was' if found == 1 else 'were'} read"


def _next(data: bytes, at: int) -> int:
    while at < len(data) and data[at] in b"\r\n":
        at += 1
    return at


def _head(data: bytes, at: int) -> tuple[Message, int] | None:
    """The named fields of the record at `at`, and where its block begins."""
    if not _START.match(data, at):
        return None
    first = data.index(b"\n", at) + 1
    ends = [(end, len(mark)) for mark in (b"\r\n\r\n", b"\n\n") if (end := data.find(mark, first - 2, at + _LONGEST_HEAD)) >= 0]
    if not ends:
        return None
    end, mark = min(ends)
    return BytesHeaderParser().parsebytes(data[first:end]), end + mark


def _length(headers: Message) -> int | None:
    value = str(headers.get("content-length") or "").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 15 else None


def _address(headers: Message) -> str | None:
    return str(headers.get("warc-target-uri") or "").strip().strip("<>") or None


def _page(source: Source, headers: Message, block: bytes) -> Source | Failure | None:
    """One record's page; None where it holds none."""
    kind, address = str(headers.get("warc-type") or "").strip().lower(), _address(headers)
    if not address or not address.lower().startswith(("http://", "https://")) or _is_for_machines(address):
        return None
    if kind in _PLAIN_TYPES:
        return _source(source, headers, headers, block, address)
    status = _STATUS.match(block)
    if kind != "response" or status is None or status[1] != b"200":
        return None
    first, end = block.find(b"\n") + 1, re.search(rb"\r?\n\r?\n", block[:_LONGEST_HEAD])
    if not end:
        return None
    answer = BytesHeaderParser().parsebytes(block[first : end.start()])
    if _media(answer) not in _PAGES:
        return None
    body = block[end.end() :]
    try:
        if "chunked" in str(answer.get("transfer-encoding") or "").lower():
            body = dechunked(body)
        coding = str(answer.get("content-encoding") or "identity").strip().lower()
        if coding not in ("identity", "", "gzip", "x-gzip", "deflate"):
            return Failure(input=source.input, error=f"{address}: is packed in a way that is not read ({coding[:40]})")
        body = Unpacker(coding)(body, source.limit + 1)
    except (zlib.error, ValueError) as error:
        return Failure(input=source.input, error=f"{address}: is damaged ({error})")
    if len(body) > source.limit:
        return Failure(input=source.input, error=f"{address}: is too big when unpacked (setting ingest.max_bytes)")
    return _source(source, headers, answer, body, address)


def _source(source: Source, headers: Message, answer: Message, body: bytes, address: str) -> Source | None:
    if not body.strip() or _media(answer) not in _PAGES:
        return None
    date = str(headers.get("warc-date") or "").strip()
    return Source(
        input=source.input,
        data=body,
        limit=source.limit,
        url=address,
        charset=charset(str(answer.get("content-type") or "")),
        headers={str(k).lower(): str(v) for k, v in answer.items()},
        fetched=f"{date[:19]}Z" if re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", date) else source.fetched,
    )


def _media(headers: Message) -> str:
    return str(headers.get("content-type") or "").partition(";")[0].strip().lower()


def _is_for_machines(address: str) -> bool:
    try:
        return urlsplit(address).path == "/robots.txt"
    except ValueError:
        return True
