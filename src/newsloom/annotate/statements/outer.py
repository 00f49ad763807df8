"""Flat views of attributions: each token in one attribution at most, the words that stand there as source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsloom.annotate.statements.attribution import Attribution
from newsloom.annotate.statements.trees import noun_span, pieces

if TYPE_CHECKING:
    from spacy.tokens import Doc


def outermost(found: list[Attribution]) -> list[Attribution]:
    """Attributions that lie in no other's content; of two that share a token, the larger content stays."""
    kept: list[Attribution] = []
    used: set[int] = set()
    for made in sorted(found, key=lambda a: (not a.quotes, -len(a.content))):
        if made.anchor in used or len(made.content & used) > 0.3 * len(made.content):
            continue
        content = made.content - used
        kept.append(made)
        used |= content
    return sorted(kept, key=lambda a: a.anchor)


def spans(doc: Doc, made: Attribution, text: str) -> dict[str, list[tuple[int, int]]]:
    """Source, cue and content of an attribution as lists of (start, end), code points."""
    source: list[tuple[int, int]] = []
    if made.source is not None:
        first, last = noun_span(doc[made.source])
        ids = set(range(first, last)) - made.content - set(made.cue)
        source = [(p.start, p.end) for p in pieces(doc, ids, text)]
    cue = [(doc[i].idx, doc[i].idx + len(doc[i])) for i in made.cue]
    return {"source": source, "cue": cue, "content": [(p.start, p.end) for p in pieces(doc, made.content, text)]}
