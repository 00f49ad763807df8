"""How much of a sentence has been said by another: the same things in other words.

A sentence is taken for what it holds: stems of content words (words of like meaning are one, see the tables of `grounding`) and figures,
each weighed by how few of the story's sentences hold it, so that the names that a whole story is about weigh little and what is
particular to a sentence weighs most.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from newsloom.brief.grounding.words import read

COMMON = 0.15  # weight of what every sentence holds
Units = tuple[frozenset[str], ...]


class Said:
    """The sentences of a story by what they hold.

    Args:
        texts: (text, primary language subtag) of each sentence.
    """

    def __init__(self, texts: Sequence[tuple[str, str]]) -> None:
        self._units = [_units(text, language) for text, language in texts]
        self._keys = [frozenset(key for unit in units for key in unit) for units in self._units]
        spread = Counter(key for keys in self._keys for key in keys)
        self._scale = math.log(2 + len(texts))
        self._total = 1 + len(texts)
        self._weights = [tuple(self._weight(unit, spread) for unit in units) for units in self._units]
        self._mean = sum(map(sum, self._weights)) / max(len(texts), 1)

    def covered(self, number: int, others: Iterable[int]) -> float:
        """The share (0..1) of what sentence `number` holds that the others, taken together, hold too; 1 for an empty one."""
        keys = frozenset(key for other in others for key in self._keys[other])
        total = sum(self._weights[number])
        held = sum(w for unit, w in zip(self._units[number], self._weights[number], strict=True) if unit & keys)
        return held / total if total else 1.0

    def overlap(self, a: int, b: int) -> float:
        """The share of what the slighter of two sentences holds that the other holds too."""
        slight, full = (a, b) if sum(self._weights[a]) <= sum(self._weights[b]) else (b, a)
        return self.covered(slight, (full,))

    def weight(self, number: int) -> float:
        """How much a sentence holds, against the mean of all."""
        return sum(self._weights[number]) / self._mean if self._mean else 0.0

    def _weight(self, unit: frozenset[str], spread: Counter[str]) -> float:
        return max(COMMON, math.log(self._total / (1 + max(spread[key] for key in unit))) / self._scale)


def _units(text: str, language: str) -> Units:
    """What a sentence holds, each once: a content word with its group, or a figure."""
    found: dict[str, frozenset[str]] = {}
    for word in read(text, language):
        if word.content:
            found[word.stem] = word.like
        elif word.folded[:1].isdigit():
            found["#" + word.folded] = frozenset(("#" + word.folded,))
    return tuple(found.values())
