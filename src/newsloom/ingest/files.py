"""Files and folders."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from newsloom.errors import InputError
from newsloom.records import Failure


def walk(path: str) -> Iterator[str | Failure]:
    """The files that a path stands for: itself, or all files under a folder, by name; hidden ones are left out.

    A link is followed where it is named, and inside a folder where it leads to something in that folder which is not read anyway; one that
    leads out of the folder is a failure. A folder that links lead back to is entered once.

    Raises:
        InputError: there is no such path, it cannot be looked into, or it holds no file.
    """
    try:
        is_folder = Path(path).is_dir()
        if not is_folder:
            Path(path).lstat()
    except (OSError, ValueError) as error:
        raise InputError(shown(path), explain(error)) from error
    if not is_folder:
        yield path
        return
    found = False
    for file in _under(path):
        found = True
        yield file
    if not found:
        raise InputError(shown(path), "is a folder without files")


def _under(root: str) -> Iterator[str | Failure]:
    real_root = os.path.realpath(root)
    seen: set[tuple[int, int]] = set()
    todo = [root]
    while todo:
        path = todo.pop()
        if path != root and Path(path).is_symlink():
            inside = _inside(path, real_root)
            if inside is None:
                yield Failure(input=shown(path), error="is a link that leads out of the folder: name it itself to have it read")
                continue
            if not inside:
                continue
        if not Path(path).is_dir():
            yield path
            continue
        try:
            entry = Path(path).stat()
            if (entry.st_dev, entry.st_ino) in seen:
                continue
            seen.add((entry.st_dev, entry.st_ino))
            names = sorted((e.name for e in os.scandir(path) if not e.name.startswith(".")), reverse=True)
        except OSError:
            yield path  # reading it says why
            continue
        todo += [os.path.join(path, n) for n in names]  # noqa: PTH118 - Path would drop a leading "./"


def _inside(link: str, root: str) -> bool | None:
    """Whether a link is to be followed: None for one that leads out of the folder, False for one to what is read anyway."""
    target = os.path.realpath(link)
    if not Path(target).is_relative_to(root):
        return None
    hidden = any(part.startswith(".") for part in Path(target).relative_to(root).parts)
    return hidden or not Path(target).exists()


def load(path: str, limit: int) -> bytes:
    """The bytes of a file.

    Raises:
        InputError: see `opened`; or it is over `limit` bytes.
    """
    with opened(path) as file:
        return rest(file, shown(path), limit)


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """A file, open for reading.

    Raises:
        InputError: it is no regular file (a pipe or device could block for ever), or cannot be read, now or later.
    """
    try:
        # Not blocking: opening a pipe that nobody writes to would wait for ever.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
        with os.fdopen(handle, "rb") as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode):
                raise InputError(shown(path), f"is {_kind(about.st_mode)}, not a file")
            yield file
    except OSError as error:
        raise InputError(shown(path), explain(error)) from error
    except ValueError as error:
        if "null byte" not in str(error):
            raise
        raise InputError(shown(path), explain(error)) from error


def rest(file: BinaryIO, named: str, limit: int) -> bytes:
    """All that a file still holds.

    Raises:
        InputError: it is over `limit` bytes.
    """
    data = file.read(limit + 1)
    if len(data) > limit:
        size = os.fstat(file.fileno()).st_size if isinstance(file, io.BufferedReader) and _is_on_disk(file) else 0
        raise InputError(named, too_big(size or len(data), limit, known=bool(size)))
    return data


def _is_on_disk(file: io.BufferedReader) -> bool:
    try:
        return stat.S_ISREG(os.fstat(file.fileno()).st_mode)
    except OSError:
        return False


def too_big(size: int, limit: int, *, known: bool = True) -> str:
    """Why something over the size limit is not read (bytes)."""
    measure = f"is {_megabytes(size)}, over" if known else "is over"
    return f"{measure} the limit of {_megabytes(limit)} (setting ingest.max_bytes)"


def _megabytes(size: int) -> str:
    if size < 1_000_000:
        return f"{size:,} bytes"
    return f"{size / 1_000_000:.1f}".removesuffix(".0") + " MB"


def explain(error: OSError | ValueError) -> str:
    """An operating system's error in plain words."""
    if isinstance(error, ValueError):
        return "is no possible file name"
    known = {FileNotFoundError: "no such file or folder", PermissionError: "permission denied", IsADirectoryError: "is a folder"}
    return known.get(type(error)) or (error.strerror or str(error)).lower()


def shown(path: str) -> str:
    """A path as text that can be printed: bytes of its name that are no UTF-8 are replaced."""
    return os.fsencode(path).decode("utf-8", "replace") if "\0" not in path else path.replace("\0", "\ufffd")


def _kind(mode: int) -> str:
    tests = (
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISFIFO, "a pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a device"),
    )
    return next((name for test, name in tests if test(mode)), "something else")
