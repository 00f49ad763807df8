"""What an engine is: something that maps a function over tasks in other processes. All the rest of a backfill is the same for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Generic, Protocol, Self, TypeVar

from newsloom.errors import UsageError

T = TypeVar("T")
R = TypeVar("R")
TRIES = 3  # workers that may die at one task before it counts as failed


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T, R]):
    """What became of a task: `error` is None where it gave `result`."""

    task: T
    result: R | None = None
    error: str | None = None


class Engine(Protocol):
    """Maps functions over tasks. Functions and tasks are pickled; a worker keeps its process, and so its models, from task to task."""

    workers: int

    def map(self, fn: Callable[[T], R], tasks: Iterable[T]) -> Iterator[Outcome[T, R]]:
        """The outcome of each task as it comes. Tasks are drawn as workers become free; one whose worker dies is given to another."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...


def engine(name: str, workers: int, *, address: str | None = None, memory: int | None = None) -> Engine:
    """An engine by its name: "local" or "ray".

    Args:
        address: of a Ray cluster; None for one that is started here.
        memory: the most memory (bytes of address space) that one worker may take, None for no bound.

    Raises:
        UsageError: there is no such engine, or it has no address.
        MissingPartError: Ray is not installed.
    """
    if name == "local":
        if address is not None:
            raise UsageError("--address is of a Ray cluster: add --engine ray")
        from newsloom.scale.local import LocalEngine

        return LocalEngine(workers, memory)
    if name == "ray":
        from newsloom.scale.onray import RayEngine

        return RayEngine(workers, address, memory)
    raise UsageError(f"there is no engine {name!r}: choose local or ray")


def told(error: BaseException) -> str:
    """An error of a task in words."""
    if isinstance(error, MemoryError):
        return "there was not enough memory: give workers more (--memory), or cut the shard into smaller ones"
    return str(error) if type(error).__module__.startswith("newsloom") else f"{type(error).__name__}: {error}"


def bounded(memory: int | None) -> None:
    """Bound this process's address space, so that one worker cannot starve the machine."""
    if memory is not None:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
