"""Whether a sentence brings in matter that no passage has: a run of content words without any counterpart."""

from __future__ import annotations

from collections.abc import Iterator

from newsloom.brief.grounding import cues
from newsloom.brief.grounding.model import Fault
from newsloom.brief.grounding.reading import Pair
from newsloom.brief.grounding.words import Word
from newsloom.text import numbers

RUN = 3  # content words on end that no passage knows
SHARE = 0.6  # of all content words of a sentence


def faults(pair: Pair) -> Iterator[Fault]:
    if not pair.same:
        return
    run: list[Word] = []
    unknown = 0
    content = [w for w in pair.sentence.words if w.content]
    cued = [
        (cue.start, cue.end)
        for kind in ("negation", "attribution", "hedge")
        for cue in cues.find(kind, pair.sentence.text, pair.sentence.words, pair.sentence.language)
    ]
    cued += [(n.start, n.end) for n in numbers.find(pair.sentence.text, pair.sentence.language)]
    for word in content:
        if pair.known(word) or any(start <= word.start < end for start, end in cued):
            run = []
            continue
        unknown += 1
        run.append(word)
        if len(run) == RUN:
            yield Fault("invented", " ".join(w.text for w in run), "no passage speaks of this")
            return
    if content and unknown > SHARE * len(content):
        yield Fault("invented", pair.sentence.text[:80], "hardly a word of this is in a passage")
