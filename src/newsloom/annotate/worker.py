"""A reader in a process of its own: `python -m newsloom.annotate.worker`.

One line of JSON in (a `Task`), one line out (annotations, or null).

A process that is started afresh, and not a fork or a `multiprocessing` child: it holds none of the caller's locks and threads, and does not
import the caller's main module. It ends when its standard input does.
"""

from __future__ import annotations

import contextlib
import os
import sys

import msgspec

from newsloom.annotate.road import annotate
from newsloom.records import Annotations, Article, Record
from newsloom.settings import AnnotateSettings


class Task(Record, frozen=True, kw_only=True):
    """Articles to read."""

    articles: tuple[Article, ...]


def main() -> None:
    """Read tasks until there are none. What anything else prints does not mix with the answers."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    decoder = msgspec.json.Decoder(Task)
    for line in sys.stdin.buffer:
        made: list[Annotations] | None = None
        with contextlib.suppress(Exception):  # the caller reads these articles again, one by one, and says which failed
            made = annotate(decoder.decode(line).articles, AnnotateSettings())
        out.write(msgspec.json.encode(made) + b"\n")
        out.flush()


if __name__ == "__main__":
    main()
