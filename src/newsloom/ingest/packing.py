"""Gzip files (RFC 1952), all their members, never more of them than a limit allows."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer as Buffer

_STEP, _LONGEST_STEP = 4096, 1 << 20
_PIECE = 16_384  # small: what is left of it is copied where a member ends


class Unpacked(NamedTuple):
    """What came out, and the fault that ended it early (None where all of it could be read)."""

    data: bytes
    fault: str | None


class TooMuch(Exception):  # noqa: N818 - an answer, not a fault of the program
    """More came out than the limit allows."""


def gunzip(packed: bytes, limit: int) -> Unpacked:
    """The content of a gzip file; what stands before a cut or damaged place is kept.

    Args:
        packed: the file.
        limit: largest number of bytes that may come out.

    Raises:
        TooMuch: more would come out.

    Time and memory grow with what goes in and what comes out, also for millions of empty members: input is fed in steps that begin
    small at each member, so that little is copied when one ends.
    """
    view, at = memoryview(packed), 0
    out: list[bytes] = []
    size = 0
    while at < len(view):
        member, step = zlib.decompressobj(wbits=31), _STEP
        while not member.eof:
            if at >= len(view):
                return Unpacked(b"".join(out), "is a gzip file that ends in the middle")
            piece = view[at : at + step]
            try:
                found = member.decompress(piece, limit + 1 - size)
            except zlib.error as error:
                return Unpacked(b"".join(out), f"is a damaged gzip file ({error})")
            size += len(found)
            if size > limit:
                raise TooMuch
            out.append(found)
            at += len(piece) - len(member.unused_data) - len(member.unconsumed_tail)
            step = min(2 * step, _LONGEST_STEP)
        while at < len(view) and view[at] == 0:  # padding
            at += 1
    return Unpacked(b"".join(out), None)


class Gunzip(io.RawIOBase):
    """A gzip file read as a stream: what is inside, all members.

    Attributes:
        fault: what ended it early, None as long as nothing did. A fault is an end, not an error: what came before it is good.
    """

    def __init__(self, packed: BinaryIO) -> None:
        self._packed, self._member, self._waiting, self._begun = packed, zlib.decompressobj(wbits=31), b"", False
        self.fault: str | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        """Fill a buffer with as much as one step gives; 0 at the end."""
        view = memoryview(buffer).cast("B")
        while self.fault is None and len(view):
            if self._member.eof:
                self._waiting, self._member, self._begun = self._member.unused_data, zlib.decompressobj(wbits=31), False
            if not self._begun:
                self._waiting = self._waiting.lstrip(b"\0")  # padding between members
            if not self._waiting:
                self._waiting = self._packed.read(_PIECE)
                if not self._waiting:
                    self.fault = "is a gzip file that ends in the middle" if self._begun else None
                    return 0
                continue
            self._begun = True
            try:
                found = self._member.decompress(self._waiting, len(view))
            except zlib.error as error:
                self.fault = f"is a damaged gzip file ({error})"
                return 0
            self._waiting = self._member.unconsumed_tail
            if found:
                view[: len(found)] = found
                return len(found)
        return 0
