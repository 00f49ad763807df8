"""The words that an article tells its matter with, weighed by how rare they are, and which other article shares most of them."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from functools import lru_cache

from newsloom.compare.at_hand import AtHand
from newsloom.compare.provenance.overlap import Words
from newsloom.text.words import fold, frequency

_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_FLOOR = 6.0  # nats: a word as frequent as one in 400 weighs nothing
_EARLY, _LATE = 4, 4  # holders of a term that are remembered: the first, and the last
_CANDIDATES = 4
_GLANCE = 0.2  # share of the weight that a candidate must have in the index


class Terms:
    """Stems of an article's words outside quotation marks, each with its weight in nats."""

    def __init__(self, words: Words) -> None:
        self.words = words
        language = words.article.language.split("-")[0]
        self.weights: dict[str, float] = {}
        for (word, _, _), own in zip(words.words, words.own, strict=True):
            term = stem(word) if own else ""
            if term and term not in self.weights:
                self.weights[term] = _weight(word, language)
        self.total = sum(self.weights.values())

    def share(self, other: Terms) -> float:
        """The share (0..1) of this article's weight that the other one's terms have."""
        common = self.weights.keys() & other.weights.keys()
        return sum(self.weights[term] for term in sorted(common)) / self.total if self.total else 0.0


_terms: AtHand[Terms] = AtHand(4000)


def terms_of(words: Words) -> Terms:
    """The terms of an article's words, worked out once."""
    return _terms.get(words, lambda: Terms(words))


class Index:
    """Finds the articles that share most with a new one. A term keeps its first and its last few holders, so that the work grows with
    the words of a story and not with the pairs of its articles; what is made of another text shares its rare terms."""

    def __init__(self) -> None:
        self._holders: dict[str, list[int]] = defaultdict(list)

    def candidates(self, mine: Terms) -> list[int]:
        """Indexes of the articles added so far that share most, best first."""
        found: Counter[int] = Counter()
        for term, weight in mine.weights.items():
            for other in self._holders.get(term, ()):
                found[other] += weight  # type: ignore[assignment] # Counter of weights
        best = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:_CANDIDATES]
        return [other for other, weight in best if weight >= _GLANCE * mine.total]

    def add(self, index: int, mine: Terms) -> None:
        for term in mine.weights:
            holders = self._holders[term]
            if len(holders) >= _EARLY + _LATE:
                del holders[_EARLY]
            holders.append(index)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A word without its commonest English endings, accents and case; "" for short words. Numbers stay whole."""
    if (not word.isalpha() and any(c.isdigit() for c in word)) or _UNSPACED.match(word):
        return word
    if len(word) < 4:
        return ""
    word = fold(word)
    for ending in ("ing", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=100_000)
def _weight(word: str, language: str) -> float:
    return max(0.0, -math.log(frequency(fold(word), language)) - _FLOOR)
