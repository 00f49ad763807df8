"""Lays items of one thing together: blocks keep the work small, average linkage keeps groups from chaining."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from newsloom.compare.claims.match import Matcher
from newsloom.compare.sayings.items import Item
from newsloom.compare.sayings.words import family, part_wholes
from newsloom.text.vectors import Embedder, Vectors

THRESHOLD = 0.5
_SAMPLE = 12  # members of a group that a new item is held against
_EMBEDDED = 4000  # items beyond this many are aligned by words alone


def group(items: Sequence[Item], texts: Sequence[str], embedder: Embedder) -> list[list[int]]:
    """Groups of indexes into `items`, in order of their first member; an item without a fellow is alone."""
    vectors, rows = _vectors(items, texts, embedder)
    matcher = Matcher(items, vectors, rows)
    groups: list[list[int]] = []
    for block in _blocks(items):
        groups.extend(_cluster(block, matcher.score))
    return sorted(groups)


def _vectors(items: Sequence[Item], texts: Sequence[str], embedder: Embedder) -> tuple[Vectors, dict[int, int]]:
    """Centred unit vectors of the items that need them, and the row of each."""
    wanted = [i for i, item in enumerate(items) if item.kind == "quantity" or item.klass is None][:_EMBEDDED]
    if not wanted:
        return np.zeros((0, 1), dtype=np.float32), {}
    raw = embedder.encode([texts[i] for i in wanted])
    centred = raw - raw.mean(axis=0) if len(wanted) > 8 else raw
    norms = np.linalg.norm(centred, axis=1, keepdims=True)
    return (centred / np.maximum(norms, 1e-6)).astype(np.float32), {item: row for row, item in enumerate(wanted)}


def _blocks(items: Sequence[Item]) -> Iterable[list[int]]:
    """Items that may belong together: figures by what they count, the rest by predicate class (opposites together) or lemma."""
    blocks: dict[object, list[int]] = defaultdict(list)
    for index, item in enumerate(items):
        blocks[_block_key(item)].append(index)
    return blocks.values()


def _block_key(item: Item) -> object:
    if item.kind == "quantity":
        return ("quantity", item.value.unit if item.value else None, part_wholes(item.measure))
    if item.klass is not None:
        return ("class", family(item.klass))
    return ("lemma", item.predicate)


def _cluster(block: list[int], score: Callable[[int, int], float | None]) -> list[list[int]]:
    """Agglomerate greedily in text order; a veto (None) against any member seen keeps an item out of a group."""
    groups: list[list[int]] = []
    for index in block:
        best: tuple[float, int] | None = None
        for at, members in enumerate(groups):
            mean = _linkage(index, members, score)
            if mean is not None and mean >= THRESHOLD and (best is None or mean > best[0]):
                best = (mean, at)
        if best is None:
            groups.append([index])
        else:
            groups[best[1]].append(index)
    return groups


def _linkage(index: int, members: list[int], score: Callable[[int, int], float | None]) -> float | None:
    step = max(1, len(members) // _SAMPLE)
    found = []
    for member in members[::step]:
        value = score(index, member)
        if value is None:
            return None
        found.append(value)
    return sum(found) / len(found)
