"""Articles read out of documents by processes beside this one, in the order of the documents."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain, islice
from queue import SimpleQueue

import msgspec

from newsloom.extract import worker
from newsloom.extract.worker import Read
from newsloom.processes import Child, cores
from newsloom.records import Document, Failure
from newsloom.settings import Settings

BATCH = 64  # documents that are read and stored together: small enough to lose little, large enough to see an outlet's repeated blocks
WORTH = 16  # documents beyond the first batch from which processes pay for their start (half a second, beside the first batch)
_DECODER = msgspec.msgpack.Decoder(Read)


def read(found: Iterable[Document | Failure], settings: Settings) -> Iterator[Read]:
    """The articles of documents, a batch at a time; failures that are among them are passed on.

    The first batch is read here. If there are more, processes take turns at the rest, one batch ahead each, so that memory has a bound.
    """
    batches = _batches(found)
    begin = list(islice(batches, 2))
    if _allowed(settings) < 2 or len(begin) < 2 or len(begin[1][0]) < min(WORTH, BATCH):
        for documents, failed in chain(begin, batches):
            yield _joined(failed, worker.batch(documents))
        return
    (mine, failed_here), rest = begin[0], chain(begin[1:], batches)
    with _Crew(_allowed(settings)) as crew:
        going: deque[tuple[list[Failure], Future[Read]]] = deque()
        for documents, failed in islice(rest, crew.size):
            going.append((failed, crew.read(documents)))
        yield _joined(failed_here, worker.batch(mine))  # while they start
        for documents, failed in rest:
            going.append((failed, crew.read(documents)))
            first, done = going.popleft()
            yield _joined(first, done.result())
        for first, done in going:
            yield _joined(first, done.result())


def _allowed(settings: Settings) -> int:
    return (settings.annotate.processes or cores()) if sys.executable else 1


def _batches(found: Iterable[Document | Failure]) -> Iterator[tuple[list[Document], list[Failure]]]:
    documents: list[Document] = []
    failed: list[Failure] = []
    for one in found:
        if isinstance(one, Failure):
            failed.append(one)
            continue
        documents.append(one)
        if len(documents) == BATCH:
            yield documents, failed
            documents, failed = [], []
    if documents or failed:
        yield documents, failed


def _joined(failed: list[Failure], made: Read) -> Read:
    return msgspec.structs.replace(made, failed=(*failed, *made.failed)) if failed else made


class _Crew:
    """Processes, each with a thread that feeds it."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._free: SimpleQueue[Child | None] = SimpleQueue()
        self._started: list[Child] = []
        self._threads = ThreadPoolExecutor(size, "newsloom-reader")
        for _ in range(size):
            self._free.put(None)

    def __enter__(self) -> _Crew:
        return self

    def __exit__(self, *_: object) -> None:
        for child in self._started:
            child.kill()
        self._threads.shutdown(cancel_futures=True)
        for child in self._started:
            child.close()

    def read(self, documents: list[Document]) -> Future[Read]:
        return self._threads.submit(self._read, documents)

    def _read(self, documents: list[Document]) -> Read:
        child = self._free.get()
        made = None
        try:
            if child is None or child.ended:
                child = None
                child = Child("newsloom.extract.worker")
                self._started.append(child)
            made = child.ask(documents, _DECODER)
        except OSError:
            pass
        finally:
            self._free.put(child)
        return made if made is not None else worker.batch(documents)  # it died: what it was at is read here


__all__ = ["BATCH", "read"]
