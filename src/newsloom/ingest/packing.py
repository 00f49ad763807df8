"""Gzip files (RFC 1952), all their members, never more of them than a limit allows."""

from __future__ import annotations

import zlib
from typing import NamedTuple

_STEP, _LONGEST_STEP = 4096, 1 << 20


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
