"""Where results go: stdout or a file, written whole or not at all. Everything else goes to stderr."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from newsloom.errors import UsageError

if TYPE_CHECKING:
    from newsloom.loom.intake import Progress
    from newsloom.records import Failure


def write(text: str, out: Path | None) -> None:
    """Write a result to stdout, or to `out` in one step.

    Raises:
        UsageError: `out` cannot be written.
    """
    text = text if text.endswith("\n") else text + "\n"
    if out is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    try:
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as target:
                target.write(text)
            Path(name).chmod(0o666 & ~_umask())
            Path(name).replace(out)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UsageError(f"cannot write {out}: {error.strerror or error}") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def say(message: str) -> None:
    """A line for the person, on stderr."""
    print(message, file=sys.stderr)  # noqa: T201


def failures(failed: Sequence[Failure]) -> None:
    """Name each input that failed, and why."""
    for failure in failed:
        say(f"newsloom: {plain(failure.input)}: {plain(failure.error)}")


def plain(text: str) -> str:
    """Text from outside without control characters: a file's name must not drive the terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def width() -> int:
    return shutil.get_terminal_size((80, 24)).columns


def colour() -> bool:
    """Whether stdout takes colour (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


@contextmanager
def progress() -> Iterator[Progress]:
    """A progress line on stderr while work goes on; nothing where stderr is no terminal."""
    if not sys.stderr.isatty():
        from newsloom.loom.intake import quiet

        yield quiet
        return
    from rich.console import Console

    console = Console(stderr=True)
    with console.status("reading …") as status:

        def show(what: str, count: int) -> None:
            status.update(f"{count} {what} …")

        yield show
