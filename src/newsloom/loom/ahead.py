"""Features of articles that are to be placed soon, made in a process beside this one while this one stores and places others."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Sequence
from threading import Condition, Thread
from types import TracebackType
from typing import Self

import msgspec

from newsloom.cluster import Features
from newsloom.cluster.worker import Task
from newsloom.processes import Child, cores
from newsloom.records import Article
from newsloom.settings import Settings

BATCH = 32  # articles that are given to the other process together
WORTH = 150  # articles from which a second process pays for its start (some two seconds with its model)
_WAITING = 1024  # articles that wait for it at most; what is offered beyond is left to the caller
_DECODER = msgspec.msgpack.Decoder(list[Features] | None)

Make = Callable[[Sequence[Article]], list[Features]]
_Batch = tuple[Article, ...]


class Ahead:
    """A helper that makes features ahead of their use, as a context manager.

    It is started when enough articles were offered to be worth it, and never where the settings (`annotate.processes`) or the machine
    allow one process only. Whatever it fails to do is left to the caller.
    """

    def __init__(self, settings: Settings) -> None:
        self._threads = settings.annotate.threads
        self._allowed = (settings.annotate.processes or cores()) > 1 and bool(sys.executable)
        self._changed = Condition()
        self._todo: deque[_Batch] = deque()
        self._working: _Batch = ()
        self._done: dict[tuple[str, str], tuple[Article, Features]] = {}
        self._offered: set[str] = set()
        self._thread: Thread | None = None
        self._child: Child | None = None
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def offer(self, articles: Sequence[Article]) -> None:
        """Articles whose features will be wanted. Those that were offered before are passed over."""
        if not self._allowed:
            return
        with self._changed:
            room = _WAITING - sum(map(len, self._todo))
            new = [article for article in articles if article.id not in self._offered][: max(room, 0)]
            self._offered.update(article.id for article in new)
            self._todo.extend(tuple(new[at : at + BATCH]) for at in range(0, len(new), BATCH))
            self._changed.notify_all()
        if self._thread is None and len(self._offered) >= WORTH:
            self._thread = Thread(target=self._run, daemon=True, name="newsloom-ahead")
            self._thread.start()

    def knows(self, article: str) -> bool:
        """Whether an article was offered, in whatever version."""
        return article in self._offered

    def done(self) -> list[tuple[Article, Features]]:
        """What is made and was not asked for yet."""
        with self._changed:
            found = list(self._done.values())
            self._done.clear()
        return found

    def take(self, articles: Sequence[Article], make: Make) -> list[Features]:
        """The features of these articles, in no fixed order: what the helper has or is at, and the rest made here by `make`.

        Raises:
            Exception: what `make` raises.
        """
        wanted = {_key(article): article for article in articles}
        made: list[Features] = []
        while wanted:
            with self._changed:
                for key in [key for key in wanted if key in self._done]:
                    made.append(self._done.pop(key)[1])
                    del wanted[key]
                mine = self._mine(wanted)
                if wanted and not mine:
                    self._changed.wait(1.0)  # all that is missing is in the helper's hands
            if mine:
                made += make(mine)
                for article in mine:
                    del wanted[_key(article)]
        return made

    def _mine(self, wanted: dict[tuple[str, str], Article]) -> list[Article]:
        """What this process does next: a batch that nobody offered, or one that still waits. The lock is held."""
        at_work = {_key(article) for article in self._working}
        waiting = {_key(article) for batch in self._todo for article in batch}
        free = [article for key, article in wanted.items() if key not in at_work and key not in waiting]
        if free:
            return free
        for batch in reversed(self._todo):
            if all(_key(article) in wanted for article in batch):
                self._todo.remove(batch)
                return list(batch)
        if any(key in waiting for key in wanted) and not self._working:
            return self._withdraw(wanted)  # nobody is at it: the helper has ended, or was never worth its start
        return []

    def _withdraw(self, wanted: dict[tuple[str, str], Article]) -> list[Article]:
        found = [article for batch in self._todo for article in batch if _key(article) in wanted]
        rest = [tuple(article for article in batch if _key(article) not in wanted) for batch in self._todo]
        self._todo = deque(batch for batch in rest if batch)
        return found

    def close(self) -> None:
        """End the helper; what it is at is lost."""
        with self._changed:
            self._closed = True
            self._todo.clear()
            self._changed.notify_all()
        if self._child is not None:
            self._child.kill()
        if self._thread is not None:
            self._thread.join()

    # The thread that feeds the process

    def _run(self) -> None:
        try:
            self._child = Child("newsloom.cluster.worker")
            while (batch := self._next()) and not self._child.ended:
                self._finish(batch, self._ask(self._child, batch))
        except OSError:
            pass
        finally:
            if self._child is not None:
                self._child.close()
            with self._changed:
                self._allowed, self._working = False, ()
                self._changed.notify_all()

    def _next(self) -> _Batch:
        """The batch that has waited longest; () when this is to end."""
        with self._changed:
            while not self._todo and not self._closed:
                self._changed.wait()
            self._working = self._todo.popleft() if self._todo else ()
            return self._working

    def _ask(self, child: Child, batch: _Batch) -> list[Features] | None:
        made = child.ask(Task(articles=batch, threads=self._threads), _DECODER)
        return made if made is not None and [(one.article, one.version) for one in made] == list(map(_key, batch)) else None

    def _finish(self, batch: _Batch, made: list[Features] | None) -> None:
        with self._changed:
            for article, one in zip(batch, made or (), strict=made is not None):
                self._done[_key(article)] = (article, one)
            self._working = ()
            self._changed.notify_all()


def _key(article: Article) -> tuple[str, str]:
    return article.id, article.version


__all__ = ["BATCH", "WORTH", "Ahead"]
