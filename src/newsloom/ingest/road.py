"""From what a user names to documents: find the bytes, find their kind, let that kind's reader read them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import cache
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from newsloom.errors import InputError
from newsloom.ingest import files
from newsloom.ingest.contents import Inlet, documents_in
from newsloom.ingest.joined import joined
from newsloom.ingest.readers.records import is_record, one_line
from newsloom.ingest.sniff import HEAD
from newsloom.ingest.source import Source, now
from newsloom.records import Document, Failure
from newsloom.settings import FeedSettings, IngestSettings
from newsloom.text.masking import masked

if TYPE_CHECKING:
    from newsloom.ingest.polite import Pool


def read(
    inputs: Sequence[str], settings: IngestSettings, stdin: BinaryIO | None = None, feeds: FeedSettings | None = None
) -> Iterator[Document | Failure]:
    """Read everything that is named, in order, one thing at a time.

    Args:
        inputs: files, folders (walked, hidden files left out), http(s) URLs, or "-" for standard input.
        settings: limits; addresses inside the own network are refused unless `allow_hosts` names their host.
        stdin: what "-" reads; the process's standard input where None.
        feeds: how hosts are asked for the pages that a site map lists.

    Yields:
        A document for each article found, a failure for each input (or line of one) that could not be read. Nothing is raised for
        the content of an input.
    """
    inlet = Inlet(settings, feeds or FeedSettings())
    with ExitStack() as stack:

        @cache
        def pool() -> Pool:
            """One for all addresses, so that a host gets its rest between two of them; none where none is named."""
            from newsloom.ingest.polite import Pool

            return stack.enter_context(Pool(inlet.settings, inlet.feeds))

        for name in inputs:
            try:
                yield from _one(name, inlet, stdin, pool)
            except InputError as error:
                yield Failure(input=error.input, error=error.reason)


def _one(name: str, inlet: Inlet, stdin: BinaryIO | None, pool: Callable[[], Pool]) -> Iterator[Document | Failure]:
    if name == "-":
        yield from _stream(stdin or sys.stdin.buffer, inlet)
    elif "://" in name[:12]:
        yield from documents_in(_fetched(name, pool()), inlet)
    else:
        for path in files.walk(name):
            if isinstance(path, Failure):
                yield path
                continue
            try:
                with files.opened(path) as file:
                    source = Source(input=files.shown(path), data=file.read(HEAD), limit=inlet.settings.max_bytes, fetched=now())
                    file.seek(0)
                    yield from documents_in(source, inlet, file)
            except InputError as error:
                yield Failure(input=error.input, error=error.reason)


def _fetched(url: str, pool: Pool) -> Source:
    from newsloom.ingest.polite import Ask

    answer = next(pool.answers([Ask(url=url)]))
    if answer.source is None:
        raise InputError(masked(url), answer.error or "gave nothing")
    return answer.source


def _stream(stdin: BinaryIO, inlet: Inlet) -> Iterator[Document | Failure]:
    """Standard input: JSON lines one by one as they come, anything else whole."""
    limit = inlet.settings.max_bytes
    source = Source(input="-", data=b"", limit=limit, fetched=now())
    number, first = 0, b"\n"
    while first in (b"\n", b"\r\n"):
        first, number = stdin.readline(limit + 1), number + 1
    if not is_record(first):
        head = first + stdin.read(max(0, HEAD - len(first)))
        yield from documents_in(msgspec.structs.replace(source, data=head), inlet, joined(head, stdin))
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
