"""What was changed in a sentence that is nearly a copy: there, each changed word counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from newsloom.brief.grounding import cues, opposites
from newsloom.brief.grounding.model import Fault
from newsloom.brief.grounding.reading import Pair, Side
from newsloom.brief.grounding.words import Word, table
from newsloom.text import numbers
from newsloom.text.names_keys import offices

COPY = 0.72  # share of a sentence's words that stand in the passages in the same order
LEAST = 4  # words; of shorter sentences nothing can be told
SHORT = 5  # words that were exchanged; longer stretches are another wording
CLOSE = 0.06  # how far a bound may be from the figure that it stands for, in a sentence that is nearly a copy
STRANGE = 2  # content words without a counterpart that are one too many in one place
_SURE = ("negation", "cause", "rumour")


def faults(pair: Pair) -> Iterator[Fault]:
    written = pair.sentence
    if not pair.same or len(written.words) < LEAST:
        return
    joined = Side.of("\n".join(side.text for side in pair.sides), written.language)
    matcher = SequenceMatcher(None, [w.folded for w in joined.words], [w.folded for w in written.words], autojunk=False)
    if sum(block.size for block in matcher.get_matching_blocks()) < COPY * len(written.words):
        return
    for what, a, b, c, d in matcher.get_opcodes():
        if what != "equal":
            yield from _changed(pair, Part.of(joined, a, b), Part.of(written, c, d))


class Part:
    """A stretch of a text that another text has otherwise."""

    def __init__(self, side: Side, words: Sequence[Word]) -> None:
        self.side, self.words = side, words
        self.start, self.end = (words[0].start, words[-1].end) if words else (0, 0)
        self.text = side.text[self.start : self.end]

    @classmethod
    def of(cls, side: Side, first: int, last: int) -> Part:
        return cls(side, side.words[first:last])

    def cues(self, kind: str) -> list[str]:
        found = cues.find(kind, self.side.text, self.side.words, self.side.language)
        return [cue.text for cue in found if cue.start < self.end and self.start < cue.end]

    def values(self) -> list[tuple[float | None, float | None]]:
        found = numbers.find(self.side.text, self.side.language)
        return [(n.low, n.high) for n in found if n.core_start < self.end and self.start < n.core_end]

    def counts(self, word: Word) -> bool:
        """True for a word of a figure ("more than"), which is judged as one."""
        return any(n.start <= word.start < n.core_end for n in numbers.find(self.side.text, self.side.language))

    def names(self) -> set[str]:
        """Words with a capital that are no office and do not open a sentence."""
        text, titles = self.side.text, offices(self.side.language)
        inside = [w for w in self.words if w.text[:1].isupper() and text[: w.start].rstrip(' “"«')[-1:] not in ("", ".", "!", "?", "\n")]
        return {w.folded for w in inside if w.folded not in titles}


def _changed(pair: Pair, theirs: Part, mine: Part) -> Iterator[Fault]:
    yield from _modals(pair.sentence.language, theirs, mine)
    short = len(theirs.words) <= SHORT and (mine.words or len(theirs.words) < LEAST)
    for kind in _SURE:
        lost, added = theirs.cues(kind), mine.cues(kind)
        if (
            not short
            or bool(lost) == bool(added)
            or (kind == "cause" and not added)
            or any(part.cues(name) for part in (mine, theirs) for name in ("dispute", "unlike"))
        ):
            continue
        if kind == "cause" or _count(kind, pair.sentence) != _count(kind, theirs.side):
            yield Fault("cause" if kind == "cause" else "negation", (added or lost)[0], "a passage has the same words and says otherwise")
    if short and opposites.turned(theirs.text, mine.text, pair.sentence.language):
        yield Fault("opposite", mine.text, f"a passage says “{theirs.text}”")
    if _brief(theirs, mine) and theirs.values() and mine.values() and not _covered(mine, theirs):
        yield Fault("number", mine.text, f"a passage has “{theirs.text}” here")
    if _brief(theirs, mine) and theirs.names() and mine.names() and not theirs.names() & mine.names():
        yield Fault("name", mine.text, f"a passage has “{theirs.text}” here")
    strange = [w for w in mine.words if w.content and not pair.known(w) and not mine.counts(w)]
    if len(strange) >= STRANGE:
        yield Fault("invented", strange[0].text, "no passage has this")
    if not mine.words:
        yield from _cut(pair, theirs)


def _covered(mine: Part, theirs: Part) -> bool:
    """The same figure, or a bound that the passage's figure is within ("more than 2.5 million" of 2.6)."""
    exact = [low for low, high in theirs.values() if low is not None and low == high]
    bounds = [(low, high) for low, high in mine.values() if low is None or high is None]
    within = any(
        (low is None or low < x <= low * (1 + CLOSE)) and (high is None or high * (1 - CLOSE) <= x < high)
        for x in exact
        for low, high in bounds
        if low is not None or high is not None
    )
    return within or bool(set(mine.values()) & set(theirs.values()))


def _brief(theirs: Part, mine: Part) -> bool:
    """One thing was put for another; in longer stretches, things may only have changed places."""
    return max(len(theirs.words), len(mine.words)) <= STRANGE + 1


def _count(kind: str, side: Side) -> int:
    return len(cues.find(kind, side.text, side.words, side.language))


def _modals(language: str, theirs: Part, mine: Part) -> Iterator[Fault]:
    """ "could" is not "will"."""
    strength = {word: name for name, words in table(language).get("modals", {}).items() for word in words}
    lost = [w for w in theirs.words if w.folded in strength]
    kept = {strength[w.folded] for w in mine.words if w.folded in strength}
    if (
        lost
        and mine.words
        and max(len(theirs.words), len(mine.words)) <= SHORT
        and not any(strength[w.folded] in kept for w in lost)
        and (kept or not theirs.cues("negation"))
    ):
        yield Fault("hedge", lost[0].text, f"a passage says “{lost[0].text}” of this and the sentence does not")


def _cut(pair: Pair, theirs: Part) -> Iterator[Fault]:
    """A condition or a limit in time that was cut off."""
    limits = table(pair.sentence.language).get("limits", {}).get("words", ())
    if theirs.words[0].folded in limits and len(theirs.words) >= LEAST - 1:
        yield Fault("condition", theirs.words[0].text, "a passage ties this to a condition or a time")
