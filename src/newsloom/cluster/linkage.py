"""Agglomerative clustering of sparse links: the best pair of groups joins first, as long as any is good enough."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

ALONE = 6.0  # what is taken to hold a single item together: a firm link
_FAR = -3.0  # what a pair without a link counts


@dataclass(slots=True)
class _Tie:
    """All links between two groups."""

    total: float = 0.0
    count: int = 0
    best: float = float("-inf")

    def add(self, other: _Tie) -> None:
        self.total += other.total
        self.count += other.count
        self.best = max(self.best, other.best)

    def score(self, pairs: int, mean: float) -> float:
        return mean * (self.total + _FAR * (pairs - self.count)) / pairs + (1 - mean) * self.best


@dataclass(frozen=True, slots=True)
class Standing:
    """What is settled before anything joins.

    Attributes:
        groups: items that are together already; groups that share an item are one.
        firm: what is asked on top of the threshold to make one of two such groups: what stands is not lightly changed.
        never: pairs of items whose groups must not become one.
    """

    groups: Sequence[Sequence[int]] = ()
    firm: float = 0.0
    never: Sequence[tuple[int, int]] = ()


def join(
    size: int,
    links: Mapping[tuple[int, int], float],
    mean: float,
    threshold: float,
    apart: float = 0.0,
    standing: Standing | None = None,
    alone: float = ALONE,
) -> list[list[int]]:
    """Group the items 0..size-1. The result does not depend on the order of `links`.

    Args:
        links: (a, b), a < b → score. Pairs that are absent count as far apart; what an item scores with itself says nothing.
        mean: share of the mean over all pairs of members in the score of two groups; the rest is their best pair's. The mean keeps chains
            of single links from growing into a blob; the best pair lets the last turn of a long story join by the turn before it.
        threshold: score from which two groups join.
        apart: two groups stay apart when their score is under this share of what holds the looser of them together, however high it is:
            two matters of the same people, each of which is of a piece.
        standing: groups that are there already, and pairs that stay apart.
        alone: what is taken to hold a single item together.
    """
    standing = standing or Standing()
    state = _Groups(size, links, mean, alone)
    for group in standing.groups:
        first = min(group)
        state.settled.add(state.home(first))
        for other in sorted(group):
            state.gather(first, other)
    for one, other in standing.never:
        state.part(one, other)
    queue = [(-state.score(a, b), a, b) for a, others in state.ties.items() for b in others if a < b]
    heapq.heapify(queue)
    while queue:
        score, a, b = heapq.heappop(queue)
        if -score < threshold:
            break
        if a not in state.groups or b not in state.groups or state.score(a, b) != -score:
            continue  # one of them has joined another group since: the pair is in the queue with its new score
        both = a in state.settled and b in state.settled
        if b in state.never[a] or -score < apart * min(state.held(a), state.held(b)) or (both and -score < threshold + standing.firm):
            continue
        state.merge(a, b)
        for other in state.ties[a]:
            heapq.heappush(queue, (-state.score(a, other), min(a, other), max(a, other)))
    return [sorted(group) for _, group in sorted(state.groups.items())]


class _Groups:
    """Groups of items, each called by one of them, and the ties between and inside them."""

    def __init__(self, size: int, links: Mapping[tuple[int, int], float], mean: float, alone: float) -> None:
        self.mean = mean
        self.alone = alone
        self.groups = {at: [at] for at in range(size)}
        self.inner = [_Tie() for _ in range(size)]
        self.ties: defaultdict[int, dict[int, _Tie]] = defaultdict(dict)
        self.never: defaultdict[int, set[int]] = defaultdict(set)
        self.settled: set[int] = set()
        for (a, b), score in links.items():
            if a == b:
                continue
            self.ties[a][b] = self.ties[b][a] = _Tie(score, 1, score)

    def score(self, a: int, b: int) -> float:
        return self.ties[a][b].score(len(self.groups[a]) * len(self.groups[b]), self.mean)

    def held(self, at: int) -> float:
        """What holds a group together: the mean over its pairs; for one alone, nothing is known, and much is assumed."""
        size = len(self.groups[at])
        return self.inner[at].score(size * (size - 1) // 2, 1.0) if size > 1 else self.alone

    def part(self, one: int, other: int) -> None:
        a, b = self.home(one), self.home(other)
        if a != b:
            self.never[a].add(b)
            self.never[b].add(a)

    def merge(self, a: int, b: int) -> None:
        """Put group b into group a, and b's ties into a's."""
        self.inner[a].add(self.inner[b])
        if b in self.ties[a]:
            self.inner[a].add(self.ties[a][b])
        self.groups[a].extend(self.groups.pop(b))
        for other, tie in self.ties.pop(b, {}).items():
            self.ties[other].pop(b)
            if other == a:
                continue
            if other in self.ties[a]:
                self.ties[a][other].add(tie)
            else:
                self.ties[a][other] = self.ties[other][a] = tie
        if b in self.settled:
            self.settled.add(a)
        for other in self.never.pop(b, set()):
            self.never[other].discard(b)
            self.never[other].add(a)
            self.never[a].add(other)

    def gather(self, one: int, other: int) -> None:
        """Put two items into one group, whichever groups they are in."""
        a, b = self.home(one), self.home(other)
        if a != b:
            self.merge(a, b)

    def home(self, item: int) -> int:
        return item if item in self.groups else next(name for name, group in self.groups.items() if item in group)


__all__ = ["ALONE", "Standing", "join"]
