"""Large stories: the first articles are laid together at once, each further one joins what is there.

A further article costs only its own sayings: each is held against the few groups whose words are nearest, and nothing that was decided
before is looked at again. What is nearest comes from vectors centred on the first articles, so it does not move with the story. The result
is a function of the articles in their order alone: a story that grew one by one has the claims of one that was read at once.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np

from newsloom.compare.claims import across, align
from newsloom.compare.claims.encoded import Rows
from newsloom.compare.claims.match import Matcher, signature
from newsloom.compare.sayings import Item
from newsloom.compare.sayings.units import kind_of
from newsloom.compare.sayings.words import family, part_wholes
from newsloom.records import Article
from newsloom.text.vectors import Embedder, Vectors

FIRST = 60  # articles that are laid together at once
_REPS = 6  # different sayings of a group that a new one is held against
_FIGURES, _BLOCK, _ACROSS = 8, 6, 5  # groups that a new saying is held against
_NEAR = 0.22  # likeness of clause and sentence, halved, from which on a group of other words is looked at
_EQUAL = 0.5  # what an equal figure adds to the likeness of clauses, when groups are chosen
_AT_ONCE = 256  # sayings whose likeness to what is known is worked out together
_STORIES = 4  # stories whose state is at hand


class Block(NamedTuple):
    """The sayings of one article."""

    article: str
    version: str
    items: tuple[Item, ...]


class Stream:
    """The groups of a story's sayings, article after article."""

    def __init__(self, blocks: Sequence[Block], articles: Sequence[Article], embedder: Embedder) -> None:
        self.blocks: list[Block] = list(blocks)
        self._items: list[Item] = [item for block in blocks for item in block.items]
        self.matcher: Matcher = align.matcher(self._items, articles, embedder)
        self._home: list[int] = [0] * len(self._items)
        self._reps: dict[int, list[int]] = {}
        self._articles: defaultdict[int, set[int]] = defaultdict(set)
        self._seen: dict[object, int] = {}
        self._by_key: defaultdict[object, list[int]] = defaultdict(list)
        self._told: list[int] = []  # different sayings that are no figures; a row of `_vectors` each
        self._row: dict[int, int] = {}
        self._vectors = Rows(np.zeros((0, 2 * embedder.dimensions), dtype=np.float32))
        self._shown: list[bool] = []  # whether a group is held against others by that saying
        self._vector(range(len(self._items)))
        for number, members in enumerate(align.grouped(self._items, self.matcher)):
            self._reps[number] = []
            for index in members:
                self._put(index, number)

    def extend(self, blocks: Sequence[Block], articles: Sequence[Article]) -> None:
        """Take in the sayings of further articles."""
        first = len(self._items)
        added = [item for block in blocks for item in block.items]
        self.blocks += blocks
        self._items += added
        self._home += [0] * len(added)
        self.matcher.extend(added, articles)
        for start in range(first, len(self._items), _AT_ONCE):
            indexes = range(start, min(start + _AT_ONCE, len(self._items)))
            near = self._nearest(self._vector(indexes))
            for index in indexes:
                self._put(index, self._place(index, near))

    def _place(self, index: int, near: Mapping[int, Vectors]) -> int:
        """The group of a saying, a new one where it fits none."""
        item = self._items[index]
        number = self._seen.get(_key(item))
        if number is None:
            number = self._figure(index) if item.kind == "quantity" else self._event(index, near.get(index))
        if number is None:
            number = len(self._reps)
            self._reps[number] = []
        return number

    def groups(self, size: int) -> list[list[int]]:
        """Groups of the first `size` items, in order of their first member."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for index, number in enumerate(self._home[:size]):
            found[number].append(index)
        return list(found.values())

    def _put(self, index: int, number: int) -> None:
        item = self._items[index]
        self._home[index] = number
        self._articles[number].add(item.article)
        known = _key(item) in self._seen
        self._seen.setdefault(_key(item), number)
        if not known and len(self._reps[number]) < _REPS:
            self._reps[number].append(index)
            self._by_key[_block(item)].append(index)
            if index in self._row:
                self._shown[self._row[index]] = True

    def _vector(self, indexes: Iterable[int]) -> list[int]:
        """Give those of these sayings that are no figures, and of which none is known word for word, their rows; they are returned."""
        sense, seen = self.matcher.sense, set(self._seen)
        fresh = []
        for index in indexes:
            key = _key(self._items[index])
            if sense is not None and index in sense.rows and key not in seen:
                seen.add(key)
                fresh.append(index)
        if fresh and sense is not None:
            self._row.update({index: len(self._told) + n for n, index in enumerate(fresh)})
            self._told += fresh
            self._shown += [False] * len(fresh)
            self._matrix = self._vectors.add(sense.both(fresh))
        return fresh

    def _figure(self, index: int) -> int | None:
        """The group that a figure joins: the best by the mean over its different sayings, none of them barred."""
        held = self._by_key[_block(self._items[index])]
        return self._best(index, self._chosen(held, self._rough(index, held), _FIGURES), align.FIGURES)

    def _rough(self, index: int, held: Sequence[int]) -> Sequence[float]:
        """How near these figures are to one, as far as clause and value tell."""
        mine, rows = self.matcher.space.vector(index), [self.matcher.space.vector(other) for other in held]
        value = self._items[index].value
        equal = [_EQUAL * (o is not None and value is not None and o.low == value.low) for o in (self._items[h].value for h in held)]
        alike = [0.0 if mine is None or row is None else float(mine @ row) for row in rows]
        return [a + e for a, e in zip(alike, equal, strict=True)]

    def _event(self, index: int, near: Vectors | None) -> int | None:
        """The group that something told joins: of its own kind first, else one of other words that means the same."""
        held = self._by_key[_block(self._items[index])]
        likeness = [float(near[self._row[o]]) if near is not None and o in self._row else 0.0 for o in held]
        own = self._best(index, self._chosen(held, likeness, _BLOCK), align.THRESHOLD)
        return own if own is not None or near is None else self._across(index, near)

    def _across(self, index: int, near: Vectors) -> int | None:
        rows = [int(r) for r in np.flatnonzero(near >= _NEAR) if self._shown[r]]
        best: tuple[float, int] | None = None
        for number in self._chosen([self._told[r] for r in rows], [float(near[r]) for r in rows], _ACROSS):
            if len(self._articles[number] | {self._items[index].article}) > 1:
                mean = across.linked(self._items, self.matcher.sense, [index], self._reps[number])
                if mean is not None and (best is None or mean > best[0]):
                    best = (mean, number)
        return best[1] if best is not None else None

    def _best(self, index: int, numbers: Iterable[int], least: float) -> int | None:
        best: tuple[float, int] | None = None
        for number in numbers:
            mean = align.mean(self._reps[number], [index], self.matcher.score)
            if mean is not None and mean >= least and (best is None or mean > best[0]):
                best = (mean, number)
        return best[1] if best is not None else None

    def _chosen(self, held: Sequence[int], likeness: Sequence[float], most: int) -> list[int]:
        """The groups that the likest of these sayings are in, likest first."""
        ranked = sorted(range(len(held)), key=lambda n: (-likeness[n], held[n]))
        return list(dict.fromkeys(self._home[held[n]] for n in ranked))[:most]

    def _nearest(self, new: Sequence[int]) -> dict[int, Vectors]:
        """For each of these sayings its likeness to all that have rows."""
        sense = self.matcher.sense
        if sense is None or not new:
            return {}
        return dict(zip(new, sense.both(new) @ self._matrix.T / 2, strict=True))


def _block(item: Item) -> object:
    if item.kind == "quantity":
        return ("quantity", kind_of(item.value.unit if item.value else None), part_wholes(item.measure))
    if item.klass is not None:
        return ("class", family(item.klass))
    return ("lemma", item.predicate) if item.predicate else ("sentence", item.language)


def _key(item: Item) -> object:
    """All that decides where a saying goes, whatever article it is of."""
    own = None if item.kind == "quantity" or item.everyone else (item.terms, item.subject_heads, item.object_heads)
    return (signature(item, own), item.positive, item.stance, bool(item.marks), item.main, item.whole_sentence, item.years, item.home)


def laid(items: Sequence[Item], articles: Sequence[Article], embedder: Embedder) -> tuple[list[list[int]], Matcher]:
    """Groups of indexes into `items` in order of their first member, and what scores pairs of items.

    Args:
        items: of all articles of a story, in order of article.
        articles: a story's articles in a lasting order: a new one at the end costs little, one put between costs those after it.
        embedder: sentence embeddings.
    """
    if len(articles) > FIRST:
        return _at_hand(items, articles, embedder)
    scores = align.matcher(items, articles, embedder)
    return align.grouped(items, scores), scores


def _blocks(items: Sequence[Item], articles: Sequence[Article]) -> list[Block]:
    told = ((articles[number], tuple(members)) for number, members in groupby(items, key=lambda item: item.article))
    return [Block(article.id, article.version, members) for article, members in told]


_states: OrderedDict[Block, Stream] = OrderedDict()
_lock = threading.Lock()


def _at_hand(items: Sequence[Item], articles: Sequence[Article], embedder: Embedder) -> tuple[list[list[int]], Matcher]:
    """The groups of a large story, from the state of it that is at hand on."""
    wanted = _blocks(items, articles)
    first = [block for block in wanted if block.items[0].article < FIRST]
    with _lock:
        state = _states.pop(first[0], None) if first else None
        if state is None or not _goes_on(state.blocks, wanted, len(first)):
            state = Stream(first, articles[:FIRST], embedder)
        state.extend(wanted[len(state.blocks) :], articles)
        if first:
            _states[first[0]] = state
        while len(_states) > _STORIES:
            _states.popitem(last=False)
        return state.groups(len(items)), state.matcher


def _goes_on(known: Sequence[Block], wanted: Sequence[Block], least: int) -> bool:
    """True where one of two stories goes on from the other."""
    shorter = min(len(known), len(wanted))
    return shorter >= least and all(a == b for a, b in zip(known[:shorter], wanted[:shorter], strict=True))
