"""What a stream of events is made of: where an article went, an event in the window, and what is read of a desk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from newsloom.cluster.window import Shelf

VOICES = 12  # members that speak for an event: the founder and the latest


def event_id(article: str) -> str:
    """The id of the event that an article founds: stable over runs."""
    return "e" + hashlib.sha256(f"event\0{article}".encode()).hexdigest()[:15]


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an article went, and why.

    Attributes:
        event: id of the event.
        opened: whether the article opened it.
        score: log-odds with which it joined (0.0 for an opener).
        copy_of: the article whose text it repeats, None for a text of its own.
        also: other events that it nearly joined, with their log-odds, best first (at most 3).
    """

    article: str
    event: str
    opened: bool
    score: float
    copy_of: str | None = None
    also: tuple[tuple[str, float], ...] = ()


@dataclass(slots=True)
class Gathering:
    """An event in the window. `voices` leaves out copies: forty prints of one report speak once.

    Attributes:
        members: its articles; of an event that came from a store, only those placed since.
        before: how many articles it had in the store.
        opened: its rank among all events, in order of opening.
    """

    id: str
    members: list[str] = field(default_factory=list)
    voices: list[str] = field(default_factory=list)
    first: int | None = None
    last: int | None = None
    before: int = 0
    opened: int = 0

    @property
    def size(self) -> int:
        return self.before + len(self.members)

    def reach(self, day: int | None) -> None:
        if day is not None:
            self.first = day if self.first is None else min(self.first, day)
            self.last = day if self.last is None else max(self.last, day)

    def speakers(self) -> list[str]:
        return self.voices if len(self.voices) <= VOICES else [self.voices[0], *self.voices[1 - VOICES :]]


class Desk(Shelf, Protocol):
    """What a stream reads of a desk: articles and lists (`Shelf`), and the events that they are in."""

    def events_of(self, articles: Sequence[str]) -> Mapping[str, str]:
        """The event of each article that is in one."""
        ...

    def gatherings(self, events: Sequence[str]) -> Iterable[Gathering]:
        """These events, each with the voices that speak for it."""
        ...
