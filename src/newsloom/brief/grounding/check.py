"""The check of one written sentence against the passages that it cites."""

from __future__ import annotations

from collections.abc import Sequence

from newsloom.brief.grounding import days, figures, invented, named, near, opposites, polarity, quoted, roles, small_words, swapped, voices
from newsloom.brief.grounding.model import Context, Fault, Source
from newsloom.brief.grounding.reading import Pair
from newsloom.brief.grounding.words import LONGEST

CHECKS = (quoted, named, figures, days, voices, polarity, opposites, roles, swapped, small_words, near, invented)


def check(sentence: str, passages: Sequence[Source], context: Context) -> list[Fault]:
    """What a sentence says that its passages do not, [] where nothing was found.

    Deterministic and without a generative model. It errs towards refusal: a refused sentence is replaced by its source. What it cannot
    see: a false statement in words of the passages that keeps names, figures, cues and roles in their places; across languages, most of
    what is not a name, a figure, a date, a quotation, a speaker or a cue (see docs/decisions).

    Args:
        sentence: one or two sentences of plain text.
        passages: what it cites.
        context: the language it is written in, and what is known over the story.
    """
    if not passages:
        return [Fault("form", sentence[:80], "it cites nothing")]
    if len(sentence) > LONGEST or not sentence.strip():
        return [Fault("form", sentence[:80], "it is empty or far too long")]
    pair = Pair.of(sentence, passages, context)
    return [fault for part in CHECKS for fault in part.faults(pair)]
