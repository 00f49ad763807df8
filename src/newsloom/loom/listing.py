"""Lists of stories: filtered, weighed, and watched."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from newsloom import cluster
from newsloom.errors import UsageError
from newsloom.loom import clock, outline
from newsloom.records import Change
from newsloom.render import StoryRow
from newsloom.settings import Settings
from newsloom.store import Listed, Store, Wanted

_EPOCH = date(1970, 1, 1).toordinal()
_TRACED = 60  # articles of a story whose sources are traced: the rest of a larger story counts by its outlets


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which stories are wanted; None asks for nothing.

    Attributes:
        since, until: "YYYY-MM-DD": stories that an article of those days is in.
        place: a place that the story names; a country stands for what lies in it.
        entity: a person, organisation or other name.
        outlet: an outlet that reports it, or part of its name.
        language: BCP 47 code of one of its articles.
        words: words that one of its articles holds, all of them.
        limit: at most so many.
    """

    since: str | None = None
    until: str | None = None
    place: str | None = None
    entity: str | None = None
    outlet: str | None = None
    language: str | None = None
    words: str | None = None
    limit: int | None = None

    def wanted(self, after: int | None = None) -> Wanted:
        """
        Raises:
            UsageError: a day is no date, or a place or name is none.
        """
        places = cluster.place_keys(self.place) if self.place is not None else ()
        if self.place is not None and not places:
            raise UsageError(f"no place is known by the name {self.place!r}: try --words")
        names = cluster.name_keys(self.entity) if self.entity is not None else ()
        if self.entity is not None and not names:
            raise UsageError(f"{self.entity!r} holds no name: try --words")
        return Wanted(
            since=clock.day(self.since) if self.since else None,
            until=clock.day(self.until) if self.until else None,
            places=places,
            names=names,
            outlet=self.outlet,
            language=self.language,
            words=self.words,
            after=after,
        )


def rows(store: Store, settings: Settings, wanted: Filter | None = None, after: int | None = None) -> list[StoryRow]:
    """Stories, heaviest first.

    The weight of a story is the number of its independent outlets now: each outlet with a text of its own counts once, by its newest
    report, which loses half of its weight in `settings.cluster.half_life` days. "Now" is today, or the newest article's day on a desk
    that stopped earlier.
    """
    wanted = wanted or Filter()
    found = store.living.listed(wanted.wanted(after))
    today = datetime.now(UTC).date().toordinal() - _EPOCH
    now = min(today, newest) if (newest := store.living.newest_day()) is not None else today
    weights = {one.id: weight(one, now, settings.cluster.half_life) for one in found}
    found.sort(key=lambda one: (-weights[one.id], -one.seq, one.id))
    found = found[: wanted.limit]
    sources = _sources(store, found)
    return [
        StoryRow(
            id=one.id,
            title=one.title,
            first=one.first,
            last=one.last,
            languages=one.summary.languages,
            articles=one.summary.articles,
            outlets=one.summary.outlets,
            independent_sources=sources[one.id],
            weight=weights[one.id],
            changed=one.changed,
        )
        for one in found
    ]


def weight(one: Listed, now: int, half_life: float) -> float:
    """The weight of a story; see `rows`. An undated report is as old as the story's last day, else as its last change."""
    last = _day(one.last or one.changed[:10])
    ages = [max(now - (last if day is None else day), 0) for day in one.summary.reports.values()]
    return round(math.fsum(2 ** -(age / half_life) for age in ages), 4)


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal() - _EPOCH


def _sources(store: Store, found: Sequence[Listed]) -> dict[str, int]:
    """Independent sources of each story, as the briefing counts them; counted once, and kept until the story changes."""
    known = {one.id: one.summary.sources for one in found if one.summary.sources is not None}
    counted = {one.id: _count(store, one) for one in found if one.id not in known}
    if counted:
        seqs = {one.id: one.seq for one in found}
        store.living.keep_sources({id: (seqs[id], number) for id, number in counted.items()})
    return known | counted


def _count(store: Store, one: Listed) -> int:
    if one.summary.articles < 2:
        return one.summary.articles
    members = store.living.memberships(stories=[one.id])
    inside = {member.article for member in members}
    own = [member.article for member in members if member.copy_of not in inside]
    traced = outline.sources(store.articles(own[-_TRACED:]))
    return traced if len(own) <= _TRACED else max(traced, len(one.summary.reports))


@dataclass(frozen=True, slots=True)
class News:
    """What changed on a desk between two looks. `seq`: the number of the change that the second look saw."""

    seq: int
    stories: tuple[StoryRow, ...]
    changes: tuple[Change, ...]


def since(store: Store, settings: Settings, seq: int, change: int, wanted: Filter | None = None) -> News:
    """Stories that changed after change number `seq` of the desk, and entries of the log after number `change`."""
    now = store.living.number("seq")
    if now == seq:
        return News(seq, (), ())
    stories = sorted(rows(store, settings, wanted, after=seq), key=lambda row: (row.changed, -row.weight, row.id))
    log = [one for one in store.living.log(limit=200) if one.id > change]
    return News(now, tuple(stories), tuple(reversed(log)))
