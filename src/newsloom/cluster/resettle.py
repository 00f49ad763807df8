"""Carries out what `regroup` finds: events of a stream become one, or give articles to one another."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsloom.cluster.gathering import Gathering
from newsloom.cluster.regroup import Event, heirs, neighbourhoods, regroup, whole

if TYPE_CHECKING:
    from newsloom.cluster.stream import Stream

Merge = tuple[str, str, float]  # (kept, gone, log-odds)


@dataclass(frozen=True, slots=True)
class Move:
    """An article that went from one event to another, its copies with it; `opened` where the other did not exist before."""

    article: str
    before: str
    after: str
    opened: bool


def resettle(stream: Stream, apart: Callable[[str, str], bool], tied: Collection[str], held: Collection[str]) -> list[Merge]:
    """Group anew what was placed since the last call. See `Stream.settle`."""
    fresh = [name for name in stream.fresh if name in stream.event_of]
    stream.fresh.clear()
    merged: list[Merge] = []
    threshold = stream.model.threshold
    for names in neighbourhoods(fresh, stream.links, stream.event_of, threshold, lambda name: len(stream.events[name].voices)):
        gatherings = sorted((stream.events[name] for name in names), key=lambda event: (event.opened, event.id))
        events = [Event(g.id, _voices(stream, g), g.id in held or g.before > 0) for g in gatherings]
        _complete(stream, events)
        groups = regroup(events, stream.links, stream.model.settled, threshold, tied, apart)
        merged.extend(_carry_out(stream, events, groups))
    return merged


def _voices(stream: Stream, event: Gathering) -> list[str]:
    """Who speaks for an event here. An article that is in another event, as far as the stream knows, speaks for that one alone."""
    voices = event.speakers() if event.before else event.voices
    return [name for name in voices if stream.event_of.get(name, event.id) == event.id]


def _complete(stream: Stream, events: Sequence[Event]) -> None:
    """Score the pairs of voices that placing did not, so that the outcome does not hang on who was there to be compared with.

    An event that stays whole is spoken for by its speakers, and its own pairs need no score.
    """
    spoken = {event.id: stream.events[event.id].speakers() if whole(event, stream.links) else event.voices for event in events}
    stream.window.fetch(name for voices in spoken.values() for name in voices)
    held = {event.id for event in events if whole(event, stream.links)}
    before: list[tuple[str, str]] = []
    for event, voices in spoken.items():
        for one in voices:
            known = stream.links.of.get(one, {})
            others = [name for name, home in before if name not in known and not (home == event and event in held)]
            found = {name: _scored(stream, one, name) for name in others if _both(stream, one, name)}
            if found:
                stream.links.learn(one, found)
            before.append((one, event))


def _scored(stream: Stream, a: str, b: str) -> float:
    return stream.model.pair(stream.window.members[a], stream.window.members[b])


def _both(stream: Stream, a: str, b: str) -> bool:
    return a in stream.window.members and b in stream.window.members


def _carry_out(stream: Stream, events: Sequence[Event], groups: Sequence[Sequence[str]]) -> list[Merge]:
    home = {name: event.id for event in events for name in event.voices}
    rank = {event.id: stream.events[event.id].opened for event in events}
    left = {event.id: set(event.voices) for event in events}
    merged: list[Merge] = []
    moving: list[tuple[str, str, str | None]] = []
    for group, heir in zip(groups, heirs(groups, home, rank.__getitem__), strict=True):
        kept = heir
        for event in dict.fromkeys(home[name] for name in group):
            inside = [name for name in group if home[name] == event]
            if event == heir:
                continue
            if heir is not None and len(inside) == len(left[event]):
                merged.append((heir, event, _between(stream, group, inside)))
                stream.merge(heir, event)
                continue
            for name in inside:
                kept = kept or stream.opening(name)
                moving.append((name, event, kept))
    for name, event, kept in moving:
        if kept is not None:
            _move(stream, name, event, kept)
    return merged


def _between(stream: Stream, group: Sequence[str], inside: Sequence[str]) -> float:
    """The mean score over the pairs that now are in one event."""
    mine = set(inside)
    found = [stream.links.of.get(a, {}).get(b) for a in group if a not in mine for b in inside]
    known = [score for score in found if score is not None]
    return sum(known) / len(known) if known else 0.0


def _move(stream: Stream, article: str, before: str, after: str) -> None:
    source = stream.events[before]
    opened = after not in stream.events
    if opened:
        stream.opened += 1
        stream.events[after] = Gathering(after, opened=stream.opened)
    target = stream.events[after]
    source.voices.remove(article)
    target.voices.append(article)
    for name in (article, *stream.prints.get(article, ())):
        if name in source.members:
            source.members.remove(name)
            target.members.append(name)
        stream.event_of[name] = after
        if name in stream.window.members:
            target.reach(stream.window.members[name].day)
    _span(stream, source)
    stream.touched[before] = stream.touched[after] = None
    stream.moves.append(Move(article, before, after, opened))


def _span(stream: Stream, event: Gathering) -> None:
    """First and last day of an event that gave an article away, where all its voices are at hand."""
    if event.before or any(name not in stream.window.members for name in event.voices):
        return
    event.first = event.last = None
    for name in event.voices:
        event.reach(stream.window.members[name].day)
