"""JSON: one article a line (JSONL), one record, or a list of records."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from newsloom.errors import InputError
from newsloom.ingest import columns
from newsloom.ingest.files import too_big
from newsloom.ingest.joined import joined
from newsloom.ingest.readers import jsonfeed, ninjs
from newsloom.ingest.readers.values import load
from newsloom.ingest.source import Source
from newsloom.records import Document, Failure, Hints
from newsloom.text.encoding import clean, decode

_HINTS = ("id", "title", "url", "outlet", "published", "modified", "language", "byline")


def stream(source: Source, file: BinaryIO) -> Iterator[Document | Failure]:
    """Every record of a file. What is within the limit is read whole, so that all forms of JSON are known; a larger one line by line.

    Raises:
        InputError: it is over the limit and no JSON lines.
    """
    data = file.read(source.limit + 1)
    if len(data) <= source.limit:
        yield from read(msgspec.structs.replace(source, data=data))
        return
    if not is_record(data.partition(b"\n")[0]):
        raise InputError(source.input, too_big(len(data), source.limit, known=False))
    lines = joined(data, file)
    del data
    for number, line in enumerate(iter(lambda: lines.readline(source.limit + 1), b""), 1):
        if len(line) > source.limit:
            raise InputError(source.input, f"line {number}: {too_big(len(line), source.limit, known=False)}")
        if line.strip():
            yield from one_line(source, line, number)


def read(source: Source) -> Iterator[Document | Failure]:
    """Every record of a source. A bad line is a failure that names it; the rest goes on."""
    text = decode(source.data, source.charset).text.lstrip("\ufeff")
    whole = _whole(text)
    if whole is not None:
        if len(whole) == 1 and jsonfeed.is_feed(whole[0]):
            yield from jsonfeed.entries(source, whole[0])
            return
        for number, record in enumerate(whole, 1):
            yield document(source, record, str(number))
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield from one_line(source, line, number)


def one_line(source: Source, line: str | bytes, number: int) -> Iterator[Document | Failure]:
    """The record in one line (`number` counts from 1)."""
    try:
        text = decode(line).text if isinstance(line, bytes) else line
        record = load(text.lstrip("\ufeff").strip())
    except ValueError as error:
        yield Failure(input=source.input, error=f"line {number}: is not valid JSON ({error})")
        return
    if jsonfeed.is_feed(record):
        yield from jsonfeed.entries(source, record)
    else:
        yield document(source, record, str(number))


def is_record(line: bytes) -> bool:
    """A whole JSON object in one line: the sign of a stream of records."""
    start = line.removeprefix(b"\xef\xbb\xbf").strip()
    if not start.startswith(b"{"):
        return False
    try:
        return isinstance(msgspec.json.decode(start), dict)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return start.endswith(b"}")


def _whole(text: str) -> list[Any] | None:
    """The records of a text that is one JSON value over several lines, None where it is JSON lines."""
    start = text.lstrip()[:1]
    if start not in ("[", "{"):
        return None
    try:
        value = load(text.strip())
    except ValueError:
        return None
    return value if isinstance(value, list) else [value]


def document(source: Source, record: object, item: str) -> Document | Failure:
    """One record as a document; a failure where it holds no text."""
    if not isinstance(record, dict):
        return Failure(input=source.input, error=f"line {item}: is no JSON object")
    if ninjs.is_item(record):
        if ninjs.withdrawn(record):
            return Failure(input=source.input, error=f"line {item}: was withdrawn by its publisher")
        record = ninjs.record(record)
    field = "html" if isinstance(record.get("html"), str) and record["html"].strip() else "text"
    content = record.get(field)
    if not isinstance(content, str):
        wrong = next((k for k in ("text", "html") if record.get(k) is not None), None)
        reason = f'"{wrong}" is no string' if wrong else 'has neither "text" nor "html"'
        return Failure(input=source.input, error=f"line {item}: {reason}")
    if not content.strip():
        return Failure(input=source.input, error=f'line {item}: "{field}" is empty')
    names = columns.known([name for name in record if isinstance(name, str)])  # "date" and "link" are as common as "published" and "url"
    hints = {k: _words(record.get(names.get(k, k))) for k in _HINTS}
    return Document(
        input=source.input,
        item=item,
        content=clean(content).encode("utf-8", "replace"),
        media="text/html" if field == "html" else "text/plain",
        charset="utf-8",
        url=hints["url"],
        fetched=source.fetched,
        hints=Hints(**hints),
        metadata={clean(str(k)): _plain(v) for k, v in record.items() if k not in _HINTS and k not in ("text", "html")},
    )


def _words(value: object) -> str | None:
    """A hint as text: lists are joined, an object gives its name, blanks are nothing."""
    if isinstance(value, list):
        return ", ".join(w for w in map(_words, value) if w) or None
    if isinstance(value, dict):
        return _words(value.get("name"))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return clean(str(value)).strip() or None


def _plain(value: object) -> str:
    if isinstance(value, str):
        return clean(value)
    try:
        return clean(json.dumps(value, ensure_ascii=False, separators=(",", ":")))  # not msgspec: a half of a surrogate pair may be in it
    except (ValueError, RecursionError):
        return ""
