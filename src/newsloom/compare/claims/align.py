"""Lays items of one thing together: blocks keep the work small, average linkage keeps groups from chaining."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from newsloom.compare.claims import across
from newsloom.compare.claims.match import Matcher
from newsloom.compare.sayings import Item
from newsloom.compare.sayings.words import EXISTS, family, is_outcome, part_wholes
from newsloom.records import Article
from newsloom.text.vectors import Embedder, Vectors

THRESHOLD = 0.5
_SAMPLE = 12  # members of a group that a new item is held against
_EMBEDDED = 1200  # texts beyond this many are aligned by words alone


def group(items: Sequence[Item], articles: Sequence[Article], embedder: Embedder) -> list[list[int]]:
    """Groups of indexes into `items`, in order of their first member; an item without a fellow is alone."""
    return grouped(items, matcher(items, articles, embedder))


def matcher(items: Sequence[Item], articles: Sequence[Article], embedder: Embedder) -> Matcher:
    """What scores pairs of these items."""
    texts = [articles[i.article].text[i.start : i.end] for i in items]
    return Matcher(items, *_vectors([i for i, item in enumerate(items) if _by_meaning(item)], texts, embedder))


def grouped(items: Sequence[Item], matcher: Matcher) -> list[list[int]]:
    """Groups of indexes into `items` by a matcher's scores."""
    blocks = list(_blocks(items))
    found = [members for block in blocks for members in _cluster(block, matcher.score)]
    return sorted(sorted(members) for members in across.joined(found, items, matcher.meaning))


def _by_meaning(item: Item) -> bool:
    """True for what tables alone do not align: predicates outside them, and figures of things that nothing befell."""
    return item.klass in (None, EXISTS) or (item.kind == "quantity" and not is_outcome(item.measure))


def _vectors(wanted: Sequence[int], texts: Sequence[str], embedder: Embedder) -> tuple[Vectors, dict[int, int]]:
    """Centred unit vectors of the wanted items' different texts, at most `_EMBEDDED` of them, and the row of each item."""
    row_of: dict[str, int] = {}
    for index in wanted:
        if len(row_of) < _EMBEDDED:
            row_of.setdefault(texts[index], len(row_of))
    if not row_of:
        return np.zeros((0, 1), dtype=np.float32), {}
    raw = embedder.encode(list(row_of))
    centred = raw - raw.mean(axis=0) if len(row_of) > 8 else raw
    norms = np.linalg.norm(centred, axis=1, keepdims=True)
    return (centred / np.maximum(norms, 1e-6)).astype(np.float32), {i: row_of[texts[i]] for i in wanted if texts[i] in row_of}


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
