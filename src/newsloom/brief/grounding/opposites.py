"""Whether a sentence turns a passage round: rise for fall, before for after, won for lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from newsloom.brief.grounding import cues
from newsloom.brief.grounding.model import Fault
from newsloom.brief.grounding.reading import Pair
from newsloom.brief.grounding.words import table

Pairs = tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]


def faults(pair: Pair) -> Iterator[Fault]:
    """A word of one side, where the passages have words of the other side alone."""
    written = pair.sentence
    denied = [c.text for c in cues.find("negation", written.text, written.words, written.language)]
    for sides in _pairs(written.language):
        for mine, other in (sides, sides[::-1]):
            match = mine.search(written.text)
            if match is None or other.search(written.text):
                continue
            if denied and any(match.group().casefold() in text or text in match.group().casefold() for text in denied):
                continue
            theirs = [side.text for side in pair.sides if side.language == written.language]
            same, turned = any(mine.search(text) for text in theirs), any(other.search(text) for text in theirs)
            if turned and not same and not _both_denied(pair, denied):
                yield Fault("opposite", match.group(), "a passage says the opposite")


def turned(theirs: str, mine: str, language: str) -> bool:
    """Whether one stretch has words of one side, and the other those of the other."""
    for one, other in (*_pairs(language), *_pairs(language, "converse")):
        if one.search(theirs) and other.search(mine) and not (other.search(theirs) or one.search(mine)):
            return True
        if other.search(theirs) and one.search(mine) and not (one.search(theirs) or other.search(mine)):
            return True
    return False


def _both_denied(pair: Pair, denied: list[str]) -> bool:
    """Whether one of the two denies something: then the opposite may be the same ("did not rise", "fell")."""
    theirs = any(cues.find("negation", side.text, side.words, side.language) for side in pair.sides)
    return theirs != bool(denied)


@cache
def _pairs(language: str, kind: str = "pairs") -> Pairs:
    listed = table(language).get("opposites", {}).get(kind, ())
    return tuple((cues.compiled(tuple(a)), cues.compiled(tuple(b))) for a, b in listed)
