"""How alike the words of two sayings are, each word weighed by how telling it is."""

from __future__ import annotations

from functools import lru_cache

from newsloom.compare.agreement.values import interval
from newsloom.compare.sayings import Item

_LARGE = 6  # equal figures from here on hint at one matter; ones to fives are everywhere


@lru_cache(maxsize=65536)
def weight(term: str, language: str) -> float:
    """How telling a word is: 0 for the commonest, 1 for a rare one (Zipf frequencies of wordfreq)."""
    from wordfreq import zipf_frequency

    try:
        return float(min(1.0, max(0.1, (7.0 - zipf_frequency(term, language)) / 5.0)))
    except (LookupError, ImportError):  # no list for this language, or none without a tokenizer of its own (Japanese, Korean)
        return 0.5


def overlap(x: Item, y: Item) -> float:
    """Share of the shorter clause's weighted terms that the other has too (Dice on weights, so that rare words count more)."""
    return shared(x.terms, y.terms, x.language) if x.language == y.language else 0.0


def within(x: Item, y: Item) -> float:
    """Share of the shorter clause's weighted terms that the other holds; 0 where they share but one word."""
    return held(x.terms, y.terms, x.language) if x.language == y.language else 0.0


def shared(a: frozenset[str], b: frozenset[str], language: str) -> float:
    """Dice of two sets of words, weighted."""
    if not a or not b:
        return 0.0
    both, total = _sum(a & b, language), _sum(a, language) + _sum(b, language)
    return 2 * both / total if total else 0.0


def held(a: frozenset[str], b: frozenset[str], language: str) -> float:
    """Share of the lighter set's weight that the other holds; 0 where they share but one word."""
    both = a & b
    if len(both) < 2:
        return 0.0
    total = min(_sum(a, language), _sum(b, language))
    return _sum(both, language) / total if total else 0.0


@lru_cache(maxsize=65536)
def _sum(terms: frozenset[str], language: str) -> float:
    return sum(weight(t, language) for t in terms)


def shared_object(x: Item, y: Item) -> float:
    return 1.0 if x.object & y.object else 0.0


def same_figure(x: Item, y: Item) -> bool:
    """True where two figures are equal and neither is a small number, which many things may share."""
    if x.value is None or y.value is None or interval(x.value) != interval(y.value):
        return False
    if x.measure == y.measure and x.value.of and y.value.of and x.value.of.low == y.value.of.low:
        return True
    return x.measure == y.measure and max(abs(v) for v in (x.value.low or 0, x.value.high or 0)) >= _LARGE
