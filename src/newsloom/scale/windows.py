"""Clustering by windows of time: each is clustered by itself, with the days before it for context, and joined to the window before.

An article is of the window that its day falls into. A window also reads the articles of `overlap` days before it: the events that these
are in, there and in the window before, are one event where most of the shared articles say so.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from newsloom.loom import pipeline
from newsloom.records import Record
from newsloom.scale import files
from newsloom.scale.shards import Mark, Parts
from newsloom.settings import Settings

LATEST = 10**7  # the day of articles whose day nothing tells: they come last


class Window(Record, frozen=True, kw_only=True):
    """Days `first` to `last` (days since 1970-01-01), with context from `before` on.

    Attributes:
        key: names the window and all that is in it.
        parts: keys of the shards that hold articles of it.
        stale: of each of these, the places of articles of which another shard has a later version.
    """

    key: str
    before: int
    first: int
    last: int
    parts: tuple[str, ...]
    stale: dict[str, tuple[int, ...]]


class Found(Record, frozen=True, kw_only=True):
    """What a window was clustered into. `core`: articles of its own days; `context`: those of the days before."""

    core: tuple[pipeline.Put, ...]
    context: tuple[pipeline.Put, ...]


@dataclass(slots=True)
class Plan:
    """All windows, in the order of time, and how many articles there are."""

    windows: list[Window]
    articles: int


def plan(marks: Mapping[str, Sequence[Mark]], size: int, overlap: int) -> Plan:
    """Cut time into windows of about `size` articles, whole days each.

    Args:
        marks: shard → its articles, in the order of shards: of two versions of an article the later one counts.
        overlap: days of context.
    """
    newest = {mark.article: (key, at) for key, held in marks.items() for at, mark in enumerate(held)}
    stale: defaultdict[str, list[int]] = defaultdict(list)
    by_day: Counter[int] = Counter()
    days: dict[str, set[int]] = {}
    for key, held in marks.items():
        for at, mark in enumerate(held):
            if newest[mark.article] != (key, at):
                stale[key].append(at)
                continue
            day = LATEST if mark.day is None else mark.day
            by_day[day] += 1
            days.setdefault(key, set()).add(day)
    windows = []
    for first, last in _cut(by_day, size):
        before = first - overlap
        parts = tuple(key for key in marks if any(before <= day <= last for day in days.get(key, ())))
        old = {key: tuple(stale[key]) for key in parts if key in stale}
        told = f"{before} {first} {last} {len(newest)} {parts} {old}"
        key = hashlib.sha256(told.encode()).hexdigest()[:20]
        windows.append(Window(key=key, before=before, first=first, last=last, parts=parts, stale=old))
    return Plan(windows, len(newest))


def _cut(by_day: Counter[int], size: int) -> Iterator[tuple[int, int]]:
    days = sorted(by_day)
    first, count, rest = 0, 0, by_day.total()
    for at, day in enumerate(days):
        count, rest = count + by_day[day], rest - by_day[day]
        # A small rest goes with the last window, and what has no day with the latest that have one.
        if at + 1 == len(days) or (count >= size and 2 * rest >= size and days[at + 1] != LATEST):
            yield days[first], day
            first, count = at + 1, 0


def background(plan: Plan, keys: Iterable[str], parts: Parts, path: Path) -> None:
    """Sum up how many articles hold each term, over all shards, for all windows to weigh by."""
    if files.one(path, dict[str, int]) is None:
        total: Counter[str] = Counter()
        for key in keys:
            total.update(parts.terms(key))
        files.write(path, [dict(total), {"": plan.articles}])


def cluster(window: Window, *, folder: Path, target: Path, background: Path, settings: Settings) -> int:
    """Cluster one window and keep what came out; gives the number of its articles. Run by a worker.

    Raises:
        InputError: a part is damaged, or the result cannot be kept.
    """
    path = target / f"{window.key}.found"
    known = files.one(path, Found)
    if known is None:
        terms, total = files.read(background, dict[str, int])
        mine: dict[str, bool] = {}
        features = []
        for one in _features(window, Parts(folder)):
            day = _day(one)
            mine[one.article] = day >= window.first
            features.append(one)
        puts = pipeline.window(features, settings, terms, total[""])
        known = Found(core=tuple(put for put in puts if mine[put.article]), context=tuple(put for put in puts if not mine[put.article]))
        files.write(path, [known])
    return len(known.core)


def _features(window: Window, parts: Parts) -> Iterator[pipeline.Features]:
    for key in window.parts:
        stale = frozenset(window.stale.get(key, ()))
        for at, one in enumerate(parts.features(key)):
            if at not in stale and window.before <= _day(one) <= window.last:
                yield one


def _day(one: pipeline.Features) -> int:
    day = pipeline.day_of(one)
    return LATEST if day is None else day


# Joining


@dataclass(slots=True)
class Joiner:
    """Takes windows in the order of time and gives each its articles with events and stories as they are over all windows."""

    _event: dict[str, str] = field(default_factory=dict)  # article → event, of the windows before
    _story: dict[str, str] = field(default_factory=dict)  # event → story, of all windows so far
    _stories: set[str] = field(default_factory=set)

    def join(self, found: Found) -> list[pipeline.Put]:
        """The articles of a window's own days, with the events and stories that go on from the windows before."""
        event_of = self._events(found)
        story_of = self._told(found, event_of)
        rows = []
        for put in found.core:
            event = event_of[put.event]
            story = self._story.setdefault(event, story_of[put.story])
            self._stories.add(story)
            rows.append(pipeline.Put(article=put.article, event=event, story=story, copy_of=put.copy_of, score=put.score))
        self._event = {put.article: event_of[put.event] for put in found.core} | {
            put.article: self._event[put.article] for put in found.context if put.article in self._event
        }
        return rows

    def _events(self, found: Found) -> dict[str, str]:
        """The window's events → what they are over all windows: that which most of the articles seen before are in."""
        votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for put in found.context:
            if put.article in self._event:
                votes[put.event][self._event[put.article]] += 1
        event_of: dict[str, str] = {}
        for put in found.core:
            if put.event in event_of:
                continue
            best = min(votes[put.event].items(), key=lambda item: (-item[1], item[0]), default=None)
            if best is not None and 2 * best[1] > votes[put.event].total():
                event_of[put.event] = best[0]
            else:  # its founder may be of the days before, and have founded another event there
                event_of[put.event] = _free(put.event, put.article, {*event_of.values()}, self._story)
        return event_of

    def _told(self, found: Found, event_of: Mapping[str, str]) -> dict[str, str]:
        """The window's stories → what they are over all windows: that of most articles whose events had one before."""
        votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for put in (*found.context, *found.core):
            event = self._event.get(put.article) or event_of.get(put.event)
            if event in self._story:
                votes[put.story][self._story[event]] += 1
        story_of: dict[str, str] = {}
        for put in found.core:
            if put.story not in story_of:
                best = min(votes[put.story].items(), key=lambda item: (-item[1], item[0]), default=None)
                own = put.story if put.story not in self._stories else "s" + event_of[put.event][1:]
                story_of[put.story] = best[0] if best is not None else own
        return story_of


def _free(event: str, article: str, *taken: Collection[str]) -> str:
    """An id that no other event has."""
    while any(event in ids for ids in taken):
        event, article = pipeline.event_id(article), f"{article}."
    return event
