"""Parts events that turn out to be two: their voices fall into groups that nothing holds together, even loosely."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from newsloom.cluster import linkage
from newsloom.cluster.gathering import Gathering, event_id

if TYPE_CHECKING:
    from newsloom.cluster.stream import Stream

_LEAST_PARTED = 4  # voices of an event that may be parted
_LOOSE = 2.5  # log-odds under the threshold, to part an event: what stands is not lightly changed


def divide(stream: Stream, fixed: Callable[[str], bool]) -> list[tuple[str, str, list[str]]]:
    """Part the events of a stream that were touched. See `Stream.divide`."""
    found: list[tuple[str, str, list[str]]] = []
    for name in [name for name in stream.touched if name in stream.events and len(stream.events[name].voices) >= _LEAST_PARTED]:
        event = stream.events[name]
        if fixed(name) or not event.before:
            continue
        for leaving in _loose(stream, event.speakers()):
            new = event_id(f"{name}\0{leaving[0]}")
            stream.opened += 1
            days = [day for day in (stream.window.members[voice].day for voice in leaving) if day is not None]
            stream.events[new] = Gathering(
                new, list(leaving), list(leaving), min(days, default=None), max(days, default=None), opened=stream.opened
            )
            for voice in leaving:
                stream.event_of.setdefault(voice, name)  # of an event that was read of a desk, only those that were asked for are known
                stream.withdraw(voice)
                stream.event_of[voice] = new
            stream.touched[new] = None
            found.append((name, new, leaving))
    return found


def _loose(stream: Stream, speakers: Sequence[str]) -> list[list[str]]:
    """Groups of at least two voices that no longer hold to that of the founder."""
    stream.window.fetch(speakers)
    names = [name for name in speakers if name in stream.window.members]
    members = [stream.window.members[name] for name in names]
    pairs = {(a, b): stream.model.pair(members[a], members[b]) for b in range(len(members)) for a in range(b)}
    groups = linkage.join(len(names), pairs, stream.model.mean, stream.model.threshold - _LOOSE)
    return [[names[at] for at in group] for group in groups if 0 not in group and len(group) > 1]
