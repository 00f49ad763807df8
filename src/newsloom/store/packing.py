"""Columns that are kept compressed: whoever reads or writes them by SQLAlchemy sees what they hold, and never how it lies in the file.

A value that would not become smaller lies as it is, as all values of older desks do; how it begins tells which it is. Texts are
compressed on SQLite only: PostgreSQL does so by itself, and its own functions read them.
"""

from __future__ import annotations

import threading
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Dialect
from zstandard import (
    DICT_TYPE_RAWCONTENT,
    ZstdCompressionDict,
    ZstdCompressor,
    ZstdDecompressor,
    ZstdError,
    frame_content_size,
)

from newsloom.errors import StoreError
from newsloom.store.dialect import PostgresText

LARGEST = 256 * 1024 * 1024  # bytes of what a value may hold: what says that it holds more is damaged, or made to fill the memory
_CHUNK = 1024 * 1024  # bytes at a time, of a value that does not say how many it holds
_LEVEL = 6  # beyond it, texts of 2 KB become 1 % smaller for twice the time
_ZSTD = b"\x28\xb5\x2f\xfd"  # how a frame begins; no JSON, MessagePack or text of ours begins so
_KNOWN = b"\x01"  # before a frame that the words below were used for

# What records are mostly made of: kept records are compressed against it, so it never changes. Another one takes another mark.
_WORDS = (
    b'{"content_type":"text/html","charset":"utf-8","description":"https://www."},"section":"","keywords":["image":"https:'
    b'"origin":"feed","origin":"page","origin":"url","origin":"unknown","precision":"unknown","precision":"month","precision":"year"'
    b'"kind":"newspaper"},"kind":"broadcaster"},"kind":"agency"},"kind":"government"},"owner":null,"kind":"unknown"},"country":null'
    b'"modified":{"value":"2025-01-01T10:00:00Z","precision":"second","origin":"metadata","earliest":"2025-01-01","latest":"2025-01-01"},'
    b'"furniture":[{"start":0,"end":20,"why":"teaser"},{"start":1,"end":2,"why":"navigation"},"why":"promotion"},"why":"topic_card"},'
    b'"why":"truncated"},"why":"credit"},"why":"duplicate"},"why":"other"}],"front":[{"start":0,"end":10,'
    b'{"id":"0123456789abcdef","version":"0123456789abcdef","input":"","first_seen":"2025-01-01T10:00:00Z","text":"","item":null,'
    b'"url":null,"url":"https://www.","title":"","byline":null,"outlet":{"name":"","domain":"www.","country":null,"owner":null,'
    b'"kind":"unknown"},"outlet":null,"published":{"value":"2025-01-01","precision":"day","origin":"metadata","earliest":"2025-01-01",'
    b'"latest":"2025-01-01"},"published":{"value":null,"precision":"unknown","origin":"unknown","earliest":null,"latest":null},'
    b'"modified":null,"language":"en","words":400,"partial":false,"front":[],"furniture":[],"metadata":{}}'
)


class _Tools(threading.local):
    """One of each for each thread: none may be used by two at once."""

    def __init__(self) -> None:
        words = ZstdCompressionDict(_WORDS, dict_type=DICT_TYPE_RAWCONTENT)
        self.squeeze, self.stretch = ZstdCompressor(level=_LEVEL), ZstdDecompressor()
        self.squeeze_known, self.stretch_known = ZstdCompressor(level=_LEVEL, dict_data=words), ZstdDecompressor(dict_data=words)


_TOOLS = _Tools()


def packed(record: bytes) -> bytes:
    """Bytes as they are kept: compressed where that saves something. What they hold comes back by `unpacked`."""
    if record[:1] == _KNOWN or record[:4] == _ZSTD:  # it looks like one of ours: wrapped, so that it comes back as it is
        return bytes(_TOOLS.squeeze.compress(record))
    if len(record) > LARGEST:  # it would not be unpacked
        return record
    made = _TOOLS.squeeze.compress(record) if record[:1] != b"{" else _KNOWN + _TOOLS.squeeze_known.compress(record)
    return made if len(made) < len(record) else record


def unpacked(kept: bytes) -> bytes:
    """What `packed` was given; bytes that an older newsloom kept uncompressed come back as they are.

    Raises:
        StoreError: they are damaged, or would take more than `LARGEST` bytes.
    """
    try:
        if kept[:1] == _KNOWN:
            return _stretched(_TOOLS.stretch_known, kept[1:])
        return _stretched(_TOOLS.stretch, kept) if kept[:4] == _ZSTD else kept
    except (ZstdError, MemoryError) as error:
        said = "is damaged (a compressed record cannot be read): restore it from a backup, or try `newsloom doctor --repair`"
        raise StoreError(said) from error


def _stretched(tool: ZstdDecompressor, frame: bytes) -> bytes:
    """What a frame holds, which may come from an archive that somebody else made: never more than `LARGEST` bytes of memory for it.

    Raises:
        ZstdError: it is damaged, or holds more.
    """
    said = frame_content_size(frame)  # -1 where it does not say
    if said > LARGEST:
        raise ZstdError(f"holds {said} bytes, over {LARGEST}")
    if said >= 0:
        return bytes(tool.decompress(frame))  # which fails where it holds other than it says
    found = bytearray()
    with tool.stream_reader(frame) as reader:
        while part := reader.read(_CHUNK):
            found += part
            if len(found) > LARGEST:
                raise ZstdError(f"holds more than {LARGEST} bytes")
    return bytes(found)


class PackedBytes(sa.TypeDecorator[bytes]):
    """A record, compressed."""

    impl = sa.LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        return None if value is None else packed(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        return None if value is None else unpacked(bytes(value))


class _PackedText(sa.TypeDecorator[str]):
    """Text that SQLite keeps as a compressed blob; a short one lies as text."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002 - the signature is SQLAlchemy's
        if value is None:
            return None
        plain = value.encode()
        if len(plain) > LARGEST:  # it would not be unpacked
            return value
        made = _TOOLS.squeeze.compress(plain)
        return made if len(made) < len(plain) else value

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        return unpacked(value).decode() if isinstance(value, bytes) else value


def packed_text() -> sa.types.TypeEngine[str]:
    return _PackedText().with_variant(PostgresText(), "postgresql")


__all__ = ["LARGEST", "PackedBytes", "packed", "packed_text", "unpacked"]
