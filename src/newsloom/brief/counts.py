"""What sentences count: a newer running total replaces an older one, and no section shows two figures of one thing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from newsloom.brief.context import Context
from newsloom.brief.grounding.words import read
from newsloom.records import Annotations, Quantity, Sentence

if TYPE_CHECKING:
    from newsloom.brief.candidates import Candidate

BEHIND = 30  # code points after a figure in which the word stands that tells whom it counts: "84 people on board"
SHARED = 2  # content words, figures apart, that two sentences with a running total share where they speak of one count

Counts = frozenset[tuple[str, str, float]]


def of(text: str, sentence: Sentence, annotations: Annotations, language: str) -> Counts:
    """(what is counted, the word behind it, how many) of each exact figure in a sentence; where only the last differs, two contradict."""
    here = (q for q in annotations.quantities if sentence.start <= q.start < sentence.end)
    return frozenset(key for q in here if (key := _key(text, sentence.end, q, language)))


def _key(text: str, end: int, quantity: Quantity, language: str) -> tuple[str, str, float] | None:
    value = quantity.value
    if value.low is None or value.low != value.high or value.vague or not quantity.head:
        return None
    behind = text[quantity.end : min(end, quantity.end + BEHIND)].rsplit(" ", 1)[0]
    word = next((w.stem for w in read(behind, language) if w.content and w.clause == 0), None)
    return (quantity.head, word, value.low) if word else None


def contradicted(counts: Counts, told: Iterable[Counts]) -> bool:
    """True where one of the figures is told already with another value."""
    known = {(head, word): value for one in told for head, word, value in one}
    return any(known.get((head, word), value) != value for head, word, value in counts)


def overtaken(context: Context, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, those marked as superseded whose running total ("has risen to 61") a newer article has taken further."""
    totals = [c for c in found if c.amounts and c.cues("running_totals")]
    held = {id(c): _stems(c) for c in totals}
    newest = {id(c): context.newness[c.article] for c in totals}

    def passed(one: Candidate) -> bool:
        return any(
            newest[id(other)] > newest[id(one)]
            and other.language == one.language
            and not one.amounts & other.amounts
            and (one.classes & other.classes or len(held[id(one)] & held[id(other)]) >= SHARED)
            for other in totals
        )

    old = {id(c) for c in totals if passed(c)}
    return [replace(c, superseded=True) if id(c) in old else c for c in found]


def _stems(candidate: Candidate) -> frozenset[str]:
    return frozenset(w.stem for w in read(candidate.text, candidate.language) if w.content and not w.folded[:1].isdigit())
