"""Makes features in a process of its own: `python -m newsloom.cluster.worker`.

One line of JSON in (a `Task`), one line out (features, or null where they could not be made).

A process that is started afresh, and not a fork or a `multiprocessing` child: it holds none of the caller's locks and threads, and does not
import the caller's main module. It ends when its standard input does.
"""

from __future__ import annotations

import contextlib
import os
import sys

import msgspec

from newsloom.cluster.features import Features, features
from newsloom.records import Article, Record
from newsloom.text.vectors import embedder


class Task(Record, frozen=True, kw_only=True):
    """Articles to read. `threads`: of the embedding model."""

    articles: tuple[Article, ...]
    threads: int = 1


def main() -> None:
    """Read tasks until there are none. What anything else prints does not mix with the answers."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    decoder = msgspec.json.Decoder(Task)
    for line in sys.stdin.buffer:
        made: list[Features] | None = None
        with contextlib.suppress(Exception):  # the caller makes these itself, and says what is wrong
            task = decoder.decode(line)
            made = features(task.articles, embedder(task.threads))
        out.write(msgspec.json.encode(made) + b"\n")
        out.flush()


if __name__ == "__main__":
    main()
