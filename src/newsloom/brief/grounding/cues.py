"""Cues that change what a clause says ("not", "may", "some of", "because"), with the words in their scope."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from newsloom.brief.grounding.words import Word, table

AFTER, BEFORE = 6, 4  # content words in the scope of a cue


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue and the content words near it, the following ones first."""

    start: int
    end: int
    text: str
    scope: tuple[Word, ...]


def find(kind: str, text: str, words: Sequence[Word], language: str) -> list[Cue]:
    """The cues of a class, in order."""
    pattern = _pattern(language, "cues", kind)
    blocked = [m.span() for part in ("phrases", kind) for m in _pattern(language, "not_cues", part).finditer(text)]
    found = []
    for match in pattern.finditer(text):
        if any(start <= match.start() and match.end() <= end for start, end in blocked):
            continue
        found.append(Cue(match.start(), match.end(), match.group(), _scope(match.start(), match.end(), words)))
    return found


def _scope(start: int, end: int, words: Sequence[Word]) -> tuple[Word, ...]:
    """Content words after and before a cue, in its clause; where the clause has none, those of the next one."""
    at = next((w.clause for w in words if w.end > start), words[-1].clause if words else 0)
    here = [w for w in words if w.content and w.clause == at and not (start <= w.start and w.end <= end)]
    after = [w for w in here if w.start >= end][:AFTER]
    before = [w for w in here if w.end <= start][-BEFORE:]
    if not after and not before:
        after = [w for w in words if w.content and w.clause == at + 1][:AFTER]
    return (*after, *before)


@cache
def _pattern(language: str, part: str, kind: str) -> re.Pattern[str]:
    return compiled(tuple(table(language).get(part, {}).get(kind, ())))


@cache
def compiled(entries: tuple[str, ...]) -> re.Pattern[str]:
    """Entries of a table as one pattern; a trailing "*" stands for any ending."""
    if not entries:
        return re.compile(r"(?!)")
    parts = []
    for entry in sorted(entries, key=len, reverse=True):
        if entry == "un[words]":  # "unable", "untouched", but not "under" or "union"
            parts.append(r"(?<![^\W_])un(?!der|i|less|til|cle)[a-z]{3,}")
            continue
        words = re.escape(entry.removesuffix("*")).replace(r"\ ", r"\s+")
        front = "" if entry[0] == "n" and entry[1:2] in ("'", "’") else r"(?<![^\W_])"
        parts.append(front + words + (r"[^\W_]*" if entry.endswith("*") else r"(?![^\W_])"))
    return re.compile("|".join(parts), re.IGNORECASE)
