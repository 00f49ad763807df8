"""Running stories: events linked over weeks and months by shared rare names, matter and references back.

Two events are compared as wholes (`profiles`), by a small model whose weights stand in `lexicon/common/cluster_weights.toml`. What carries
over weeks is who and where; what keeps two matters of the same people apart is that they are told in other words.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from newsloom import lexicon
from newsloom.cluster import linkage
from newsloom.cluster.profiles import KINDS, Profile, Scene, evidence, profiles

_KEYS = 14  # names by which an event is looked up, the weightiest first
_WORD_KEYS = 8  # plain words by which it is looked up in each of its languages
POSTINGS = 60  # events under a key: a key of more events is a beat's, not a story's
CANDIDATES = 12  # earlier events that an event is compared with
UNDATED = 5.0  # what is taken to hold a lone event together where no event has a day: less, for nothing shows it to be a matter of its own
LEAST = 0.12  # what they must share at least, in weights of keys


@dataclass(frozen=True, slots=True)
class StoryModel:
    """Log-odds that two events belong to one running story: a weighed sum of `profiles.KINDS`.

    Attributes:
        mean: share of the mean over all pairs of events in the score of two groups of events; the rest is the best pair's.
        threshold: log-odds from which two groups are one story.
        apart: share of what holds the looser of two groups together that their own score must reach.
    """

    weights: tuple[float, ...]
    intercept: float
    mean: float
    threshold: float
    apart: float

    def score(self, evidence: Sequence[float]) -> float:
        return self.intercept + sum(weight * value for weight, value in zip(self.weights, evidence, strict=True))

    def parts(self, evidence: Sequence[float]) -> dict[str, float]:
        """What each kind of evidence adds: the explanation of a link."""
        return {kind: weight * value for kind, weight, value in zip(KINDS, self.weights, evidence, strict=True) if weight * value}


@cache
def story_model() -> StoryModel:
    """The model that says whether two events belong to one running story."""
    table = lexicon.table("cluster_weights")["story"]
    return StoryModel(
        weights=tuple(float(table.get(kind, 0.0)) for kind in KINDS),
        intercept=float(table["intercept"]),
        mean=float(table["mean"]),
        threshold=float(table["threshold"]),
        apart=float(table["apart"]),
    )


def gather(scenes: Sequence[Scene], model: StoryModel | None = None) -> list[list[Scene]]:
    """Group a batch of events into stories. An event is compared with a bounded number of others, found by shared rare names and words."""
    model = model or story_model()
    made = profiles(scenes)
    links = {(a, b): model.score(evidence(made[a], made[b])) for a, b in _pairs(made)}
    alone = linkage.ALONE if any(one.printed for one in made) else UNDATED
    groups = linkage.join(len(scenes), links, model.mean, model.threshold, model.apart, alone=alone)
    return [[scenes[at] for at in group] for group in groups]


def _pairs(made: Sequence[Profile]) -> list[tuple[int, int]]:
    """Pairs of events that share most, each with those before it: the latest `POSTINGS` under each key are looked at."""
    index: defaultdict[str, deque[tuple[int, float]]] = defaultdict(lambda: deque(maxlen=POSTINGS))
    found: list[tuple[int, int]] = []
    for at, profile in enumerate(made):
        shared: defaultdict[int, float] = defaultdict(float)
        for key, weight in keys(profile):
            for other, theirs in index[key]:
                shared[other] += weight * theirs
            index[key].append((at, weight))
        nearest = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:CANDIDATES]
        found.extend((other, at) for other, weight in nearest if weight >= LEAST)
    return found


def keys(profile: Profile) -> list[tuple[str, float]]:
    """What an event is looked up by, each with its weight."""
    names = sorted(profile.names.items(), key=lambda item: (-item[1], item[0]))[:_KEYS]
    words = [item for words in profile.words.values() for item in sorted(words.items(), key=lambda item: (-item[1], item[0]))[:_WORD_KEYS]]
    return [*names, *((f"{word} ", weight) for word, weight in words)]


__all__ = ["Scene", "StoryModel", "gather", "story_model"]
