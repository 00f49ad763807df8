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
from newsloom.text.masking import masked

if TYPE_CHECKING:
    from newsloom.loom.intake import Progress
    from newsloom.records import Failure


def write(result: str | bytes, out: Path | None) -> None:
    """Write a result to stdout, or to `out` in one step.

    Raises:
        UsageError: `out` cannot be written, or a result that is no text would go to a terminal.
    """
    if isinstance(result, bytes):
        _into(out, result) if out is not None else _raw(result)
        return
    text = result if result.endswith("\n") else result + "\n"
    if out is None:
        emit(text)
        return
    _into(out, text.encode("utf-8", "backslashreplace"))


def _raw(data: bytes) -> None:
    if sys.stdout is None or sys.stdout.isatty():
        raise UsageError("this is no text: name a file with --out FILE")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _into(out: Path, data: bytes) -> None:
    out = out.resolve()  # a link is followed, not replaced
    try:
        if out.exists() and not out.is_file():  # a device or a pipe takes what is written; it must never be replaced by a file
            out.write_bytes(data)
            return
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
        try:
            with os.fdopen(handle, "wb") as target:
                target.write(data)
            Path(name).chmod(0o666 & ~_umask())
            Path(name).replace(out)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UsageError(f"cannot write {out}: {error.strerror or error}") from error


def emit(text: str) -> None:
    """Write to stdout now; characters that its encoding lacks are written as escapes rather than lost with all the rest.

    Raises:
        UsageError: stdout is closed or cannot be written (a full disk); BrokenPipeError stays itself.
    """
    if sys.stdout is None:
        raise UsageError("cannot write to stdout: it is closed")
    encoding = sys.stdout.encoding or "utf-8"
    try:
        sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - or the interpreter fails on its last flush again
        raise UsageError(f"cannot write to stdout: {error.strerror or error}") from error


def ready(out: Path | None) -> Path | None:
    """`out`, checked before any work is done.

    Raises:
        UsageError: it is a folder, or its folder does not exist or cannot be written.
    """
    if out is None:
        return None
    if out.is_dir():
        raise UsageError(f"cannot write {out}: it is a folder; name a file in it")
    folder = out.resolve().parent
    if not folder.is_dir():
        raise UsageError(f"cannot write {out}: the folder {folder} does not exist")
    if not os.access(folder, os.W_OK):
        raise UsageError(f"cannot write {out}: the folder {folder} cannot be written")
    return out


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def say(message: str) -> None:
    """A line for the person, on stderr. It may end in a log, which is no place for the passwords that addresses hold."""
    print(masked(message), file=sys.stderr)  # noqa: T201


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
