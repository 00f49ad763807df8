"""A span of a reading with its surroundings, and what frames and parse together tell of it."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from newsloom.annotate.modality.frames import Around, of_frames, seeming
from newsloom.annotate.modality.plain import of_text
from newsloom.annotate.modality.scope import of_clause
from newsloom.records import Modality

if TYPE_CHECKING:
    from newsloom.annotate.reading import Reading

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

    Words around the span count that govern it ("Kyiv denied that [...]"), answer it, or follow it (", a claim that Kyiv rejects"). Frames
    of the language decide; where they say nothing, an English parse does, and elsewhere the patterns of the language.
    With a `speaker`, in the words of the text, only what that party says of the clause counts, not what others say of the party's claim.
    """
    found = of_frames(around(reading, start, end, speaker), reading.language)
    if found is not None:
        return found if found[0] != "asserted" else ("asserted", None)
    if not (reading.syntax and reading.language == "en"):
        return of_text(reading.body[start:end], reading.language)
    span = reading.doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return "asserted", None
    told = of_clause(span.root)
    return ("asserted", None) if told[1] is not None and seeming(told[1], span.text, reading.language) else told
