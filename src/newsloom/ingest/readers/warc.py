"""Web archives (WARC 1.0 and 1.1, ISO 28500): the pages that their servers gave.

Read by hand, a record at a time: the format is small, and every length in it is a stranger's claim that must not be believed.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesHeaderParser
from typing import BinaryIO
from urllib.parse import urlsplit

from newsloom.ingest.coding import Unpacker, charset, dechunked
from newsloom.ingest.files import too_big
from newsloom.ingest.packing import Gunzip
from newsloom.ingest.readers.holder import Allowance, Thing
from newsloom.ingest.source import Source
from newsloom.records import Failure

_LONGEST_HEAD = 65_536
_STEP = 1 << 16
_START = re.compile(rb"WARC/\d\.\d\r?\n")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})")
_PAGES = frozenset(
    {
        "",
        "text/html",
        "application/xhtml+xml",
        "text/plain",
        "application/rss+xml",
        "application/atom+xml",
        "application/xml",
        "text/xml",
        "application/feed+json",
    }
)
_PLAIN_TYPES = frozenset({"resource", "conversion"})


def pages(source: Source, file: BinaryIO, _allowance: Allowance | None = None, gunzip: Gunzip | None = None) -> Iterator[Thing | Failure]:
    """The pages, feeds and texts of an archive, each as a source of its own whose `url` is where it was found.

    Args:
        source: what to call the archive.
        file: the archive, unpacked; read a record at a time.
        gunzip: what unpacks it, which knows whether it broke off.

    Yields:
        Successful answers (status 200) only; pictures, scripts and redirects are passed over. An archive that is cut or damaged gives
        all that stands before that place, then a failure that names it.
    """
    found, at = 0, 0
    while head := _head(file, at):
        headers, at, reason = head
        length = _length(headers) if headers is not None else None
        if headers is None or length is None:
            fault = gunzip.fault if gunzip else None
            yield Failure(input=source.input, error=f"{fault or f'the web archive {reason}'}; {_read(found)}")
            return
        keep = length if length <= source.limit + _LONGEST_HEAD else 0
        block = file.read(keep)
        short = length - keep - _skip(file, length - keep) if keep < length else keep - len(block)
        at += length
        if short:
            address = _address(headers)
            where = f" ({address})" if address else ""
            yield Failure(input=source.input, error=f"the web archive ends in the middle of a record{where}; {_read(found)}")
            return
        page = _page(source, headers, block) if keep == length else _too_large(source, headers, length)
        found += isinstance(page, Source)
        if isinstance(page, Failure):
            yield page
        elif page is not None:
            # Site maps and the like are no news, and no fault either; nor is what holds something else.
            yield Thing(page, passing="xml" in page.headers.get("content-type", ""))
    if gunzip and gunzip.fault:
        yield Failure(input=source.input, error=f"{gunzip.fault}; {_read(found)}")
    elif not found:
        yield Failure(input=source.input, error="is a web archive without a page")


def _read(found: int) -> str:
    return f"{found or 'no'} page{'' if found == 1 else 's'} before it {'was' if found == 1 else 'were'} read"


def _head(file: BinaryIO, at: int) -> tuple[Message | None, int, str] | None:
    """The named fields of the next record, where its block begins, and what is wrong where there are none; None at the end."""
    while (line := file.readline(_LONGEST_HEAD)) and not line.strip(b"\r\n"):
        at += len(line)
    if not line:
        return None
    if not _START.fullmatch(line):
        return None, at, f"is damaged at byte {at:,}"
    start, size, lines = at, len(line), list[bytes]()
    while line := file.readline(_LONGEST_HEAD):
        size += len(line)
        if size > _LONGEST_HEAD:
            return None, at, f"is damaged at byte {start:,}"
        if not line.strip(b"\r\n"):
            return BytesHeaderParser().parsebytes(b"".join(lines)), at + size, f"is damaged at byte {start:,}"
        lines.append(line)
    return None, at, "ends in the middle of a record's head"


def _skip(file: BinaryIO, length: int) -> int:
    """Pass over bytes; how many there were."""
    left = length
    while left and (piece := file.read(min(left, _STEP))):
        left -= len(piece)
    return length - left


def _too_large(source: Source, headers: Message, length: int) -> Failure | None:
    kind = str(headers.get("content-type") or "").lower()
    if str(headers.get("warc-type") or "").strip().lower() != "response" and not kind.startswith("text/"):
        return None
    return Failure(input=source.input, error=f"{_address(headers)}: {too_big(length, source.limit)}")


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
