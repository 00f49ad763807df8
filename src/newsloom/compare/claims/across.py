"""Joins groups that say one thing in other words or another language, so that a rumour, an allegation and a denial of it meet."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from newsloom.compare.claims.fairness import fair
from newsloom.compare.claims.scope import vetoed
from newsloom.compare.sayings import Item

# Cosines of centred sentence vectors. Clauses of one language that mean different things reach .55 within a story, where all share a
# theme, so that the bar stands above. Vectors of two languages are less alike even for one saying (.4 to .7), and different sayings stay
# below .4; the lower bar holds where one side is a rumour or is denied, which is what readers look for the other side of.
_ONE_LANGUAGE, _TWO_LANGUAGES, _DOUBTED = 0.72, 0.58, 0.42
_MOST = 500  # groups compared; larger stories are aligned by blocks alone
_SHOWN = 4  # members of a group that are compared


def joined(groups: Sequence[list[int]], items: Sequence[Item], meaning: Callable[[int, int], float]) -> list[list[int]]:
    """The groups, those of one meaning joined.

    Every pair of members compared must be alike (complete linkage), so that groups do not chain.

    Args:
        groups: indexes into `items`; groups of figures are left as they are.
        meaning: cosine of two items, 0 where one has no vector.
    """
    free = [g for g in groups if items[g[0]].kind != "quantity" and items[g[0]].klass is None]
    kept = [g for g in groups if items[g[0]].kind == "quantity" or items[g[0]].klass is not None]
    if len(free) > _MOST:
        return [*kept, *free]
    made: list[list[int]] = []
    for group in free:
        best: tuple[float, int] | None = None
        for at, other in enumerate(made):
            least = _least(group, other, items, meaning)
            if least is not None and (best is None or least > best[0]):
                best = (least, at)
        if best is None:
            made.append(list(group))
        else:
            made[best[1]].extend(group)
    return [*kept, *made]


def _least(group: Sequence[int], other: Sequence[int], items: Sequence[Item], meaning: Callable[[int, int], float]) -> float | None:
    """The least cosine over pairs of members, None where a pair is not alike enough or cannot be of one claim."""
    least = 1.0
    for a in group[:_SHOWN]:
        for b in other[:_SHOWN]:
            x, y = items[a], items[b]
            cosine = meaning(a, b)  # the cheapest test first: nearly all pairs fail it
            if x.kind != y.kind or cosine < _bar(x, y) or vetoed(x, y) or (x.language == y.language and x.positive != y.positive):
                return None
            if x.language == y.language and not fair(x, y):
                return None
            least = min(least, cosine)
    return least


def _bar(x: Item, y: Item) -> float:
    if x.language == y.language:
        return _ONE_LANGUAGE
    doubted = any(m.standing in ("rumoured", "denied", "disputed") for m in (*x.marks, *y.marks))
    return _DOUBTED if doubted else _TWO_LANGUAGES
