"""Events as articles come in, one by one: each joins an event of the active window or opens one (topic detection and tracking, online)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from newsloom.cluster.evidence import Weighed, weigh
from newsloom.cluster.features import Features
from newsloom.cluster.model import Model, event_model
from newsloom.cluster.window import Window
from newsloom.settings import ClusterSettings
from newsloom.text import fingerprint
from newsloom.text.words import Background

_VOICES = 12  # members that speak for an event: the founder and the latest
_EVENTS = 14  # events that are scored for one article: those of its nearest candidates
_COPY = 0.75  # likeness of fingerprints from which one text is a copy of the other


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
    """An event in the window. `voices` leaves out copies: forty prints of one report speak once."""

    id: str
    members: list[str] = field(default_factory=list)
    voices: list[str] = field(default_factory=list)
    first: int | None = None
    last: int | None = None

    def reach(self, day: int | None) -> None:
        if day is not None:
            self.first = day if self.first is None else min(self.first, day)
            self.last = day if self.last is None else max(self.last, day)

    def speakers(self) -> list[str]:
        return self.voices if len(self.voices) <= _VOICES else [self.voices[0], *self.voices[1 - _VOICES :]]


class Stream:
    """The events of the active window. Everything in it can be rebuilt with `resume` from stored features and memberships."""

    def __init__(
        self, settings: ClusterSettings, background: Background | None = None, model: Model | None = None, *, learning: bool = True
    ) -> None:
        """`background` holds what was seen so far; with `learning` each placed article is added to it."""
        self.settings = settings
        self.learning = learning
        self.background = background or Background()
        self.model = model or event_model()
        self.window = Window()
        self.events: dict[str, Gathering] = {}
        self.event_of: dict[str, str] = {}

    def place(self, features: Features) -> Placement:
        """Join the article to the event it tells of, or open one. Placing an article that is there already changes nothing."""
        known = self.event_of.get(features.article)
        if known is not None:
            return Placement(features.article, known, opened=False, score=0.0)
        if self.learning:
            self.background.observe(features.terms)
        member = weigh(features, self.background)
        ranked = self._ranked(member)
        copy_of = self._copied(member)
        joins = bool(ranked) and ranked[0][1] >= self.model.threshold
        event = ranked[0][0] if joins else event_id(features.article)
        self._admit(member, event, copy_of)
        near = tuple(ranked[1:4] if joins else ranked[:3])
        return Placement(features.article, event, opened=not joins, score=ranked[0][1] if joins else 0.0, copy_of=copy_of, also=near)

    def resume(self, placed: Iterable[tuple[Features, str, str | None]]) -> None:
        """Rebuild the window from what was stored: (features, event, copy_of) in the order of placing. Nothing is scored."""
        for features, event, copy_of in placed:
            self._admit(weigh(features, self.background), event, copy_of)

    def expire(self, today: int) -> list[str]:
        """Forget the events whose last article is more than the window before `today` (days since 1970-01-01); give their ids."""
        old = [e for e in self.events.values() if e.last is not None and today - e.last > self.settings.window_days]
        for event in old:
            self.window.forget(set(event.members))
            del self.events[event.id]
            for article in event.members:
                del self.event_of[article]
        return [event.id for event in old]

    def score(self, member: Weighed, event: Gathering) -> float:
        """Log-odds that the article tells of the event: by all its voices, and by the one nearest to the article."""
        scores = [self.model.pair(member, self.window.members[name]) for name in event.speakers() if name in self.window.members]
        if not scores:
            return float("-inf")
        return self.model.mean * sum(scores) / len(scores) + (1 - self.model.mean) * max(scores)

    def nearest(self, name: str) -> tuple[str, float] | None:
        """The other event that this one is likest to, with the log-odds that the two are one: the mean over what their voices score."""
        event = self.events[name]
        members = [self.window.members[voice] for voice in event.speakers() if voice in self.window.members]
        others = {self.event_of[other] for member in members for other in self.window.candidates(member)} - {name}
        scored = [(other, self._likeness(members, self.events[other])) for other in sorted(others)]
        return max(scored, key=lambda item: item[1]) if scored else None

    def merge(self, kept: str, gone: str) -> None:
        """Make two events one. The caller keeps a redirect from the id that is gone, so that old links hold."""
        event, other = self.events[kept], self.events.pop(gone)
        event.members.extend(other.members)
        event.voices.extend(other.voices)
        for day in (other.first, other.last):
            event.reach(day)
        self.event_of.update(dict.fromkeys(other.members, kept))

    def settle(self) -> list[tuple[str, str, float]]:
        """Merge events that later articles show to be one; the older id stays. Gives (kept, gone, log-odds) of each merge."""
        order = {name: at for at, name in enumerate(self.events)}
        merged: list[tuple[str, str, float]] = []
        for name in sorted(order, key=lambda e: (len(self.events[e].members), -order[e])):
            found = self.nearest(name) if name in self.events else None
            if found is not None and found[1] >= self.model.threshold:
                kept, gone = sorted((name, found[0]), key=order.__getitem__)
                self.merge(kept, gone)
                merged.append((kept, gone, found[1]))
        return merged

    def _likeness(self, members: list[Weighed], event: Gathering) -> float:
        scores = [self.score(member, event) - (0.0 if self._active(event, member.day) else self.model.dormant) for member in members]
        return sum(scores) / len(scores) if scores else float("-inf")

    def _ranked(self, member: Weighed) -> list[tuple[str, float]]:
        """Candidate events with their scores, best first; equal scores in the order of ids."""
        names = dict.fromkeys(self.event_of[name] for name in self.window.candidates(member))
        events = [self.events[name] for name in names][:_EVENTS]
        scored = [
            (event.id, self.score(member, event) - (0.0 if self._active(event, member.day) else self.model.dormant)) for event in events
        ]
        return sorted(scored, key=lambda item: (-item[1], item[0]))

    def _active(self, event: Gathering, day: int | None) -> bool:
        if day is None or event.first is None or event.last is None:
            return True
        return event.first - self.settings.window_days <= day <= event.last + self.settings.window_days

    def _copied(self, member: Weighed) -> str | None:
        """The oldest article whose text this one repeats."""
        mine = member.features.signature
        for name in self.window.twins(member):
            if fingerprint.likeness(mine, self.window.members[name].features.signature) >= _COPY:
                return name
        return None

    def _admit(self, member: Weighed, name: str, copy_of: str | None) -> None:
        self.window.add(member)
        event = self.events.setdefault(name, Gathering(name))
        event.members.append(member.features.article)
        if copy_of is None or self.event_of.get(copy_of) != name:
            event.voices.append(member.features.article)
        event.reach(member.day)
        self.event_of[member.features.article] = name


def event_id(article: str) -> str:
    """The id of the event that an article founds: stable over runs."""
    return "e" + hashlib.sha256(f"event\0{article}".encode()).hexdigest()[:15]
