"""Second thoughts: articles that were placed one by one are grouped again with what came after them.

What an article was first taken for depends on what was there before it. So the events that a new article might belong to are taken
together with it and joined anew, best pair first (average linkage, `linkage`), from the scores of all their pairs: those that placing left
behind, and the others made now (`resettle`). The outcome hardly depends on the order of arrival. Only young events are opened up: those
that were there before this process, those that are large, and what a person decided stay whole.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from newsloom.cluster import linkage

FAR = -3.0  # log-odds that are not worth keeping; `linkage` counts a pair without a link as this
NEAR = 0.5  # so much under the threshold, an event still belongs to the neighbourhood
_WHOLE = 40  # voices from which an event is no longer opened up
_LARGEST = 400  # articles that are joined anew at once, where they come one by one
_KEPT = 50_000  # articles whose links are kept
_TIED, _APART = 1e3, -1e6
_STAYS = 0.1  # what counts for leaving two articles together


class Links:
    """Scores (log-odds) of pairs of articles that placing left behind, for the latest articles."""

    def __init__(self) -> None:
        self.of: dict[str, dict[str, float]] = {}

    def add(self, article: str, scores: Mapping[str, float]) -> None:
        """Keep what an article scored with others, where it is worth keeping."""
        mine = self.of[article] = {name: score for name, score in scores.items() if score > FAR}
        for name, score in mine.items():
            if name in self.of:
                self.of[name][article] = score
        while len(self.of) > _KEPT:
            self.drop(next(iter(self.of)))

    def learn(self, article: str, scores: Mapping[str, float]) -> None:
        """Add what an article scores with further ones; what is not worth keeping counts as far, so that it is not asked for again."""
        mine = self.of.setdefault(article, {})
        for name, score in scores.items():
            mine[name] = max(score, FAR)
            if name in self.of:
                self.of[name][article] = mine[name]

    def drop(self, article: str) -> None:
        for name in self.of.pop(article, {}):
            if name in self.of:
                self.of[name].pop(article, None)

    def near(self, article: str, threshold: float) -> list[str]:
        """The articles that it might belong with, likeliest first."""
        found = [(score, name) for name, score in self.of.get(article, {}).items() if score >= threshold - NEAR]
        return [name for _, name in sorted(found, key=lambda item: (-item[0], item[1]))]


@dataclass(frozen=True, slots=True)
class Event:
    """An event as regrouping sees it: its voices, and whether it must stay whole."""

    id: str
    voices: Sequence[str]
    whole: bool


def neighbourhoods(
    fresh: Iterable[str], links: Links, home: Mapping[str, str], threshold: float, size: Callable[[str], int]
) -> list[list[str]]:
    """The events that new articles are in, each with those that they might be in as well.

    Args:
        fresh: the articles placed since the last time.
        home: article → event.
        size: how many voices an event has.
    """
    root: dict[str, str] = {}
    weight: dict[str, int] = {}

    def top(event: str) -> str:
        while root.setdefault(event, event) != event:
            root[event] = root[root[event]]
            event = root[event]
        weight.setdefault(event, size(event))
        return event

    for article in fresh:
        if article not in home:
            continue
        top(home[article])
        for other in links.near(article, threshold):
            if other not in home:
                continue
            a, b = top(home[article]), top(home[other])
            if a != b and weight[a] + weight[b] <= _LARGEST:
                root[b] = a
                weight[a] += weight[b]
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for event in list(root):
        groups[top(event)].append(event)
    return [group for group in groups.values() if len(group) > 1 or weight[group[0]] > 2]


def regroup(
    events: Sequence[Event],
    links: Links,
    mean: float,
    threshold: float,
    tied: Collection[str] = (),
    apart: Callable[[str, str], bool] | None = None,
) -> list[list[str]]:
    """The voices of these events, joined anew; each is in one group, also one that speaks for two events.

    Args:
        mean: share of the mean in the score of two groups, the rest being the best pair's.
        tied: articles that stay with the event they are in.
        apart: tells of two events that they must stay two.
    """
    names = list(dict.fromkeys(name for event in events for name in event.voices))
    at = {name: place for place, name in enumerate(names)}
    scores: dict[tuple[int, int], float] = {}
    for name, here in at.items():
        for other, score in links.of.get(name, {}).items():
            there = at.get(other)
            if there is not None:
                scores[min(here, there), max(here, there)] = score
    for event in events:
        _stay(event, at, scores)
        _tie(event, at, tied, links, scores)
    if apart is not None:
        _part(events, at, apart, scores)
    return [[names[place] for place in group] for group in linkage.join(len(names), scores, mean, threshold)]


def whole(event: Event, links: Links) -> bool:
    """Whether an event is not to be opened up: decided, large, or not known well enough."""
    return event.whole or len(event.voices) > _WHOLE or any(name not in links.of for name in event.voices)


def _stay(event: Event, at: Mapping[str, int], scores: dict[tuple[int, int], float]) -> None:
    for place, one in enumerate(event.voices):
        for other in event.voices[:place]:
            pair = min(at[one], at[other]), max(at[one], at[other])
            if pair in scores:
                scores[pair] += _STAYS


def _tie(event: Event, at: Mapping[str, int], tied: Collection[str], links: Links, scores: dict[tuple[int, int], float]) -> None:
    held = event.voices if whole(event, links) else [name for name in event.voices if name in tied]
    for place, one in enumerate(held):
        for other in held[:place]:
            scores[min(at[one], at[other]), max(at[one], at[other])] = _TIED


def _part(events: Sequence[Event], at: Mapping[str, int], apart: Callable[[str, str], bool], scores: dict[tuple[int, int], float]) -> None:
    for place, one in enumerate(events):
        for other in events[:place]:
            if apart(one.id, other.id):
                for a in one.voices:
                    for b in other.voices:
                        scores[min(at[a], at[b]), max(at[a], at[b])] = _APART


def heirs(groups: Sequence[Sequence[str]], home: Mapping[str, str], rank: Callable[[str], int]) -> list[str | None]:
    """The event that each new group goes on as: the one that it shares most articles with, the older of two; None for a new one."""
    shared = Counter((number, home[name]) for number, group in enumerate(groups) for name in group)
    found: list[str | None] = [None] * len(groups)
    taken: set[str] = set()
    for (number, event), _ in sorted(shared.items(), key=lambda item: (-item[1], rank(item[0][1]), item[0][0])):
        if found[number] is None and event not in taken:
            found[number] = event
            taken.add(event)
    return found
