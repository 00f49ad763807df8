"""What placing an article reads of a desk and writes to it: lists and counts of the indexes, events, links, memberships."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, func, insert, or_, select, update

from newsloom.records import EventState, Membership, Work
from newsloom.store import changes, sql, stories
from newsloom.store import events as event_rows
from newsloom.store.dialect import insert_or_add, is_postgres
from newsloom.store.schema import articles, counts, events, facets, links, memberships, numbers, pages, waiting
from newsloom.store.schema import stories as story_rows

_ALSO = tuple[tuple[str, float], ...]


def number(connection: Connection, name: str) -> int:
    return int(connection.execute(select(numbers.c.value).where(numbers.c.name == name)).scalar() or 0)


def set_number(connection: Connection, name: str, value: int) -> None:
    sql.put(connection, numbers, numbers.c.name, [{"name": name, "value": value}])


def unplaced(connection: Connection, limit: int) -> list[tuple[str, str | None]]:
    """Articles whose current version is in no story, by day, and the event of an earlier version."""
    query = (
        select(articles.c.id, memberships.c.event)
        .join(waiting, waiting.c.article == articles.c.id)
        .outerjoin(memberships, memberships.c.article == articles.c.id)
        .order_by(articles.c.published.is_(None), articles.c.published, articles.c.id)
        .limit(limit)
    )
    return [(row.id, row.event) for row in connection.execute(query)]


def pages_of(connection: Connection, keys: Iterable[str]) -> dict[str, bytes]:
    return {row.key: row.record for row in sql.among(connection, (pages.c.key, pages.c.record), pages.c.key, keys)}


def counts_of(connection: Connection, kind: str, words: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in sql.chunks(words):
        if is_postgres(connection):
            query = select(counts.c.word, counts.c.count).where(counts.c.kind == kind, counts.c.word.in_(part))
            found.update({row.word: row.count for row in connection.execute(query)})
        else:  # as SQLite takes it: thousands of words are asked for with every batch, and this takes half the time
            marks = ", ".join("?" * len(part))
            asked = f"SELECT word, count FROM counts WHERE kind = ? AND word IN ({marks})"  # noqa: S608 - marks alone
            found.update(map(tuple, connection.exec_driver_sql(asked, (kind, *part))))
    return found


def members(connection: Connection, key: Any, ids: Iterable[str]) -> list[Membership]:
    """Memberships whose column `key` is among `ids`, in the order of placing."""
    rows = sql.among(connection, tuple(memberships.c), key, ids)
    found = [
        Membership(
            article=row.article,
            version=row.version,
            event=row.event,
            base=row.base,
            story=row.story,
            day=row.day,
            copy_of=row.copy_of,
            score=row.score,
            also=msgspec.json.decode(row.also, type=_ALSO),
            place=row.place,
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (one.place, one.article))


def states(connection: Connection, key: Any, ids: Iterable[str]) -> list[EventState]:
    """Live events whose column `key` is among `ids`, in the order of opening."""
    found = [_state(row) for row in sql.among(connection, tuple(events.c), key, ids) if row.live]
    return sorted(found, key=lambda one: (one.opened, one.id))


def _state(row: Any) -> EventState:
    return EventState(
        id=row.id,
        home=row.home,
        story=row.story,
        opened=row.opened,
        first=row.first,
        last=row.last,
        size=row.size,
        title=row.title,
        lead=row.lead,
        voices=msgspec.json.decode(row.voices, type=tuple[str, ...]),
        sketch=row.sketch,
    )


def links_of(connection: Connection, ids: Iterable[str]) -> dict[tuple[str, str], float]:
    """The links of these events, by pairs in the order of ids."""
    found: dict[tuple[str, str], float] = {}
    for part in sql.chunks(ids):
        query = select(links.c.one, links.c.other, links.c.score).where(or_(links.c.one.in_(part), links.c.other.in_(part)))
        found.update({(row.one, row.other): row.score for row in connection.execute(query)})
    return found


def unsketched(connection: Connection, ids: Iterable[str]) -> list[EventState]:
    untouched = {row.id for row in sql.among(connection, (events.c.id, events.c.titled), events.c.story, ids) if row.titled}
    return [one for one in states(connection, events.c.story, ids) if one.id not in untouched]


def untitled(connection: Connection) -> list[str]:
    since = number(connection, "titled")
    query = select(story_rows.c.id).where(story_rows.c.seq > since, story_rows.c.live == 1, story_rows.c.titled == 0)
    query = query.order_by(story_rows.c.id)
    return list(connection.execute(query).scalars())


def keep(connection: Connection, work: Work, facet_rows: Mapping[str, Mapping[str, Iterable[str]]], now: str) -> int:
    """Write what placing a batch changed, log its merges, and sum up the stories anew. Gives the number of this change of the desk."""
    sql.put(connection, pages, pages.c.key, [{"key": key, "record": record} for key, record in work.pages.items()])
    _add_counts(connection, "term", work.terms)
    _add_counts(connection, "name", work.names)
    set_number(connection, "articles", number(connection, "articles") + work.articles)
    set_number(connection, "opened", max(work.opened, number(connection, "opened")))
    touched = {row.story for row in sql.among(connection, (memberships.c.story,), memberships.c.article, [m.article for m in work.placed])}
    touched |= stories.ensure(connection, {event.home for event in work.events}, now)
    touched |= _move(connection, work.events)
    put_events(connection, work.events)
    _put_members(connection, work.placed)
    touched |= _leave(connection, work.moved, now)
    for part in sql.chunks([event.id for event in work.events] + list(work.gone)):
        connection.execute(delete(links).where(or_(links.c.one.in_(part), links.c.other.in_(part))))
        connection.execute(delete(facets).where(facets.c.event.in_(part)))
    if work.links:
        connection.execute(insert(links), [{"one": one, "other": other, "score": score} for one, other, score in work.links])
    _put_facets(connection, facet_rows)
    for change in work.changes:
        touched |= changes.enter(connection, change)[1]
    touched |= {row.story for row in sql.among(connection, (events.c.story,), events.c.id, [e.id for e in work.events])}
    stories.refresh(connection, touched, now)
    return stories.seq(connection)


def _leave(connection: Connection, moved: Mapping[str, str], now: str) -> set[str]:
    """Put events into other stories, with their articles; gives the stories concerned."""
    stories.ensure(connection, moved.values(), now)
    touched = {row.story for row in sql.among(connection, (events.c.story,), events.c.id, moved)} | set(moved.values())
    for event, story in moved.items():
        connection.execute(update(events).where(events.c.id == event).values(home=story, story=story))
        connection.execute(update(memberships).where(memberships.c.event == event).values(story=story))
    return touched


def _move(connection: Connection, found: Sequence[EventState]) -> set[str]:
    """Take the articles of events along that go to another story; gives the stories that they leave."""
    before = {row.id: row.story for row in sql.among(connection, (events.c.id, events.c.story), events.c.id, [one.id for one in found])}
    for one in found:
        if before.get(one.id, one.story) != one.story:
            connection.execute(update(memberships).where(memberships.c.event == one.id).values(story=one.story))
    return {story for story in before.values() if story}


def put_events(connection: Connection, found: Sequence[EventState]) -> None:
    rows = [
        {
            "id": one.id,
            "home": one.home,
            "story": one.story,
            "live": 1,
            "opened": one.opened,
            "first": one.first,
            "last": one.last,
            "size": one.size,
            "title": one.title,
            "lead": one.lead,
            "titled": 0,
            "voices": msgspec.json.encode(one.voices).decode(),
            "sketch": one.sketch,
        }
        for one in found
    ]
    sql.put(connection, events, events.c.id, rows)


def _put_members(connection: Connection, placed: Sequence[Membership]) -> None:
    if not placed:
        return
    at = number(connection, "placed")
    named = [one.article for one in placed]
    columns = (memberships.c.article, memberships.c.place)
    known = {row.article: row.place for row in sql.among(connection, columns, memberships.c.article, named)}
    rows = []
    story_of = {row.id: row.story for row in sql.among(connection, (events.c.id, events.c.story), events.c.id, [m.event for m in placed])}
    for one in placed:
        if one.article not in known:
            at += 1
        rows.append(
            {
                "article": one.article,
                "story": story_of[one.event],
                "version": one.version,
                "event": one.event,
                "base": one.base,
                "day": one.day,
                "copy_of": one.copy_of,
                "score": one.score,
                "also": msgspec.json.encode(one.also).decode(),
                "place": known.get(one.article, at),
            }
        )
    sql.put(connection, memberships, memberships.c.article, rows)
    set_number(connection, "placed", at)
    placed_now = {one.article: one.version for one in placed}
    current = sql.among(connection, (articles.c.id, articles.c.version), articles.c.id, named)
    for part in sql.chunks(row.id for row in current if placed_now[row.id] == row.version):  # a version that came meanwhile still waits
        connection.execute(delete(waiting).where(waiting.c.article.in_(part)))


def _add_counts(connection: Connection, kind: str, added: Mapping[str, int]) -> None:
    """Add to counts that are there; make those that are not."""
    rows = [{"kind": kind, "word": word, "count": by} for word, by in sorted(added.items()) if by]
    if rows:
        sql.many(connection, insert_or_add(connection, counts, (counts.c.kind, counts.c.word), counts.c.count), rows)


def _put_facets(connection: Connection, found: Mapping[str, Mapping[str, Iterable[str]]]) -> None:
    rows = [
        {"kind": kind, "value": value, "event": event}
        for event, kinds in found.items()
        for kind, values in kinds.items()
        for value in dict.fromkeys(values)
    ]
    if rows:
        sql.many(connection, insert(facets), rows)


def redate(connection: Connection, days: Mapping[str, int | None]) -> None:
    for article, day in days.items():
        connection.execute(update(memberships).where(memberships.c.article == article).values(day=day))
    event_rows.refresh(connection, {row.event for row in sql.among(connection, (memberships.c.event,), memberships.c.article, days)})


def live_events(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(events).where(events.c.live == 1)).scalar_one())
