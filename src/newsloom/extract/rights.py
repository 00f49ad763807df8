"""The year of a text's own copyright line."""

from __future__ import annotations

import re

_LINE = re.compile(
    r"(?:^|\n)[^\S\n]*(?:(?:copyright|\(c\)|©)[^\S\n]*){1,3}(?:by[^\S\n]+)?(?P<years>(?:19|20)\d\d(?:[-–](?:19|20)?\d\d)?)\b", re.I
)
_TAIL = 600  # characters: a line further up belongs to something quoted


def year(text: str) -> int | None:
    """The last year that a copyright line near the end names, None without one or for a range (such lines are a site's, not a text's)."""
    found = [m["years"] for m in _LINE.finditer(text[-_TAIL:])]
    return int(found[-1]) if found and len(found[-1]) == 4 else None
