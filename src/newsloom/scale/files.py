"""Files of a work folder: written whole or not at all, compressed, with a checksum; the last one written is the checkpoint."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import msgspec
import zstandard

from newsloom.errors import InputError

T = TypeVar("T")
_LENGTH = struct.Struct("<I")
_LONGEST = 1 << 30  # bytes of one record
_LEVEL = 3


class Writer:
    """Writes records, each as MessagePack behind its length, into a zstandard file that is there once the block ends well.

    Raises:
        InputError: the disk is full or cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path, self._stack = path, ExitStack()
        self._part = path.with_name(f".{path.name}.{os.getpid()}.part")

    def __enter__(self) -> Self:
        try:
            self._file = self._stack.enter_context(self._part.open("wb"))
        except OSError as error:
            raise _unwritable(self._path, error) from error
        self._target = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).stream_writer(self._file, closefd=False)
        return self

    def put(self, record: Any) -> None:
        data = msgspec.msgpack.encode(record)
        try:
            self._target.write(_LENGTH.pack(len(data)) + data)
        except OSError as error:
            raise _unwritable(self._path, error) from error

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            with self._stack:
                if error is None:
                    self._target.flush(zstandard.FLUSH_FRAME)
                    self._file.flush()
                    os.fsync(self._file.fileno())
            if error is None:
                self._part.replace(self._path)
        except OSError as failure:
            raise _unwritable(self._path, failure) from failure
        finally:
            self._part.unlink(missing_ok=True)


def _unwritable(path: Path, error: OSError) -> InputError:
    return InputError(str(path), f"cannot be written: {error.strerror or error}")


def write(path: Path, records: Iterable[Any]) -> None:
    """Write all records; see `Writer`."""
    with Writer(path) as target:
        for record in records:
            target.put(record)


def read(path: Path, form: type[T]) -> Iterator[T]:
    """The records of a file.

    Raises:
        InputError: it is missing or damaged.
    """
    decoder = msgspec.msgpack.Decoder(form)
    try:
        with path.open("rb") as file, zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True) as source:
            while head := source.read(_LENGTH.size):
                (length,) = _LENGTH.unpack(head)
                data = source.read(length) if length <= _LONGEST else b""
                if len(data) != length:
                    raise InputError(str(path), "is cut off")
                yield decoder.decode(data)
    except (OSError, struct.error, zstandard.ZstdError, msgspec.DecodeError) as error:
        raise InputError(str(path), f"is damaged ({error}): delete it, and run this again") from error


def one(path: Path, form: type[T]) -> T | None:
    """The record of a file that holds one; None where there is no such file, or a damaged one, which is made again."""
    if not path.exists():
        return None
    try:
        return next(read(path, form), None)
    except InputError:
        return None
