"""How sure a clause is said to be, with the words that say so.

The algorithm walks the parse: cues on the clause's own verb (modals, adverbs, "if") and on each verb, noun or adjective that governs it
("denied that", "speculation that", "is expected to"), with their negation. Languages without a parse use the patterns of their table.
"""

from __future__ import annotations

from newsloom.annotate.modality.plain import of_text
from newsloom.annotate.modality.scope import of_clause, verdict_of
from newsloom.annotate.reading import Reading
from newsloom.records import Modality

__all__ = ["of_clause", "of_span", "of_text", "verdict_of"]


def of_span(reading: Reading, start: int, end: int) -> tuple[Modality, str | None]:
    """Modality of the clause at start:end (code points of the body) and its cue as written, ("asserted", None) without a cue.

    Cues outside the span that govern the clause count ("Kyiv denied that [...]"). Where several do, the first of asked, denied, doubted,
    conditional, speculated, expected decides.
    """
    if not (reading.syntax and reading.language == "en"):
        return of_text(reading.body[start:end], reading.language)
    span = reading.doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return "asserted", None
    if reading.body[start:end].rstrip(" \"'”’»)").endswith("?"):
        return "asked", "?"
    return of_clause(span.root)
