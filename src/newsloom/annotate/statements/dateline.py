"""Datelines ("PORTO, Portugal (Meridian Agency) – "): they open a paragraph and are nobody's words, nor anybody's name."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from newsloom.annotate.statements.attribution import Attribution

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TOWN = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ .'’/-]{2,40}"
_REST = r"(?:, [A-ZÀ-ÖØ-Þ][\w. ]{1,25})?(?:,? \w{3,9}\.? \d{1,2})?(?: ?\([^()\n]{2,40}\))?"
_DASH = r"\s{0,3}(?:—|–|--|-)\s{1,3}"
_DATELINE = re.compile(
    rf"^[ \t]*(?:(?:[A-Z]{{3,6}} )?\([A-Z]{{2,12}}\) {_TOWN}{_REST}|\([A-Z]{{2,12}}\)|{_TOWN}{_REST}){_DASH}", re.MULTILINE
)


def spans(text: str) -> list[tuple[int, int]]:
    """Datelines in code points, in order."""
    return [m.span() for m in _DATELINE.finditer(text)]


def tokens(doc: Doc, text: str) -> frozenset[int]:
    """Indexes of the tokens that stand in datelines."""
    found = spans(text)
    return frozenset(t.i for t in doc if any(a <= t.idx < b for a, b in found)) if found else frozenset()


def without(doc: Doc, found: list[Attribution], place: frozenset[int]) -> list[Attribution]:
    """Attributions whose content holds no dateline, and whose source is not the place that opens it."""
    if not place:
        return found
    kept = []
    for made in found:
        source, content = made.source, made.content - place
        if source in place:
            beside = _before(doc, made.anchor, place)
            source = beside.i if beside is not None else None
        if content:
            kept.append(replace(made, source=source, content=content))
    return kept


def _before(doc: Doc, verb: int, place: frozenset[int]) -> Token | None:
    """The noun right before a verb whose subject the dateline took."""
    at = verb - 1
    while at > 0 and (doc[at].pos_ in ("ADV", "AUX", "PUNCT") or doc[at].is_space):
        at -= 1
    return doc[at] if at not in place and doc[at].pos_ in ("PROPN", "NOUN", "PRON") else None
