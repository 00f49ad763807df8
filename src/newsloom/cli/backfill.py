"""`newsloom backfill`: archives, read by many processes."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from newsloom.cli import output
from newsloom.cli.options import Config, Db
from newsloom.errors import UsageError

if TYPE_CHECKING:
    from newsloom.scale import Told

_MB = 1024 * 1024
_EVERY = 10.0  # seconds between two lines of progress that nobody watches


def backfill(
    shards: Annotated[
        list[str], typer.Argument(metavar="SHARD", help="Files, or folders of them: WARC, JSONL, Parquet, any that add reads.")
    ],
    db: Db = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Write Parquet files here, instead of or beside a desk.")] = None,
    work: Annotated[
        Path | None, typer.Option("--work", metavar="DIR", help="What is done is kept here; on a cluster, where all see it.")
    ] = None,
    engine: Annotated[Literal["local", "ray"], typer.Option("--engine", help="Processes of this machine, or a Ray cluster.")] = "local",
    address: Annotated[str | None, typer.Option("--address", metavar="ADDRESS", help="A Ray cluster; else one is started here.")] = None,
    workers: Annotated[int, typer.Option("--workers", min=0, max=4096, help="Processes at a time; 0: one a core.")] = 0,
    memory: Annotated[int | None, typer.Option("--memory", min=512, metavar="MB", help="The most address space of one worker.")] = None,
    annotate: Annotated[bool, typer.Option("--annotate", help="Also annotate every article (about ten times as long).")] = False,
    window: Annotated[int, typer.Option("--window", min=1, help="Articles that are clustered together, at least.")] = 50_000,
    overlap: Annotated[int, typer.Option("--overlap", min=1, max=3650, help="Days that two windows share.")] = 60,
    config: Config = None,
) -> int:
    """Read an archive: shards side by side, then windows of time, then all into a desk or Parquet. Stopped, the same command goes on."""
    import os

    from newsloom import settings
    from newsloom.scale import Backfill
    from newsloom.scale.engine import engine as named

    if db is None and out is None:
        raise UsageError("say where the results go: --db DB, --out DIR, or both")
    folder = work or (out / ".work" if out is not None else _beside(db or ""))
    run = Backfill(shards, folder, settings.load(config), annotated=annotate, window=window, overlap=overlap, progress=_Line().tell)
    count = run.run(named(engine, workers or os.cpu_count() or 1, address=address, memory=memory and memory * _MB), db=db, out=out)
    output.failures(run.failed)
    output.say(f"newsloom: {count} articles, {len(run.failed)} failed; what was worked out is in {folder}: keep it to go on, or delete it")
    if not count:
        return 2
    return 1 if run.failed else 0


def _beside(db: str) -> Path:
    if "://" in db:
        raise UsageError("name a folder to work in: --work DIR")
    return Path(f"{db}.backfill")


class _Line:
    """Progress, with rate and time left: one line that is written over on a terminal, else a line every ten seconds."""

    def __init__(self) -> None:
        self._watched = sys.stderr.isatty()
        self._last, self._what = 0.0, ""

    def tell(self, told: Told) -> None:
        whole = told.done == told.total
        if not whole and told.what == self._what and time.monotonic() - self._last < (0.2 if self._watched else _EVERY):
            return
        self._last, self._what = time.monotonic(), told.what
        text = f"newsloom: {told.done} of {told.total} {told.what}"
        if told.rate:
            text += f", {told.articles} articles, {told.rate:.1f} a second"
        if told.left is not None and not whole:
            text += f", {_span(told.left)} left"
        end = "\n" if whole or not self._watched else "\r"
        sys.stderr.write(text.ljust(79) + end if self._watched else text + end)
        sys.stderr.flush()


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s" if minutes else f"{rest} s"
