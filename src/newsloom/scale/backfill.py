"""A backfill: shards are read by many processes, windows of time clustered by many, results joined and stored by one.

Everything that is done is kept in a work folder, so that whatever ends (a worker, a machine, this process) the same command goes on.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from newsloom.errors import UsageError
from newsloom.loom import Desk, pipeline
from newsloom.records import Failure
from newsloom.scale import files, results, shards, windows
from newsloom.scale.engine import Engine
from newsloom.scale.shards import Done, Parts, Shard
from newsloom.scale.windows import Plan
from newsloom.settings import Settings

WINDOW = 50_000  # articles of a window: about 15 KB each while it is clustered
OVERLAP = 60  # days


@dataclass(frozen=True, slots=True)
class Told:
    """How far a backfill is. `rate`: things a second since this run began; `left`: seconds, as far as that tells."""

    what: str
    done: int
    total: int
    articles: int = 0
    rate: float = 0.0
    left: float | None = None


def quiet(_told: Told) -> None:
    """No progress shown."""


@dataclass(slots=True)
class Backfill:
    """One backfill.

    Attributes:
        inputs: files and folders of shards.
        work: the work folder; on a cluster, one that all machines see.
        annotated: whether every article is annotated as well.
        failed: what could not be read, with reasons.
    """

    inputs: Sequence[str]
    work: Path
    settings: Settings
    annotated: bool = False
    window: int = WINDOW
    overlap: int = OVERLAP
    progress: Callable[[Told], None] = quiet
    failed: list[Failure] = field(default_factory=list)
    _done: dict[str, Done] = field(default_factory=dict)

    def run(self, engine: Engine, *, db: str | None = None, out: Path | None = None) -> int:
        """Do all that is not done yet, and put the results into a desk or a folder of Parquet files. Gives the number of articles.

        Raises:
            UsageError: there is nothing to read, or another backfill works in this folder.
            StoreError: the desk cannot be written.
        """
        listed = shards.found(self.inputs, self.settings, annotated=self.annotated)
        with self._alone():
            parts = Parts(self._folder("parts"))
            with engine:
                self._read(engine, listed, parts)
                read = [shard for shard in listed if shard.key in self._done]
                plan = windows.plan({shard.key: self._done[shard.key].marks for shard in read}, self.window, self.overlap)
                self._cluster(engine, plan, read, parts)
            if db is not None:
                with Desk(db, self.settings) as desk:
                    results.into_desk(desk, read, parts, self.settings, self._joined(plan), self._tell)
            if out is not None:
                results.into_parquet(out, read, parts, self._done, self._joined(plan), self._tell)
        return plan.articles

    def _read(self, engine: Engine, listed: Sequence[Shard], parts: Parts) -> None:
        todo = []
        for shard in listed:
            done = parts.done(shard.key)
            if done is None:
                todo.append(shard)
            else:
                self._keep(shard, done)
        work = partial(shards.read, folder=parts.folder, settings=self.settings, annotated=self.annotated)
        clock, articles, sizes = _Clock(), 0, {shard.key: max(Path(shard.path).stat().st_size, 1) for shard in todo}
        seen, whole = 0, sum(sizes.values())
        for outcome in engine.map(work, todo):
            seen += sizes[outcome.task.key]
            if outcome.result is None:
                self.failed.append(Failure(input=outcome.task.path, error=outcome.error or "gave nothing"))
            else:
                self._keep(outcome.task, outcome.result)
                articles += len(outcome.result.marks)
            said = len(self._done), len(listed), articles
            self.progress(Told("shards read", *said, rate=articles / clock.passed, left=clock.passed * (whole - seen) / seen))

    def _keep(self, shard: Shard, done: Done) -> None:
        self._done[shard.key] = done
        self.failed += done.failed

    def _cluster(self, engine: Engine, plan: Plan, read: Sequence[Shard], parts: Parts) -> None:
        target = self._folder("windows")
        background = self.work / f"background-{_named(plan)}"
        windows.background(plan, [shard.key for shard in read], parts, background)
        work = partial(windows.cluster, folder=parts.folder, target=target, background=background, settings=self.settings)
        clock, articles = _Clock(), 0
        for at, outcome in enumerate(engine.map(work, plan.windows)):
            if outcome.result is None:
                raise UsageError(f"the articles of a window could not be clustered: {outcome.error}; run the same command again")
            articles += outcome.result
            left = clock.passed * (plan.articles - articles) / max(articles, 1)
            self.progress(Told("windows clustered", at + 1, len(plan.windows), articles, articles / clock.passed, left))

    def _joined(self, plan: Plan) -> Iterator[pipeline.Put]:
        joiner = windows.Joiner()
        for window in plan.windows:
            for found in files.read(self.work / "windows" / f"{window.key}.found", windows.Found):
                yield from joiner.join(found)

    def _tell(self, what: str, done: int, total: int) -> None:
        self.progress(Told(what, done, total))

    def _folder(self, name: str) -> Path:
        path = self.work / name
        path.mkdir(parents=True, exist_ok=True)
        for left in path.glob(".*.part"):  # of a run that was killed
            if time.time() - left.stat().st_mtime > 3600:
                left.unlink(missing_ok=True)
        return path

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the work folder; the right to it ends with this process."""
        try:
            self.work.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.work / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise UsageError(f"the work folder {self.work} cannot be written: {error.strerror or error}") from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            raise UsageError(f"another backfill works in {self.work}: wait for it to end, or name another --work") from None
        try:
            yield
        finally:
            os.close(handle)


def _named(plan: Plan) -> str:
    return hashlib.sha256(" ".join(window.key for window in plan.windows).encode()).hexdigest()[:20]


class _Clock:
    def __init__(self) -> None:
        self._begin = time.monotonic()

    @property
    def passed(self) -> float:
        """Seconds since it was made, never 0."""
        return max(time.monotonic() - self._begin, 1e-6)


__all__ = ["OVERLAP", "WINDOW", "Backfill", "Told"]
