"""Joins groups that say one thing in other words or another language, so that a rumour, an allegation and a denial of it meet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np

from newsloom.compare.claims import event_signs
from newsloom.compare.claims.match import weighed
from newsloom.compare.claims.near import by_concept
from newsloom.compare.claims.sense import Sense
from newsloom.compare.sayings import Item

LEAST = 0.45  # probability from which on two groups are one
DENIED = 0.4  # the same where someone denies it: readers look for the other side
NEGATED = 0.6  # the same where one says that it is not so and names nobody who denies it
_LONE = 0.3  # no pair of members may be less likely than this
_LONE_DENIED = 0.08  # the same where someone denies it
_NEAR = 0.22  # sum of the likeness of clauses and of sentences, halved, from which on a pair is looked at
_MOST = 1500  # groups compared; larger stories are aligned by blocks alone
_SEVERAL = 2  # articles that a joined group has to have
_SHOWN = 6  # members of a group that are compared


def joined(groups: Sequence[list[int]], items: Sequence[Item], sense: Sense | None) -> list[list[int]]:
    """The groups, those of one meaning joined: from the surest pair on, by average linkage, no pair of members being barred.

    Args:
        groups: indexes into `items`; groups of figures are left as they are.
        sense: likeness in meaning; without it nothing is joined.
    """
    free = [list(g) for g in groups if items[g[0]].kind != "quantity"]
    kept = [list(g) for g in groups if items[g[0]].kind == "quantity"]
    if sense is None or not 1 < len(free) <= _MOST:
        return [*kept, *free]
    return [*kept, *_Joiner(free, items, sense).run()]


class _Joiner:
    """Agglomerates groups of items by the probability that pairs of members are of one claim."""

    def __init__(self, groups: list[list[int]], items: Sequence[Item], sense: Sense) -> None:
        self._groups = groups
        self._items = items
        self._sense = sense
        self._scores: dict[tuple[int, int], float | None] = {}

    def run(self) -> list[list[int]]:
        """The groups after joining."""
        where = {index: n for n, group in enumerate(self._groups) for index in _spread(group)}
        best: dict[tuple[int, int], float] = defaultdict(float)
        for a, b in self._candidates(where):
            x, y = sorted((where[a], where[b]))
            if x != y and (score := self._score(a, b)) is not None:
                best[x, y] = max(best[x, y], score)
        home = dict(enumerate(range(len(self._groups))))
        for (x, y), _ in sorted(best.items(), key=lambda pair: (-pair[1], pair[0])):
            one, other = home[x], home[y]
            if one != other and self._one_claim(self._groups[one], self._groups[other]):
                self._groups[one] += self._groups[other]
                self._groups[other] = []
                home = {at: one if now == other else now for at, now in home.items()}
        return [g for g in self._groups if g]

    def _candidates(self, where: dict[int, int]) -> list[tuple[int, int]]:
        known = [i for i in where if i in self._sense.rows]
        if len(known) < 2:
            return []
        rows = [self._sense.rows[i] for i in known]
        clauses, outers = self._sense.clauses[rows], self._sense.outers[rows]
        found = []
        for at in range(0, len(rows), 512):
            alike = (clauses[at : at + 512] @ clauses.T + outers[at : at + 512] @ outers.T) / 2
            for x, y in np.argwhere(alike >= _NEAR):
                if at + x < y:
                    found.append((known[at + int(x)], known[int(y)]))
        return [*found, *by_concept(known, self._items, self._sense.rarity)]

    def _one_claim(self, one: Sequence[int], other: Sequence[int]) -> bool:
        """By the mean over pairs of members; a pair that is barred or hardly likely keeps groups apart."""
        small, large = _spread(one), _spread(other)
        if len({self._items[m].article for m in (*small, *large)}) < _SEVERAL:
            return False  # one article tells different things side by side
        return _joined(self._items, small, large, self._score) is not None

    def _score(self, a: int, b: int) -> float | None:
        pair = (min(a, b), max(a, b))
        if pair not in self._scores:
            self._scores[pair] = probability(self._items, self._sense, *pair)
        return self._scores[pair]


def linked(items: Sequence[Item], sense: Sense | None, one: Sequence[int], other: Sequence[int]) -> float | None:
    """The mean probability that two groups are of one claim, None where that is too low or a pair is barred."""
    return None if sense is None else _joined(items, one, other, lambda a, b: probability(items, sense, min(a, b), max(a, b)))


def _joined(items: Sequence[Item], one: Sequence[int], other: Sequence[int], scored: Callable[[int, int], float | None]) -> float | None:
    found = []
    told = [items[m] for m in (*one, *other)]
    denied = any(map(_denied, told))
    for a in one:
        for b in other:
            score = scored(a, b)
            if score is None or score < (_LONE_DENIED if denied else _LONE):
                return None
            found.append(score)
    least = DENIED if denied else NEGATED if len({m.positive for m in told}) > 1 else LEAST
    mean = sum(found) / len(found)
    return mean if mean >= least else None


def _denied(item: Item) -> bool:
    """True where someone denies or disputes it in so many words; what is not yet known or not so is no denial."""
    return any(m.standing in ("denied", "disputed") and m.by for m in item.marks) or (
        item.stance == "denies" and item.attributed is not None
    )


def _spread(members: Sequence[int]) -> Sequence[int]:
    """Members to compare, from all over the group, so that groups do not chain."""
    return members[:: -(-len(members) // _SHOWN)]


def probability(items: Sequence[Item], sense: Sense, a: int, b: int) -> float | None:
    """The probability that two sayings are of one claim, None where they cannot be."""
    x, y = items[a], items[b]
    if x.article == y.article and x.outer == y.outer and x.attributed == y.attributed and _overlap(x, y):
        return 1.0
    if event_signs.barred(x, y):
        return None
    return weighed("events", event_signs.EVENTS, event_signs.of_events(x, y, a, b, sense))


def _overlap(x: Item, y: Item) -> bool:
    return min(x.end, y.end) - max(x.start, y.start) > 0.8 * max(x.end - x.start, y.end - y.start)
