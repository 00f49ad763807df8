"""A stream of which the beginning was already read, whole again."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer as Buffer


class _Joined(io.RawIOBase):
    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = memoryview(head), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        view = memoryview(buffer).cast("B")
        found = self._head[: len(view)] or self._rest.read(len(view))
        self._head = self._head[len(view) :]
        view[: len(found)] = found
        return len(found)


def joined(head: bytes, rest: BinaryIO) -> BinaryIO:
    """What was read already, then the rest; it cannot be wound back."""
    return io.BufferedReader(_Joined(head, rest))
