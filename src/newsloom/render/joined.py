"""A statement's words as they are shown: a gap between two of its pieces is marked, so that two quotes never read as one."""

from __future__ import annotations

import re
from itertools import pairwise

GAP = " … "
_LONGEST = 4000  # characters of content that are looked at


def pieces(content: str, source: str) -> tuple[tuple[str, int], ...]:
    """The runs of `content` that stand together in `source`, with where they stand (code points of `source`).

    `content` joins its pieces by one space; between pieces that only quotation marks or space part there is no gap. One run, without a
    place (-1), where the source does not hold the words.
    """
    if len(content) > _LONGEST or content in source:
        return ((content, source.find(content)),)
    cuts = [m.start() for m in re.finditer(r" ", content)] + [len(content)]
    found: list[tuple[str, int]] = []
    at = begin = 0
    while begin < len(content):
        ends = [cut for cut in cuts if cut > begin]
        reach = _longest(content, begin, ends, source, at)
        if reach is None:
            return ((content, -1),)
        end, place = reach
        found.append((content[begin:end], place))
        at, begin = place + end - begin, end + 1
    return tuple(found)


def _longest(content: str, begin: int, ends: list[int], source: str, at: int) -> tuple[int, int] | None:
    """The furthest of `ends` to which `content` goes on in `source` from `at` on, and where that begins; by halves, as a longer run holds
    every shorter one."""
    low, high, best = 0, len(ends) - 1, None
    while low <= high:
        middle = (low + high) // 2
        place = source.find(content[begin : ends[middle]], at)
        if place >= 0:
            best, low = (ends[middle], place), middle + 1
        else:
            high = middle - 1
    return best


def gaps(found: tuple[tuple[str, int], ...], source: str) -> list[bool]:
    """For each run but the last, whether words stand between it and the next one."""
    rows = pairwise(found)
    return [any(c.isalnum() for c in source[place + len(words) : after]) for (words, place), (_, after) in rows]
