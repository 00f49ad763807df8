"""Running stories: events linked over weeks and months by shared rare names, likeness and references back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsloom.cluster.evidence import Weighed
from newsloom.cluster.model import Model, story_model

_SPEAKERS = 6  # articles that speak for an event when events are compared


@dataclass(frozen=True, slots=True)
class Scene:
    """An event as stories see it: its id and the weighed articles that speak for it."""

    id: str
    speakers: tuple[Weighed, ...]


def likeness(a: Scene, b: Scene, model: Model | None = None) -> float:
    """Log-odds that two events belong to one running story: the mean over the articles that speak for them."""
    model = model or story_model()
    scores = [model.pair(x, y) for x in a.speakers[:_SPEAKERS] for y in b.speakers[:_SPEAKERS]]
    return sum(scores) / len(scores)


def gather(scenes: Sequence[Scene], model: Model | None = None) -> list[list[Scene]]:
    """Group a batch of events into stories by average linkage: a group joins another while the mean over all their pairs of events is
    above the threshold, so no chain of single links makes a blob.
    """
    model = model or story_model()
    links = _links(scenes, model)
    groups = {at: [at] for at in range(len(scenes))}
    while True:
        best = _best_pair(groups, links)
        if best is None or best[0] < model.threshold:
            break
        _, a, b = best
        groups[a].extend(groups.pop(b))
    return [[scenes[at] for at in sorted(group)] for _, group in sorted(groups.items())]


def _links(scenes: Sequence[Scene], model: Model) -> dict[tuple[int, int], float]:
    """Scores of the pairs of events that share anything heavy; other pairs count as far apart."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    pairs: set[tuple[int, int]] = set()
    for at, scene in enumerate(scenes):
        words = {w for speaker in scene.speakers for w, weight in speaker.words.items() if weight > 0.05}
        for word in words:
            pairs.update((other, at) for other in index[word][-200:])
            index[word].append(at)
    return {(a, b): likeness(scenes[a], scenes[b], model) for a, b in sorted(pairs)}


def _best_pair(groups: Mapping[int, list[int]], links: Mapping[tuple[int, int], float]) -> tuple[float, int, int] | None:
    sums: defaultdict[tuple[int, int], float] = defaultdict(float)
    owner = {at: name for name, group in groups.items() for at in group}
    counts: defaultdict[tuple[int, int], int] = defaultdict(int)
    for (a, b), score in links.items():
        pair = (min(owner[a], owner[b]), max(owner[a], owner[b]))
        if pair[0] != pair[1]:
            sums[pair] += score
            counts[pair] += 1
    found = None
    for pair, total in sums.items():
        size = len(groups[pair[0]]) * len(groups[pair[1]])
        mean = (total - 6.0 * (size - counts[pair])) / size
        if found is None or (mean, -pair[0], -pair[1]) > (found[0], -found[1], -found[2]):
            found = (mean, *pair)
    return found
