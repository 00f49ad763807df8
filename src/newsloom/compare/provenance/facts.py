"""Names and numbers of a text: what a retelling keeps, and what two texts of one template do not share."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from newsloom.text.words import fold

_ENOUGH = 2  # names or numbers from which on their being shared tells something
_SHARED = 0.5  # share of the smaller set
_OPENERS = " \t\"“”«»„'‘’([–—-"
_STOPS = ".!?:;…\n"


class Facts(NamedTuple):
    """Folded words of names, and numbers as printed ("40,000" is 40 and 000: marks differ between languages)."""

    names: frozenset[str]
    numbers: frozenset[str]

    def fit(self, other: Facts) -> bool:
        """False where the two tell of different names or different figures: weather, results and reports of one template."""
        parts = ((self.names, other.names, _ENOUGH + 1), (self.numbers, other.numbers, _ENOUGH))
        return all(min(len(a), len(b)) < enough or shared(a, b) >= _SHARED for a, b, enough in parts)

    def common(self, other: Facts) -> int:
        """How many names and numbers both have."""
        return len(self.names & other.names) + len(self.numbers & other.numbers)


def shared(a: frozenset[str], b: frozenset[str]) -> float:
    """The share (0..1) of the smaller set that the other one has; 0 where one is empty."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def read(body: str, words: list[tuple[str, int, int]]) -> Facts:
    """The names and numbers of a text.

    A capitalised word that stands only at the beginning of sentences is no name.

    Args:
        body: the text.
        words: its words, each with its offsets in code points.
    """
    names: set[str] = set()
    numbers: set[str] = set()
    for word, start, end in words:
        if not word.isalpha() and any(c.isdigit() for c in word):
            numbers.add(word)
        elif end - start > 2 and body[start].isupper() and not _opens(body, start):
            names.add(_folded(word))
    return Facts(frozenset(names), frozenset(numbers))


def _opens(body: str, start: int) -> bool:
    """Whether a word is the first of its sentence."""
    at = start - 1
    while at >= 0 and body[at] in _OPENERS and start - at < 12:
        at -= 1
    return at < 0 or body[at] in _STOPS


@lru_cache(maxsize=50_000)
def _folded(word: str) -> str:
    return fold(word)
