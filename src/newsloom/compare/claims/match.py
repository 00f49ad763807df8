"""How far two items say the same thing: 0..1, or None where they cannot be of one claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from newsloom.compare.sayings.items import Item
from newsloom.compare.sayings.keys import level
from newsloom.compare.sayings.words import alike, family, is_outcome
from newsloom.text.vectors import Vectors


@lru_cache(maxsize=65536)
def _weight(term: str, language: str) -> float:
    """How telling a word is: 0 for the commonest, 1 for a rare one (Zipf frequencies of wordfreq)."""
    from wordfreq import zipf_frequency

    try:
        return float(min(1.0, max(0.1, (7.0 - zipf_frequency(term, language)) / 5.0)))
    except LookupError:  # no list for this language
        return 0.5


class Matcher:
    """Scores pairs of items of one block.

    Args:
        items: all items.
        vectors: unit vectors of some of them.
        rows: row in `vectors` by item index.
    """

    def __init__(self, items: Sequence[Item], vectors: Vectors, rows: Mapping[int, int]) -> None:
        self._items = items
        self._vectors = vectors
        self._rows = rows
        first: dict[object, int] = {}
        self._same = [first.setdefault(_signature(item), index) for index, item in enumerate(items)]
        self._known: dict[tuple[int, int], float | None] = {}

    def score(self, a: int, b: int) -> float | None:
        """The score of items a and b; items that say the same in the same words share it."""
        pair = (self._same[a], self._same[b])
        if pair not in self._known:
            self._known[pair] = self._score(*pair)
        return self._known[pair]

    def _score(self, a: int, b: int) -> float | None:
        x, y = self._items[a], self._items[b]
        parties = _parties(x, y)
        if parties is None or _apart(x, y):
            return None
        if x.kind == "quantity":
            return self._figures(a, b, parties)
        if x.klass is not None and x.klass == y.klass:
            return self._of_class(x, y, parties)
        return self._of_words(a, b, parties)

    def _figures(self, a: int, b: int, parties: float) -> float | None:
        x, y = self._items[a], self._items[b]
        if not alike(x.measure, y.measure) or x.value is None or y.value is None:
            return None
        fx, fy = family(x.klass), family(y.klass)
        befell = is_outcome(x.measure)
        if x.measure != y.measure and not befell and (fx is None or fx != fy):
            return None  # workers are people, but those on strike are not those employed
        if fx and fy and fx != fy and x.measure == y.measure and not befell:
            return None
        if befell or (fx and fx == fy) or x.measure != y.measure:
            return 0.35 + 0.4 * parties + 0.15 * _overlap(x, y)
        return 0.4 * parties + 0.3 * _overlap(x, y) + 0.4 * self._cosine(a, b)

    def _of_class(self, x: Item, y: Item, parties: float) -> float | None:
        if x.kind != y.kind:
            return None
        return 0.2 + 0.5 * parties + 0.3 * max(_overlap(x, y), _shared_object(x, y))

    def _of_words(self, a: int, b: int, parties: float) -> float | None:
        x, y = self._items[a], self._items[b]
        if x.kind != y.kind:
            return None
        return 0.25 * parties + 0.35 * _overlap(x, y) + 0.45 * self._cosine(a, b)

    def _cosine(self, a: int, b: int) -> float:
        if a not in self._rows or b not in self._rows:
            return 0.0
        return float(self._vectors[self._rows[a]] @ self._vectors[self._rows[b]])


def _signature(item: Item) -> object:
    """All that a score depends on, so that repeated sayings are scored once."""
    return (item.kind, item.klass, item.predicate, item.subject, item.object, item.others, item.terms, item.measure, item.language)


def _parties(x: Item, y: Item) -> float | None:
    """Agreement of who takes part. None where roles are swapped or where both name parties and share none."""
    four = x.subject and y.subject and x.object and y.object
    if four and not x.subject & y.subject and (x.subject & y.object or y.subject & x.object):
        return None
    if x.subject and y.subject and not x.subject & y.subject and not (x.subject & y.everyone or y.subject & x.everyone):
        return None
    if x.object and y.object and not x.object & y.object and not (x.object & y.everyone or y.object & x.everyone):
        return None
    if not x.everyone or not y.everyone:
        return 0.3
    shared = x.everyone & y.everyone
    if not shared:
        return None
    core = x.parties & y.parties
    smaller = min(len(x.everyone), len(y.everyone))
    return min(1.0, 0.4 * len(shared) / smaller + (0.6 if core else 0.2))


def _apart(x: Item, y: Item) -> bool:
    """True where the items are set in different places: both name cities, or both regions, and share none."""
    for rank in ("city", "region"):
        here, there = ({key for key in item.everyone if level(key) == rank} for item in (x, y))
        if here and there and not here & there:
            return True
    return False


def _overlap(x: Item, y: Item) -> float:
    """Share of the shorter clause's weighted terms that the other has too (Dice on weights, so that rare words count more)."""
    if not x.terms or not y.terms or x.language != y.language:
        return 0.0
    shared = sum(_weight(t, x.language) for t in x.terms & y.terms)
    total = sum(_weight(t, x.language) for t in x.terms) + sum(_weight(t, y.language) for t in y.terms)
    return 2 * shared / total if total else 0.0


def _shared_object(x: Item, y: Item) -> float:
    return 1.0 if x.object & y.object else 0.0
