"""A span of a reading with its surroundings, and what frames and parse together tell of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from newsloom.annotate.modality.frames import Around, inner, of_frames, outer, planned, seeming
from newsloom.annotate.modality.plain import of_text
from newsloom.annotate.modality.scope import of_clause
from newsloom.annotate.modality.surround import Verdict
from newsloom.records import Modality

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from newsloom.annotate.reading import Reading

_ASIDE_DEPS = frozenset({"relcl", "acl", "advcl", "conj"})
_WITHIN_NOUNS = frozenset({"compound", "nmod", "poss", "amod"})
_STEPS = 12
_REPLY = 160  # code points after the sentence in which a reply is looked for


def around(reading: Reading, start: int, end: int, speaker: str | None = None) -> Around:
    """The clause at start:end, the rest of its sentence before it, and that and the beginning of the next after it."""
    starts = [s.start for s in reading.sentences]
    first = max(0, bisect_right(starts, start) - 1)
    last = max(0, bisect_right(starts, max(start, end - 1)) - 1)
    low = reading.sentences[first].start if reading.sentences else 0
    high = reading.sentences[last].end if reading.sentences else len(reading.body)
    after = reading.body[end : max(end, high) + _REPLY].split("\n\n")[0]
    return Around(reading.body[min(low, start) : start], reading.body[start:end], after, speaker)


def of_span(reading: Reading, start: int, end: int, speaker: str | None = None) -> tuple[Modality, str | None]:
    """Modality of the clause at start:end (code points of the body) and its cue, ("asserted", None) without a cue.

    Words around the span count that govern it ("Kyiv denied that [...]"), answer it, or follow it (", a claim that Kyiv rejects"): frames
    of the language find them. Of cues among its own words, those count that an English parse ties to its main clause, so that "the man who
    may know" is no guess. Where frames say nothing, the parse does, and elsewhere the patterns of the language.
    With a `speaker`, in the words of the text, only what that party says of the clause counts, not what others say of the party's claim.
    """
    if not (reading.syntax and reading.language == "en"):
        here = around(reading, start, end, speaker)
        return _settled(of_frames(here, reading.language) or of_text(here.clause, reading.language))
    span = reading.doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return "asserted", None
    outside = _outside(reading, span, speaker)
    if outside is not None and outside[0] != "asserted":
        return outside
    here = around(reading, start, end, speaker)
    own = inner(here, reading.language)
    if own is not None and own[0] != "asserted" and _main(span, own[1] or ""):
        return own
    ahead = planned(here, reading.language) if _present(span.root) else None
    if ahead is not None and _main(span, ahead[1] or "", _WITHIN_NOUNS):
        return ahead
    told = of_clause(span.root, within=(span.start, span.end) if outside is not None else None)
    return ("asserted", None) if told[1] is not None and seeming(told[1], span.text, reading.language) else told


def _settled(told: Verdict) -> Verdict:
    return told if told[0] != "asserted" else ("asserted", None)


def _outside(reading: Reading, span: Span, speaker: str | None) -> Verdict | None:
    """What stands around a clause tells of it; what governs the first of two joined clauses governs the second."""
    first = span.root
    for _ in range(_STEPS):
        if first.dep_ != "conj" or first.head.pos_ not in ("VERB", "AUX"):
            break
        first = first.head
    start, end = span.start_char, span.end_char
    told = outer(around(reading, start, end, speaker), reading.language)
    if told is None and first.i != span.root.i and first.left_edge.idx < start:
        here = around(reading, first.left_edge.idx, end, speaker)
        told = outer(replace(here, clause=reading.body[first.left_edge.idx : start]), reading.language)
    return told


def _present(root: Token) -> bool:
    return root.tag_ in ("VBZ", "VBP") or any(k.dep_ in ("aux", "auxpass") and k.tag_ in ("VBZ", "VBP") for k in root.children)


def _main(span: Span, cue: str, barred: frozenset[str] = frozenset()) -> bool:
    """True where a cue hangs on the main clause of a span, or on what that clause says; true as well where it cannot be placed."""
    text = span.text.replace("’", "'").lower()
    places = [m.start() + span.start_char for m in re.finditer(rf"(?<!\w){re.escape(cue.lower())}(?!\w)", text)]
    tokens = [token for token in span if any(at <= token.idx < at + len(cue) for at in places)]
    return not tokens or any(_reaches(token, span.root, barred) for token in tokens)


def _reaches(token: Token, root: Token, barred: frozenset[str]) -> bool:
    at = token
    for _ in range(_STEPS):
        if at.i == root.i:
            return True
        if at.dep_ in _ASIDE_DEPS or at.dep_ in barred or at.head.i == at.i:
            return False
        at = at.head
    return False
