"""Agglomerative clustering of sparse links: the best pair of groups joins first, as long as any is good enough."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_ALONE = 6.0  # what is taken to hold a single item together: a firm link
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


def join(size: int, links: Mapping[tuple[int, int], float], mean: float, threshold: float, apart: float = 0.0) -> list[list[int]]:
    """Group the items 0..size-1. The result does not depend on the order of `links`.

    Args:
        links: (a, b), a < b → score. Pairs that are absent count as far apart.
        mean: share of the mean over all pairs of members in the score of two groups; the rest is their best pair's. The mean keeps chains
            of single links from growing into a blob; the best pair lets the last turn of a long story join by the turn before it.
        threshold: score from which two groups join.
        apart: two groups stay apart when their score is under this share of what holds the looser of them together, however high it is:
            two matters of the same people, each of which is of a piece.
    """
    groups = {at: [at] for at in range(size)}
    inner = [_Tie() for _ in range(size)]
    ties: defaultdict[int, dict[int, _Tie]] = defaultdict(dict)
    for (a, b), score in links.items():
        ties[a][b] = ties[b][a] = _Tie(score, 1, score)
    queue = [(-tie.score(1, mean), a, b) for a, others in ties.items() for b, tie in others.items() if a < b]
    heapq.heapify(queue)
    while queue:
        score, a, b = heapq.heappop(queue)
        if -score < threshold:
            break
        if a not in groups or b not in groups or _score(groups, ties, a, b, mean) != -score:
            continue  # one of them has joined another group since: the pair is in the queue with its new score
        if -score < apart * min(_held(groups, inner, a), _held(groups, inner, b)):
            continue
        inner[a].add(inner[b])
        inner[a].add(ties[a][b])
        _merge(groups, ties, a, b)
        for other in ties[a]:
            heapq.heappush(queue, (-_score(groups, ties, a, other, mean), min(a, other), max(a, other)))
    return [sorted(group) for _, group in sorted(groups.items())]


def _score(groups: Mapping[int, list[int]], ties: Mapping[int, dict[int, _Tie]], a: int, b: int, mean: float) -> float:
    return ties[a][b].score(len(groups[a]) * len(groups[b]), mean)


def _held(groups: Mapping[int, list[int]], inner: Sequence[_Tie], at: int) -> float:
    """What holds a group together: the mean over its pairs; for one alone, nothing is known, and much is assumed."""
    size = len(groups[at])
    return inner[at].score(size * (size - 1) // 2, 1.0) if size > 1 else _ALONE


def _merge(groups: dict[int, list[int]], ties: defaultdict[int, dict[int, _Tie]], a: int, b: int) -> None:
    """Put group b into group a, and b's ties into a's."""
    groups[a].extend(groups.pop(b))
    for other, tie in ties.pop(b).items():
        ties[other].pop(b)
        if other == a:
            continue
        if other in ties[a]:
            ties[a][other].add(tie)
        else:
            ties[a][other] = ties[other][a] = tie
