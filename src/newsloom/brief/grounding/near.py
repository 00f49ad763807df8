"""What was changed in a sentence that is nearly a copy: there, each changed word counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from newsloom.brief.grounding.model import Fault
from newsloom.brief.grounding.reading import Pair, Side
from newsloom.brief.grounding.words import Word, table

COPY = 0.72  # share of a sentence's words that stand in a passage in the same order
LEAST = 6  # words; of shorter sentences nothing can be told


def faults(pair: Pair) -> Iterator[Fault]:
    written = pair.sentence
    for side in pair.sides:
        if side.language != written.language or len(written.words) < LEAST:
            continue
        matcher = SequenceMatcher(None, [w.folded for w in side.words], [w.folded for w in written.words], autojunk=False)
        shared = sum(block.size for block in matcher.get_matching_blocks())
        if shared >= COPY * len(written.words):
            yield from _changes(pair, side, matcher)


def _changes(pair: Pair, side: Side, matcher: SequenceMatcher[str]) -> Iterator[Fault]:
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            continue
        theirs, mine = side.words[a:b], pair.sentence.words[c:d]
        yield from _modals(pair.sentence.language, theirs, mine)
        yield from _replaced(pair, theirs, mine)
        if what == "delete":
            yield from _cut(pair, theirs)


def _modals(language: str, theirs: Sequence[Word], mine: Sequence[Word]) -> Iterator[Fault]:
    """ "could" is not "will"."""
    strength = {word: name for name, words in table(language).get("modals", {}).items() for word in words}
    lost = [w for w in theirs if w.folded in strength]
    kept = {strength[w.folded] for w in mine if w.folded in strength}
    if lost and not any(strength[w.folded] in kept for w in lost) and (mine or kept):
        yield Fault("hedge", lost[0].text, f"a passage says “{lost[0].text}” of this and the sentence does not")


def _replaced(pair: Pair, theirs: Sequence[Word], mine: Sequence[Word]) -> Iterator[Fault]:
    """Words that were put in or exchanged must have a counterpart."""
    strange = [w for w in mine if w.content and not pair.known(w)]
    if strange and (not any(w.content for w in theirs) or len(strange) > 1):
        yield Fault("invented", strange[0].text, "no passage has this")


def _cut(pair: Pair, theirs: Sequence[Word]) -> Iterator[Fault]:
    """A condition or a limit in time that was cut off."""
    limits = table(pair.sentence.language).get("limits", {}).get("words", ())
    if theirs[0].folded in limits and len(theirs) > 2:
        yield Fault("condition", theirs[0].text, "a passage ties this to a condition or a time")
