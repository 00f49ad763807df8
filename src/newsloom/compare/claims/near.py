"""Which sayings are looked at together although their words are not alike: those that name what is rare in the story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from newsloom.compare.sayings import Item

_COMMON = 40  # sayings of a story from which on a concept tells nothing of which belong together
_LEAST = 0.45  # weight that the shared concepts of two sayings have to have


def by_concept(known: Sequence[int], items: Sequence[Item], rarity: Callable[[str], float]) -> Iterator[tuple[int, int]]:
    """Pairs of sayings (indexes into `items`) that share what few others tell of.

    Args:
        known: indexes of the sayings.
        rarity: how telling a concept is within the story ("concept NAME"), 0..1.
    """
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for index in known:
        for name in items[index].concepts:
            holding[name].append(index)
    seen: set[tuple[int, int]] = set()
    for name in sorted(holding):
        if len(holding[name]) > _COMMON:
            continue
        for a, b in combinations(holding[name], 2):
            if (a, b) not in seen:
                seen.add((a, b))
                if sum(rarity(f"concept {one}") for one in items[a].concepts & items[b].concepts) >= _LEAST:
                    yield a, b
