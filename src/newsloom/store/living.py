"""`Living`: the part of a store that holds events, stories, and the log of their changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager

from sqlalchemy import Connection

from newsloom.records import Change, EventState, Membership, Story, Work
from newsloom.store import cache, changes, listing, placing, stories
from newsloom.store.listing import Wanted
from newsloom.store.schema import events, memberships
from newsloom.store.stories import Listed

Opened = Callable[[], AbstractContextManager[Connection]]
Facets = Mapping[str, Mapping[str, Iterable[str]]]


class Living:
    """Events and stories of one desk. Made by `Store`; each method is one transaction."""

    def __init__(self, reading: Opened, writing: Opened) -> None:
        self._reading, self._writing = reading, writing

    # What placing reads

    def number(self, name: str) -> int:
        """A number of the desk: "articles" placed, events "opened", changes ("seq"); 0 where there is none."""
        with self._reading() as connection:
            return placing.number(connection, name)

    def set_number(self, name: str, value: int) -> None:
        with self._writing() as connection:
            placing.set_number(connection, name, value)

    def live_events(self) -> int:
        with self._reading() as connection:
            return placing.live_events(connection)

    def unplaced(self, limit: int) -> list[tuple[str, str | None]]:
        """Articles whose current version is in no story, by day; each with the event of its earlier version, None for a new article."""
        with self._reading() as connection:
            return placing.unplaced(connection, limit)

    def pages(self, keys: Sequence[str]) -> dict[str, bytes]:
        with self._reading() as connection:
            return placing.pages_of(connection, keys)

    def counts(self, kind: str, words: Iterable[str]) -> dict[str, int]:
        """How many articles hold each "term", how many events give each "name"."""
        with self._reading() as connection:
            return placing.counts_of(connection, kind, words)

    def features(self, versions: Mapping[str, str], digest: str) -> dict[str, bytes]:
        """Cached features made under `digest`, by article; `versions`: article → version."""
        with self._reading() as connection:
            return cache.features_by_version(connection, versions, digest)

    def memberships(self, *, articles: Iterable[str] = (), events: Iterable[str] = (), stories: Iterable[str] = ()) -> list[Membership]:
        """Memberships of these articles, events or stories, in the order of placing."""
        with self._reading() as connection:
            return [
                *placing.members(connection, memberships.c.article, articles),
                *placing.members(connection, memberships.c.event, events),
                *placing.members(connection, memberships.c.story, stories),
            ]

    def events(self, ids: Iterable[str] = (), *, stories: Iterable[str] = ()) -> list[EventState]:
        """Live events by their ids, or those of stories, in the order of opening."""
        with self._reading() as connection:
            return [*placing.states(connection, events.c.id, ids), *placing.states(connection, events.c.story, stories)]

    def links(self, ids: Iterable[str]) -> dict[tuple[str, str], float]:
        """Log-odds that two events are of one story, of all pairs with one of these."""
        with self._reading() as connection:
            return placing.links_of(connection, ids)

    def every_event(self, after: int, limit: int) -> list[EventState]:
        """Live events in the order of opening, after that rank."""
        with self._reading() as connection:
            return listing.events_after(connection, after, limit)

    # What placing writes

    def keep(self, work: Work, facets: Facets, now: str, *, since: int) -> int | None:
        """Write what placing a batch changed, and give the number of this change of the desk.

        None where the desk changed since change number `since`: then nothing is written.
        """
        with self._writing() as connection:
            if stories.seq(connection) != since:
                return None
            return placing.keep(connection, work, facets, now)

    def enter(self, change: Change, opened: Sequence[EventState] = ()) -> tuple[Change, list[str]]:
        """Log a change, carry it out, and sum up the stories that it concerns.

        Gives the change with its number, and the stories.
        """
        with self._writing() as connection:
            stories.ensure(connection, {event.home for event in opened}, change.at)
            number, touched = changes.enter(connection, change, opened, fresh=True)
            stories.refresh(connection, touched, change.at)
            top = max([placing.number(connection, "opened"), *(event.opened for event in opened)])
            placing.set_number(connection, "opened", top)
            return changes.get(connection, number), sorted(touched)

    def redate(self, days: Mapping[str, int | None]) -> None:
        """Note the days of placed articles, and sum up their events anew."""
        with self._writing() as connection:
            placing.redate(connection, days)

    def wipe_index(self) -> None:
        """Forget the lists and counts, so that they can be made anew."""
        with self._writing() as connection:
            listing.wipe_index(connection)

    def unsketched(self, stories: Iterable[str]) -> list[EventState]:
        """Events of these stories that changed since their titles were looked at."""
        with self._reading() as connection:
            return placing.unsketched(connection, stories)

    def untitled(self) -> list[str]:
        """Live stories whose titles were not looked at since they changed. Only what changed since all had titles is read."""
        with self._reading() as connection:
            return placing.untitled(connection)

    def all_titled(self) -> None:
        """Note that all stories have titles now, unless some has none."""
        with self._writing() as connection:
            if not placing.untitled(connection):
                placing.set_number(connection, "titled", stories.seq(connection))

    def leads(self, ids: Iterable[str]) -> dict[str, tuple[str, str | None]]:
        """Story → its title, and the article that this is drawn from."""
        with self._reading() as connection:
            return stories.leads(connection, ids)

    def entitle(self, titles: dict[str, tuple[str, str | None]], of_events: dict[str, tuple[str, str | None]]) -> None:
        with self._writing() as connection:
            stories.entitle(connection, titles, of_events)

    # The log, and what holds

    def resolve(self, id: str) -> str:
        """The story or event that an id is part of now."""
        with self._reading() as connection:
            return changes.resolve(connection, id)

    def redirects(self) -> dict[str, str]:
        """Stories and events that are part of another: old id → the id that it leads to (which may lead on)."""
        with self._reading() as connection:
            return changes.all_redirects(connection)

    def apart(self) -> set[tuple[str, str]]:
        """Pairs of stories, and of events, that stay two, the smaller id first."""
        with self._reading() as connection:
            return changes.apart(connection)

    def held(self) -> dict[str, str]:
        """Article → event that someone said it stays in."""
        with self._reading() as connection:
            held = changes.held(connection)
            now = {event: changes.resolve(connection, event) for event in set(held.values())}
            return {article: now[event] for article, event in held.items()}

    def joined_by_hand(self) -> set[str]:
        """Stories that someone said hold together."""
        with self._reading() as connection:
            return changes.joined_by_hand(connection)

    def titles(self) -> dict[str, str]:
        """Story → the title that someone gave it."""
        with self._reading() as connection:
            return changes.titles(connection)

    def titles_given(self) -> set[str]:
        """All titles that someone ever gave, whether they hold or not."""
        with self._reading() as connection:
            return changes.titles_given(connection)

    def change(self, number: int) -> Change:
        """
        Raises:
            NotFoundError: there is no such change.
        """
        with self._reading() as connection:
            return changes.get(connection, number)

    def log(self, limit: int | None = None, *, by_hand: bool = False) -> list[Change]:
        """The log, newest first. `by_hand`: without what the machine did."""
        with self._reading() as connection:
            return changes.every(connection, limit, by_hand=by_hand)

    # Stories

    def of_articles(self, ids: Iterable[str]) -> list[str]:
        """The stories that hold these articles."""
        with self._reading() as connection:
            return stories.of_articles(connection, ids)

    def assemble(self, ids: Sequence[str]) -> list[Story]:
        with self._reading() as connection:
            return stories.assemble(connection, ids)

    def listed(self, wanted: Wanted | None = None) -> list[Listed]:
        """Stories as lists show them, those that `wanted` describes."""
        with self._reading() as connection:
            return listing.listed(connection, wanted or Wanted())

    def newest_day(self) -> int | None:
        """The latest day of publication of any article, in days since 1970-01-01."""
        with self._reading() as connection:
            return listing.newest_day(connection)

    def keep_sources(self, counted: Mapping[str, tuple[int, int]]) -> None:
        """Keep the number of independent sources of stories: story → (change that it was counted at, number)."""
        with self._writing() as connection:
            listing.keep_sources(connection, counted)
