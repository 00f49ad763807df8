"""Which events an article may tell of, likeliest first: by those of its nearest articles, then by all voices of the events that are likely.

Most events that share words with an article are not its own, and its nearest articles show as much. So the other voices of an event are
only read, weighed and compared where one of the nearest articles comes close to belonging with it: what placing costs does not grow with
the number of events that are somewhat alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from newsloom.cluster.evidence import Weighed

if TYPE_CHECKING:
    from newsloom.cluster.gathering import Gathering
    from newsloom.cluster.stream import Stream

_EVENTS = 14  # events that are scored for one article: those of its nearest candidates
_CLOSE = 1.0  # log-odds under the threshold, from which an article is close enough for its event's other voices to be heard


class Pairs:
    """Scores (log-odds) of articles that are about to be placed with those that are there: worked out once."""

    def __init__(self) -> None:
        self._known: dict[str, dict[str, float]] = {}

    def of(self, stream: Stream, member: Weighed, names: Iterable[str]) -> dict[str, float]:
        """What the article scores with each of these that is at hand."""
        known = self._known.setdefault(member.features.article, {})
        members, pair = stream.window.members, stream.model.pair
        found: dict[str, float] = {}
        for name in names:
            score = known.get(name)
            if score is None:
                other = members.get(name)
                if other is None:
                    continue
                score = known[name] = pair(member, other)
            found[name] = score
        return found

    def drop(self, article: str) -> None:
        self._known.pop(article, None)

    def clear(self) -> None:
        self._known.clear()


def expect(stream: Stream, members: Mapping[str, Weighed]) -> None:
    """Read of the desk at once what ranking events for these articles will ask for."""
    window = stream.window
    window.ready(members.values())
    likely = {name: window.likely([member]) for name, member in members.items()}
    found = list(dict.fromkeys(other for names in likely.values() for other in names))
    stream.know([*members, *found])
    window.fetch(found)
    wanted: dict[str, None] = {}
    for name, member in members.items():
        for event, scores in _near(stream, member, likely[name]).items():
            if _close(stream, scores):
                wanted |= dict.fromkeys(stream.events[event].speakers())
    window.fetch(wanted)


def ranked(stream: Stream, member: Weighed) -> list[tuple[str, float]]:
    """Candidate events with their scores, best first; equal scores in the order of ids."""
    found = stream.window.candidates(member)
    stream.know(found)
    near = _near(stream, member, found)
    close = {event: stream.events[event].speakers() for event, scores in near.items() if _close(stream, scores)}
    stream.window.fetch(name for speakers in close.values() for name in speakers)
    links: dict[str, float] = {}
    scored: list[tuple[str, float]] = []
    for event, scores in near.items():
        voices = stream.pairs.of(stream, member, close[event]) if event in close else scores
        less = _less(stream, member, stream.events[event])
        links |= {name: score - less for name, score in voices.items()}
        scored.append((event, stream.support([score - less for score in voices.values()])))
    stream.links.add(member.features.article, links)
    stream.pairs.drop(member.features.article)
    return sorted(scored, key=lambda item: (-item[1], item[0]))


def _near(stream: Stream, member: Weighed, found: Iterable[str]) -> dict[str, dict[str, float]]:
    """The events of an article's nearest ones, and what it scores with these."""
    by_event: dict[str, list[str]] = {}
    for name in found:
        event = stream.event_of.get(name)
        if event is not None:
            by_event.setdefault(event, []).append(name)
    return {event: stream.pairs.of(stream, member, names) for event, names in list(by_event.items())[:_EVENTS]}


def _close(stream: Stream, scores: Mapping[str, float]) -> bool:
    return bool(scores) and max(scores.values()) >= stream.model.threshold - _CLOSE


def _less(stream: Stream, member: Weighed, event: Gathering) -> float:
    """What is asked on top to join an event that got no article for longer than the window."""
    return 0.0 if stream.active(event, member.day) else stream.model.dormant
