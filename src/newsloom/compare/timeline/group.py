"""One event, one entry: dated sentences of different articles brought together by day and words."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from newsloom.compare.timeline.candidates import Candidate

_FIGURE = 0.3  # one event's figure told by both ("killed=14")
_NAME = 0.08  # a name that both tell
_AROUND = 60  # sentences that one of an entry is held against
_SIMILAR = 0.25  # cosine over words weighed by rarity: two sentences of one day tell the same event
_UNDATED_SIMILAR = 0.15  # the same words of time ("since December") are already a sign


@dataclass(frozen=True, slots=True)
class Group:
    """The sentences that tell one event. `lead` is shown; `weight`: how much the story makes of it."""

    lead: Candidate
    members: tuple[Candidate, ...]
    weight: float


class Weights(dict[str, float]):
    """The weight of each word, and what the words of a sentence weigh together."""

    def mass(self, words: frozenset[str]) -> float:
        """The sum of their squares; sentences are held against many others, so it is kept."""
        known = self._masses.get(words)
        if known is None:
            known = self._masses[words] = sum(self[word] ** 2 for word in words)
        return known

    @cached_property
    def _masses(self) -> dict[frozenset[str], float]:
        return {}


def groups(found: Sequence[Candidate]) -> list[Group]:
    """Bring candidates of one time together. Inside a time, by average similarity of words (single pass, most central first)."""
    weights = rarity(found)
    by_time: defaultdict[tuple[str | None, str, str | None, str | None], list[Candidate]] = defaultdict(list)
    for one in found:
        by_time[one.when.value, one.when.precision, one.when.earliest, one.when.latest].append(one)
    made: list[Group] = []
    for (value, _, earliest, _), members in by_time.items():
        least = _SIMILAR if value or earliest else _UNDATED_SIMILAR
        made.extend(_group(cluster, weights, len(members)) for cluster in _clusters(members, weights, least))
    return made


def rarity(found: Sequence[Candidate]) -> Weights:
    """The weight of each word: the rarer in the story's sentences, the heavier."""
    counts = Counter(word for one in found for word in one.words)
    return Weights((word, math.log(1 + len(found) / count)) for word, count in counts.items())


def _clusters(members: list[Candidate], weights: Weights, least: float) -> list[list[Candidate]]:
    clusters: list[list[Candidate]] = []
    for one in sorted(members, key=lambda c: (not c.named, c.rank)):
        best, at = least, -1
        for k, cluster in enumerate(clusters):
            score = sum(alike(one, other, weights) for other in cluster[:8]) / len(cluster[:8])
            if score >= best:
                best, at = score, k
        if at < 0:
            clusters.append([one])
        else:
            clusters[at].append(one)
    return clusters


def similarity(a: Candidate, b: Candidate, weights: Weights) -> float:
    """Cosine of the two word sets, each word weighed by its rarity (0..1)."""
    if a.words.isdisjoint(b.words):
        return 0.0
    shared = sum(weights[word] ** 2 for word in a.words & b.words)
    size = math.sqrt(weights.mass(a.words) * weights.mass(b.words))
    return shared / size if size else 0.0


def alike(a: Candidate, b: Candidate, weights: Weights) -> float:
    """Likeness of two sentences of one day, over languages too: words, and the names and figures that both tell."""
    shared = a.marks & b.marks
    figures = sum("=" in mark for mark in shared)
    return similarity(a, b, weights) + _FIGURE * min(1, figures) + _NAME * min(3, len(shared) - figures)


def distinct(found: Sequence[Group], least: float) -> list[Group]:
    """Weightiest first, without those that tell in other words, or of another day, what a weightier one tells."""
    weights = rarity([group.lead for group in found])
    kept: list[Group] = []
    for group in sorted(found, key=lambda g: -g.weight):
        if not any(similarity(group.lead, other.lead, weights) >= least for other in kept):
            kept.append(group)
    return kept


def _group(cluster: list[Candidate], weights: Weights, same_time: int) -> Group:
    """The lead is the most central sentence, one near the top of its article first.

    The weight grows with the articles that tell it and with the sentences that name its time.
    """

    around = cluster[:: -(-len(cluster) // _AROUND)]  # of very many, some from all over tell what is central

    def central(one: Candidate) -> float:
        others = [other for other in around if other is not one]
        likeness = sum(similarity(one, other, weights) for other in others) / max(1, len(others))
        return likeness + 0.3 / (1 + one.rank) + (0.1 if one.named else 0.0)

    lead = max(cluster, key=central)
    articles = len({one.passage.article for one in cluster})
    precise = 1.0 if lead.when.precision in ("day", "minute", "second") else 0.8
    early = 1 / (1 + min(one.rank for one in cluster))
    return Group(lead, tuple(cluster), precise * (articles + 0.5 * math.log1p(same_time) + early + (0.3 if lead.named else 0.0)))
