"""Reads articles out of documents in a process of its own: `python -m newsloom.extract.worker`.

Documents in, articles and failures out, as MessagePack behind its length. A process that is started afresh, and not a fork: it holds none
of the caller's locks and threads, and does not import the caller's main module. It ends when its standard input does.
"""

from __future__ import annotations

import os
import struct
import sys
from typing import IO

import msgspec

from newsloom.errors import InputError
from newsloom.extract.article import article
from newsloom.extract.furniture import furnish
from newsloom.records import Article, Document, Failure, Record

_LENGTH = struct.Struct("<Q")


class Read(Record, frozen=True, kw_only=True):
    """What was read out of a batch of documents: articles with their furniture flagged, and what failed."""

    articles: tuple[Article, ...]
    failed: tuple[Failure, ...]


def safely(document: Document) -> Article | Failure:
    """The article of a document, or why there is none."""
    try:
        return article(document)
    except InputError as error:
        return Failure(input=error.input, error=error.reason)
    except Exception as error:
        where = document.input if document.item is None else f"{document.input}, item {document.item}"
        return Failure(input=where, error=f"could not be read ({type(error).__name__}: {error}); please report it")


def batch(documents: list[Document]) -> Read:
    """The articles of a batch; furniture is found over all of them."""
    found = [safely(document) for document in documents]
    articles = furnish([one for one in found if isinstance(one, Article)])
    return Read(articles=tuple(articles), failed=tuple(one for one in found if isinstance(one, Failure)))


def send(pipe: IO[bytes], record: object) -> None:
    """
    Raises:
        OSError: nobody reads.
    """
    data = msgspec.msgpack.encode(record)
    pipe.write(_LENGTH.pack(len(data)) + data)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes | None:
    """The next record; None where there is none, or a part of one."""
    head = pipe.read(_LENGTH.size)
    if len(head) != _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = pipe.read(length)
    return data if len(data) == length else None


def main() -> None:
    """Read batches until there are none. What anything else prints does not mix with the answers."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    decoder = msgspec.msgpack.Decoder(list[Document])
    while (data := receive(sys.stdin.buffer)) is not None:
        send(out, batch(decoder.decode(data)))


if __name__ == "__main__":
    main()
