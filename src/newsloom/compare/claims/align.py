"""Lays items of one thing together: blocks keep the work small, average linkage keeps groups from chaining."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from newsloom.compare.claims import across
from newsloom.compare.claims.match import Matcher
from newsloom.compare.claims.sense import Sense
from newsloom.compare.claims.space import Space
from newsloom.compare.sayings import Item
from newsloom.compare.sayings.units import kind_of
from newsloom.compare.sayings.words import family, part_wholes
from newsloom.records import Article
from newsloom.text.vectors import Embedder

THRESHOLD = 0.5
FIGURES = 0.3  # of figures, whose score is a probability
_SAMPLE = 12  # members of a group that a new item is held against
_WIDE = 300  # figures of one unit up to which all are held against each other, whatever they count


def matcher(items: Sequence[Item], articles: Sequence[Article], embedder: Embedder) -> Matcher:
    """What scores pairs of these items."""
    return Matcher(items, Space(items, articles, embedder), Sense(items, articles, embedder))


def grouped(items: Sequence[Item], matcher: Matcher) -> list[list[int]]:
    """Groups of indexes into `items` by a matcher's scores."""
    found: list[list[int]] = []
    for block in _blocks(items):
        if items[block[0]].whole_sentence and len(block) > _WIDE:
            found.extend([index] for index in block)
        elif items[block[0]].kind == "quantity":
            found.extend(_figures(block, matcher.score))
        else:
            found.extend(_cluster(block, matcher.score))
    return sorted(sorted(members) for members in across.joined(found, items, matcher.sense))


def _blocks(items: Sequence[Item]) -> Iterable[list[int]]:
    """Items that may belong together: figures by unit, the rest by predicate class (opposites together) or lemma.

    Where a story has very many figures of one unit, those that count different things are kept apart from the start.
    """
    blocks: dict[object, list[int]] = defaultdict(list)
    for index, item in enumerate(items):
        blocks[_block_key(item)].append(index)
    for members in blocks.values():
        if items[members[0]].kind != "quantity" or len(members) <= _WIDE:
            yield members
            continue
        narrow: dict[object, list[int]] = defaultdict(list)
        for index in members:
            narrow[part_wholes(items[index].measure)].append(index)
        yield from narrow.values()


def _block_key(item: Item) -> object:
    if item.kind == "quantity":
        unit = item.value.unit if item.value else None
        return ("quantity", kind_of(unit))
    if item.klass is not None:
        return ("class", family(item.klass))
    return ("lemma", item.predicate) if item.predicate else ("sentence", item.language)


def _figures(block: Sequence[int], score: Callable[[int, int], float | None]) -> list[list[int]]:
    """Agglomerate from the surest pair on: groups join while their members are near enough on average, and no pair is barred."""
    if len(block) > _WIDE:
        return _cluster(block, score, FIGURES)
    pairs = []
    for at, a in enumerate(block):
        for b in block[at + 1 :]:
            value = score(a, b)
            if value is not None and value >= FIGURES:
                pairs.append((value, a, b))
    groups = {index: [index] for index in block}
    for _, a, b in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        one, other = groups[a], groups[b]
        if one is other:
            continue
        linked = mean(one, other, score)
        if linked is not None and linked >= FIGURES:
            one.extend(other)
            for index in other:
                groups[index] = one
    return list({id(members): members for members in groups.values()}.values())


def mean(one: Sequence[int], other: Sequence[int], score: Callable[[int, int], float | None]) -> float | None:
    """The mean score over members of two groups, None where a pair cannot be of one claim."""
    found = []
    for a in one[:: max(1, len(one) // _SAMPLE)]:
        for b in other[:: max(1, len(other) // _SAMPLE)]:
            value = score(min(a, b), max(a, b))
            if value is None:
                return None
            found.append(value)
    return sum(found) / len(found)


def _cluster(block: Sequence[int], score: Callable[[int, int], float | None], least: float = THRESHOLD) -> list[list[int]]:
    """Agglomerate greedily in text order; a veto (None) against any member seen keeps an item out of a group."""
    groups: list[list[int]] = []
    for index in block:
        best: tuple[float, int] | None = None
        for at, members in enumerate(groups):
            linked = mean(members, [index], score)
            if linked is not None and linked >= least and (best is None or linked > best[0]):
                best = (linked, at)
        if best is None:
            groups.append([index])
        else:
            groups[best[1]].append(index)
    return groups
