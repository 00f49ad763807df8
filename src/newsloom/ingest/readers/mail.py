"""Messages (RFC 5322, MIME): newsletters (.eml), and pages that a browser saved with all their parts (MHTML, RFC 2557)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from typing import cast

from newsloom.errors import InputError
from newsloom.ingest.source import Source
from newsloom.records import Document, Failure, Hints
from newsloom.text.encoding import clean, decode

_MOST_PARTS = 5000
_MOST_NESTED = 300
_LONGEST_FIELD = 5000
_ADDRESS = re.compile(r"\s*<?[^\s<>@]{1,100}@[^\s<>@]{1,200}>?\s*")


def letter(source: Source) -> Iterator[Document | Failure]:
    """A message: its HTML, else its plain text. Who sent it is the outlet, its subject the title."""
    message = _parsed(source)
    body = next((p for kind in ("text/html", "text/plain") for p in _texts(message, kind) if _bytes(p).strip()), None)
    if body is None:
        yield Failure(input=source.input, error="is a message without text")
        return
    hints = Hints(
        id=(_field(message, "message-id") or "").strip("<> ") or None,
        title=_field(message, "subject"),
        outlet=_sender(_field(message, "from")),
        published=_field(message, "date"),
        language=_field(message, "content-language"),
    )
    yield _document(source, body, hints, None)


def saved_page(source: Source) -> Iterator[Document | Failure]:
    """The page itself: the first HTML part, or the one that the root names."""
    message = _parsed(source)
    start = _parameter(message, "start")
    pages = [p for p in _texts(message, "text/html") if _bytes(p).strip()]
    if not pages:
        yield Failure(input=source.input, error="is a saved page (MHTML) without HTML")
        return
    page = next((p for p in pages if start and _field(p, "content-id") == start), pages[0])
    found = (_field(message, "snapshot-content-location"), _field(page, "content-location"), _field(message, "content-location"))
    url = next((u for u in found if u and u.lower().startswith(("http://", "https://"))), None)
    yield _document(source, page, Hints(url=url), url)


def _parsed(source: Source) -> Message:
    if source.data.lower().count(b"boundary=") > _MOST_NESTED:
        raise InputError(source.input, "is a message of too many parts inside one another")
    try:
        return BytesParser().parsebytes(source.data.lstrip(b"\xef\xbb\xbf\r\n"))
    except Exception as error:  # the parser promises never to fail, and does on some nested parts and broken fields
        raise InputError(source.input, f"cannot be read as a message ({type(error).__name__})") from error


def _texts(message: Message, kind: str) -> Iterator[Message]:
    """The parts of a kind that are no attachments, from the outside in, without recursion."""
    todo, seen = [message], 0
    while todo and seen < _MOST_PARTS:
        part, seen = todo.pop(), seen + 1
        if part.is_multipart():
            if part.get_content_maintype() == "multipart":  # not a message that was sent along
                todo += reversed(cast(list[Message], part.get_payload()))
        elif part.get_content_type() == kind and (_field(part, "content-disposition") or "").partition(";")[0].lower() != "attachment":
            yield part


def _document(source: Source, part: Message, hints: Hints, url: str | None) -> Document:
    return Document(
        input=source.input,
        content=_bytes(part),
        media=part.get_content_type(),
        charset=_parameter(part, "charset") or "utf-8",
        url=url,
        fetched=source.fetched,
        hints=hints,
    )


def _bytes(part: Message) -> bytes:
    try:
        found = part.get_payload(decode=True)
    except Exception:  # broken base64, unknown encodings
        return b""
    return found if isinstance(found, bytes) else b""


def _field(message: Message, name: str) -> str | None:
    """A field as one line of text, None where it is missing. Words are decoded (RFC 2047), also bytes that should have been."""
    raw = next((value for key, value in message.raw_items() if key.lower() == name), None)
    if raw is None:
        return None
    text = str(raw)[:_LONGEST_FIELD].encode("ascii", "surrogateescape") if str(raw).isascii() or _has_bytes(str(raw)) else str(raw).encode()
    value = decode(text).text
    with suppress(Exception):  # broken encodings: shown as they stand
        value = "".join(part if isinstance(part, str) else _word(part, charset) for part, charset in decode_header(value))
    return " ".join(clean(value).split()) or None


def _has_bytes(text: str) -> bool:
    return all(c < "\x80" or "\udc80" <= c <= "\udcff" for c in text)


def _word(part: bytes, charset: str | None) -> str:
    try:
        return part.decode(charset or "ascii", "replace")
    except LookupError:
        return part.decode("utf-8", "replace")


def _parameter(message: Message, name: str) -> str | None:
    try:
        value = message.get_param(name)
    except Exception:
        return None
    return value if isinstance(value, str) and value else None


def _sender(value: str | None) -> str | None:
    """The name in "Name <address>"; None where there is only an address."""
    name = re.sub(r"<[^<>]{0,320}>", " ", value or "").strip().strip('"').strip()
    return None if _ADDRESS.fullmatch(name) else name or None
