"""Reads many articles on all cores: the caller's process and helpers beside it take batches from one queue."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator, Sequence
from threading import Thread

import msgspec

from newsloom.processes import Child, cores
from newsloom.records import Annotations, Article
from newsloom.settings import AnnotateSettings

BATCH = 8  # articles: small enough that all cores end at about the same time, large enough for the model's batches
WORTH = 40  # articles from which a second process pays for its start (some two seconds)
_DECODER = msgspec.msgpack.Decoder(list[Annotations] | None)

Reader = Callable[[Sequence[Article]], list[Annotations]]
Batch = tuple[Article, ...]


def processes(count: int, settings: AnnotateSettings) -> int:
    """How many processes read `count` articles: all cores that this one may use, unless the settings name a number; 1 for few articles."""
    return min(settings.processes or cores(), 1 + count // WORTH)


def read(articles: Sequence[Article], settings: AnnotateSettings, reader: Reader) -> Iterator[list[Annotations]]:
    """Annotations of `articles` in batches, as they are done, in no fixed order.

    Args:
        reader: reads a batch in this process: its own share, and what a helper could not read. It is called from the caller's thread alone.
    """
    todo: queue.SimpleQueue[Batch] = queue.SimpleQueue()
    batches = [tuple(articles[at : at + BATCH]) for at in range(0, len(articles), BATCH)]
    for batch in batches:
        todo.put(batch)
    helpers = [Helper(todo) for _ in range(processes(len(articles), settings) - 1)]
    try:
        for helper in helpers:
            helper.start()
        left = len(batches)
        while left:
            done = [made for helper in helpers for made in helper.taken()]
            mine = _next(todo)
            if mine is None and not done:
                done = [made for helper in helpers for made in helper.wait()]
            for given, made in done:
                left -= 1
                yield made if made is not None else reader(given)
            if mine is not None:
                left -= 1
                yield reader(mine)
    finally:
        for helper in helpers:
            helper.stop()


def _next(todo: queue.SimpleQueue[Batch]) -> Batch | None:
    try:
        return todo.get_nowait()
    except queue.Empty:
        return None


class Helper(Thread):
    """A thread that feeds one worker process. A batch that the worker fails on, or dies of, comes back with None."""

    def __init__(self, todo: queue.SimpleQueue[Batch]) -> None:
        super().__init__(daemon=True)
        self._todo = todo
        self._done: queue.SimpleQueue[tuple[Batch, list[Annotations] | None]] = queue.SimpleQueue()
        self._child: Child | None = None
        self._stopped = False

    def run(self) -> None:
        try:
            self._child = Child("newsloom.annotate.worker")
        except OSError:
            return
        while not self._stopped and not self._child.ended and (batch := _next(self._todo)) is not None:
            made = None
            try:
                made = self._ask(self._child, batch)
            finally:
                self._done.put((batch, made))
        self._child.close()

    def _ask(self, child: Child, batch: Batch) -> list[Annotations] | None:
        made = child.ask(batch, _DECODER)
        return made if made is not None and [a.article for a in made] == [a.id for a in batch] else None

    def taken(self) -> list[tuple[Batch, list[Annotations] | None]]:
        """What is done and was not asked for yet."""
        found = []
        while True:
            try:
                found.append(self._done.get_nowait())
            except queue.Empty:
                return found

    def wait(self) -> list[tuple[Batch, list[Annotations] | None]]:
        """What is done when nothing is left to take: waits until this helper has ended, a second at most."""
        self.join(1.0)
        return self.taken()

    def stop(self) -> None:
        self._stopped = True
        if self._child is not None:
            self._child.kill()
        self.join()
