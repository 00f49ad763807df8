"""Versions of one article, and what changed between them, word by word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from newsloom.records import Article, Edit, VersionStep

_PIECE = re.compile(r"\w+|[^\w\s]")
_LINE = re.compile(r"[^\n]+")
_WORDS = 6_000  # longer texts are compared line by line: word by word would take too long


def steps(versions: Sequence[Article]) -> list[VersionStep]:
    """Each version with what changed since the one before, oldest first."""
    found: list[VersionStep] = []
    for at, article in enumerate(versions):
        before = versions[at - 1] if at else None
        found.append(
            VersionStep(
                article=article.id,
                version=article.version,
                first_seen=article.first_seen,
                modified=article.modified,
                title=article.title,
                words=article.words,
                title_before=before.title if before is not None and before.title != article.title else None,
                edits=tuple(edits(before, article)) if before is not None else (),
            )
        )
    return found


def edits(before: Article, after: Article) -> list[Edit]:
    """What changed between two versions: passages of both, to the letter. Differences of space alone are none."""
    old, new = _pieces(before.text), _pieces(after.text)
    if max(len(old), len(new)) > _WORDS:
        old, new = _lines(before.text), _lines(after.text)
    matcher = difflib.SequenceMatcher(None, [p[2] for p in old], [p[2] for p in new], autojunk=False)
    found = []
    for what, i1, i2, j1, j2 in matcher.get_opcodes():
        if what == "equal":
            continue
        found.append(
            Edit(
                before=before.passage(old[i1][0], old[i2 - 1][1]) if i2 > i1 else None,
                after=after.passage(new[j1][0], new[j2 - 1][1]) if j2 > j1 else None,
                at=old[i1][0] if i1 < len(old) else len(before.text),
            )
        )
    return found


def _pieces(text: str) -> list[tuple[int, int, str]]:
    return [(m.start(), m.end(), m.group()) for m in _PIECE.finditer(text)]


def _lines(text: str) -> list[tuple[int, int, str]]:
    return [(m.start(), m.end(), m.group().strip()) for m in _LINE.finditer(text)]
