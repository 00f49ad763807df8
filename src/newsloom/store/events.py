"""Events and the stories that they are in: joined, parted, and summed up anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec
from sqlalchemy import Connection, select, update

from newsloom.records import EventState
from newsloom.store import sql
from newsloom.store.schema import events, memberships, redirects

_VOICES = 12  # articles that speak for an event: the first and the latest


def open_(connection: Connection, event: EventState) -> None:
    """Make an event that has no article yet."""
    row = {"id": event.id, "home": event.home, "story": event.story, "live": 0, "opened": event.opened, "size": 0, "title": event.title}
    sql.put(connection, events, events.c.id, [{**row, "titled": 0, "voices": "[]"}])


def join_stories(connection: Connection, old: str, new: str) -> set[str]:
    """Make one story part of another; gives the stories concerned."""
    connection.execute(update(events).where(events.c.story == old).values(story=new))
    connection.execute(update(memberships).where(memberships.c.story == old).values(story=new))
    return {old, new}


def join_events(connection: Connection, old: str, new: str) -> set[str]:
    """Make one event part of another; gives the stories concerned."""
    story_of = {row.id: row.story for row in sql.among(connection, (events.c.id, events.c.story), events.c.id, (old, new))}
    connection.execute(update(memberships).where(memberships.c.event == old).values(event=new, story=story_of[new]))
    connection.execute(update(events).where(events.c.id == old).values(live=0, size=0))
    return set(story_of.values())


def rehome(connection: Connection, story_of: Mapping[str, str]) -> set[str]:
    """Put events into the stories that their homes are now: home → story. Gives the stories concerned."""
    touched = set(story_of.values())
    for home, story in story_of.items():
        ids = [row.id for row in connection.execute(select(events.c.id, events.c.story).where(events.c.home == home))]
        touched |= set(connection.execute(select(events.c.story).where(events.c.home == home)).scalars())
        connection.execute(update(events).where(events.c.home == home).values(story=story))
        for part in sql.chunks(ids):
            connection.execute(update(memberships).where(memberships.c.event.in_(part)).values(story=story))
    return touched


def refresh(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Sum up events by their articles: size, days, voices. What they are compared by (sketch, links) is for the caller to make anew.

    Gives the stories that they are in.
    """
    found = list(dict.fromkeys(ids))
    by_event: defaultdict[str, list[tuple[int, str, int | None, str | None]]] = defaultdict(list)
    columns = (memberships.c.event, memberships.c.place, memberships.c.article, memberships.c.day, memberships.c.copy_of)
    for row in sql.among(connection, columns, memberships.c.event, found):
        by_event[row.event].append((row.place, row.article, row.day, row.copy_of))
    gone = {row.old for row in sql.among(connection, (redirects.c.old,), redirects.c.old, found)}
    for event in found:
        rows = sorted(by_event[event])
        days = [day for _, _, day, _ in rows if day is not None]
        inside = {article for _, article, _, _ in rows}
        voices = [article for _, article, _, copy_of in rows if copy_of not in inside] or sorted(inside)[:1]
        values = {
            "live": int(bool(rows) and event not in gone),
            "size": len(rows),
            "first": min(days, default=None),
            "last": max(days, default=None),
            "voices": msgspec.json.encode(voices if len(voices) <= _VOICES else [voices[0], *voices[1 - _VOICES :]]).decode(),
            "titled": 0,
        }
        connection.execute(update(events).where(events.c.id == event).values(**values))
    return {row.story for row in sql.among(connection, (events.c.story,), events.c.id, found)}
