"""An engine of Ray actors, on this machine or on a cluster (Moritz et al. 2018, "Ray: A Distributed Framework for Emerging AI
Applications")."""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Any, Self, TypeVar

from newsloom.errors import MissingPartError, UsageError
from newsloom.scale.engine import TRIES, Outcome, bounded, told

T = TypeVar("T")
R = TypeVar("R")


class Reader:
    """What an actor is: a process that keeps its models from task to task."""

    def __init__(self, memory: int | None) -> None:
        bounded(memory)

    def run(self, fn: Callable[[Any], Any], task: Any) -> tuple[Any, str | None]:
        try:
            return fn(task), None
        except Exception as error:
            return None, told(error)

    def pid(self) -> int:
        return os.getpid()


class RayEngine:
    """See `newsloom.scale.engine.Engine`. Nothing is sent to Ray's makers, and no dashboard is opened.

    Raises:
        MissingPartError: Ray is not installed.
        UsageError: there is no cluster at `address`.
    """

    def __init__(self, workers: int, address: str | None = None, memory: int | None = None) -> None:
        os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
        os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
        try:
            import ray
        except ImportError:
            raise MissingPartError("the engine ray needs Ray: pip install 'newsloom[ray]'") from None
        self._ray: Any = ray
        try:
            given: dict[str, Any] = {"address": address} if address else {"num_cpus": workers, "include_dashboard": False}
            ray.init(log_to_driver=False, logging_level=logging.ERROR, **given)
        except Exception as error:  # Ray raises plain ones, when a node does not start in time among others
            reason = " ".join(str(error).split())[:300]
            raise UsageError(f"no Ray cluster can be used at {address or 'this machine'}: {reason or type(error).__name__}") from error
        self.workers = workers
        self._memory = memory
        self._crew: list[Any] = []
        self._lost = False  # whether an actor ever died

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._crew.clear()
        self._ray.shutdown()

    def pids(self) -> list[int]:
        """The actors' process ids, as far as they are free."""
        return list(self._ray.get([actor.pid.remote() for actor in self._crew]))

    def map(self, fn: Callable[[T], R], tasks: Iterable[T]) -> Iterator[Outcome[T, R]]:
        rest, again = iter(tasks), deque[tuple[T, int]]()
        shared = self._ray.put(fn)  # sent to each node once
        free, busy = list(self._crew), dict[Any, tuple[Any, T, int]]()
        try:
            while True:
                while free or (len(self._crew) < self.workers and self._room()):
                    job = again.popleft() if again else next(((task, 0) for task in rest), None)
                    if job is None:
                        break
                    actor = free.pop() if free else self._start()
                    busy[actor.run.remote(shared, job[0])] = (actor, *job)
                if not busy:
                    return
                for done in self._ray.wait(list(busy), num_returns=1)[0]:
                    actor, task, deaths = busy.pop(done)
                    outcome: Outcome[T, R] | None = self._taken(done, task, deaths, again)
                    if outcome is None:
                        self._lost = True
                        self._crew.remove(actor)  # it died: another one is started in its place, where there is room
                    else:
                        free.append(actor)
                        yield outcome
        finally:
            for actor, _, _ in busy.values():
                self._crew.remove(actor)
                self._ray.kill(actor)

    def _room(self) -> bool:
        """Whether another actor would find a processor: after the loss of a node it would wait for one, and its task with it."""
        return not (self._lost and self._crew) or self._ray.available_resources().get("CPU", 0) >= 1

    def _start(self) -> Any:
        actor = self._ray.remote(num_cpus=1, max_restarts=0)(Reader).remote(self._memory)
        self._crew.append(actor)
        return actor

    def _taken(self, done: Any, task: T, deaths: int, again: deque[tuple[T, int]]) -> Outcome[T, R] | None:
        try:
            result, error = self._ray.get(done)
        except self._ray.exceptions.RayError as lost:
            if deaths + 1 < TRIES:
                again.append((task, deaths + 1))
                return None
            return Outcome(task, None, f"{TRIES} workers died at it ({type(lost).__name__})")
        return Outcome(task, result, error)
