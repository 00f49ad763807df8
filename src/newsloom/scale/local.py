"""An engine of processes on this machine: each reads tasks from a pipe, one at a time, and is replaced when it dies."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Any, Self, TypeVar

from newsloom.scale.engine import TRIES, Outcome, bounded, told

T = TypeVar("T")
R = TypeVar("R")
_CONTEXT = multiprocessing.get_context("spawn")  # a fork would carry the driver's threads and open files along


def _work(pipe: Connection, memory: int | None) -> None:
    """What a worker does: the driver's death ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group: the driver ends its workers
    bounded(memory)
    while True:
        try:
            fn, task = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer: tuple[Any, str | None] = (fn(task), None)
        except Exception as error:
            answer = (None, told(error))
        try:
            pipe.send(answer)
        except (BrokenPipeError, ConnectionResetError):
            return


@dataclass(slots=True)
class _Worker:
    process: Any
    pipe: Connection
    job: tuple[Any, int] | None = None  # the task, and how many workers died at it before

    @classmethod
    def start(cls, memory: int | None) -> _Worker:
        ours, theirs = _CONTEXT.Pipe()
        process = _CONTEXT.Process(target=_work, args=(theirs, memory), daemon=True, name="newsloom-worker")
        process.start()
        theirs.close()
        return cls(process, ours)

    def end(self) -> None:
        self.pipe.close()
        self.process.join(0.5)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


@dataclass(slots=True)
class LocalEngine:
    """See `newsloom.scale.engine.Engine`. `memory`: bytes of address space of a worker."""

    workers: int
    memory: int | None = None
    _crew: list[_Worker] = field(default_factory=list)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for worker in self._crew:
            worker.end()
        self._crew.clear()

    def pids(self) -> list[int]:
        """The workers' process ids."""
        return [worker.process.pid for worker in self._crew]

    def map(self, fn: Callable[[T], R], tasks: Iterable[T]) -> Iterator[Outcome[T, R]]:
        rest, again = iter(tasks), deque[tuple[T, int]]()
        try:
            while True:
                self._hand_out(fn, rest, again)
                busy = [worker for worker in self._crew if worker.job is not None]
                if not busy:
                    return
                ready = set(wait([one for worker in busy for one in (worker.pipe, worker.process.sentinel)]))
                for worker in busy:
                    if worker.pipe in ready or worker.process.sentinel in ready:
                        outcome: Outcome[T, R] | None = self._taken(worker, again)
                        if outcome is not None:
                            yield outcome
        finally:
            for worker in [worker for worker in self._crew if worker.job is not None]:  # whoever asked does not want the rest
                self._crew.remove(worker)
                worker.process.kill()
                worker.end()

    def _hand_out(self, fn: Callable[[T], R], rest: Iterator[T], again: deque[tuple[T, int]]) -> None:
        free = [worker for worker in self._crew if worker.job is None]
        while free or len(self._crew) < self.workers:
            job = again.popleft() if again else next(((task, 0) for task in rest), None)
            if job is None:
                return
            if not free:
                free.append(_Worker.start(self.memory))
                self._crew.append(free[-1])
            worker = free.pop()
            worker.job = job
            with suppress(BrokenPipeError, ConnectionResetError):  # it died idle: seen when it is waited for
                worker.pipe.send((fn, job[0]))

    def _taken(self, worker: _Worker, again: deque[tuple[T, int]]) -> Outcome[T, R] | None:
        """What a worker gave; None where it died and its task goes to another."""
        assert worker.job is not None  # noqa: S101 - those without are not asked
        (task, deaths), worker.job = worker.job, None
        try:
            if worker.pipe.poll():
                result, error = worker.pipe.recv()
                return Outcome(task, result, error)
        except (EOFError, OSError):
            pass
        worker.process.join()
        self._crew.remove(worker)
        worker.end()
        if deaths + 1 < TRIES:
            again.append((task, deaths + 1))
            return None
        return Outcome(
            task, None, f"{TRIES} workers died at it (the last with status {worker.process.exitcode}; -9: killed, or out of memory)"
        )
