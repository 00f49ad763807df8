"""Stories: put together from their events and articles when they are read, summed up when they change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from newsloom.errors import NotFoundError
from newsloom.records import Event, Record, Story, from_json, to_json
from newsloom.store import changes, sql
from newsloom.store.schema import articles, events, memberships, numbers, stories, waiting

_EPOCH = date(1970, 1, 1).toordinal()


class Summary(Record, frozen=True, kw_only=True):
    """A story in figures.

    Attributes:
        articles: number of articles.
        outlets: names of the outlets.
        languages: BCP 47.
        reports: each outlet that has a text of its own → the day of its newest (days since 1970-01-01, None when unknown). An article
            without an outlet stands for itself.
        sources: independent sources, as the briefing counts them; None until someone asked.
    """

    articles: int
    outlets: tuple[str, ...]
    languages: tuple[str, ...]
    reports: dict[str, int | None] = {}
    sources: int | None = None


class Listed(Record, frozen=True, kw_only=True):
    """A story in a list."""

    id: str
    title: str
    first: str | None
    last: str | None
    changed: str
    seq: int
    summary: Summary


def ensure(connection: Connection, ids: Iterable[str], now: str) -> set[str]:
    """Have a row for each story; gives the ids."""
    wanted = set(ids)
    known = {row.id for row in sql.among(connection, (stories.c.id,), stories.c.id, wanted)}
    empty = to_json(Summary(articles=0, outlets=(), languages=()))
    rows = [{"id": id, "title": "", "changed": now, "record": empty, "live": 0, "seq": 0, "titled": 0} for id in sorted(wanted - known)]
    if rows:
        connection.execute(insert(stories), rows)
    return wanted


def refresh(connection: Connection, ids: Iterable[str], now: str) -> None:
    """Sum up stories anew after a change; one without articles is no longer live."""
    wanted = sorted(ensure(connection, (id for id in set(ids) if id), now))
    if not wanted:
        return
    seq = bump(connection)
    members = _members(connection, wanted)
    rows = []
    for id in wanted:
        found = members.get(id, [])
        days = [row.day for row in found if row.day is not None]
        rows.append(
            {
                "key": id,
                "first": iso(min(days)) if days else None,
                "last": iso(max(days)) if days else None,
                "record": to_json(_summary(found)),
                "live": int(bool(found)),
                "changed": now,
                "seq": seq,
                "titled": 0,
            }
        )
    connection.execute(update(stories).where(stories.c.id == bindparam("key")), rows)


def bump(connection: Connection) -> int:
    """Count one more change of the desk."""
    now = seq(connection) + 1
    sql.put(connection, numbers, numbers.c.name, [{"name": "seq", "value": now}])
    return now


def seq(connection: Connection) -> int:
    """The number of changes so far."""
    return int(connection.execute(select(numbers.c.value).where(numbers.c.name == "seq")).scalar() or 0)


def _members(connection: Connection, ids: Iterable[str]) -> dict[str, list[Any]]:
    found: defaultdict[str, list[Any]] = defaultdict(list)
    at = memberships.c
    columns = (at.story, at.article, at.event, at.day, at.copy_of, at.place)
    for part in sql.chunks(ids):
        query = (
            select(*columns, articles.c.outlet, articles.c.language)
            .join(articles, articles.c.id == memberships.c.article)
            .where(memberships.c.story.in_(part))
            .order_by(memberships.c.place, memberships.c.article)
        )
        for row in connection.execute(query):
            found[row.story].append(row)
    return found


def _summary(rows: Sequence[Any]) -> Summary:
    inside = {row.article for row in rows}
    reports: dict[str, int | None] = {}
    for row in rows:
        if row.copy_of in inside:
            continue
        name = row.outlet or row.article
        newest = reports.get(name)
        reports[name] = row.day if newest is None else max(newest, row.day) if row.day is not None else newest
    return Summary(
        articles=len(rows),
        outlets=tuple(sorted({row.outlet for row in rows if row.outlet})),
        languages=tuple(sorted({row.language for row in rows})),
        reports=reports,
    )


def iso(day: int) -> str:
    return date.fromordinal(_EPOCH + day).isoformat()


# Reading


def every(connection: Connection) -> list[tuple[Story, str]]:
    """All stories with the time of their last change, newest change first."""
    query = select(stories.c.id, stories.c.changed).where(stories.c.live == 1).order_by(stories.c.changed.desc(), stories.c.id)
    rows = list(connection.execute(query))
    made = {story.id: story for story in assemble(connection, [row.id for row in rows])}
    return [(made[row.id], row.changed) for row in rows if row.id in made]


def get(connection: Connection, id: str) -> Story:
    """The story of that id, or the one that it is part of now."""
    found = assemble(connection, [changes.resolve(connection, id)])
    if not found:
        raise NotFoundError(f"no story {id}")
    return found[0]


def of_articles(connection: Connection, ids: Iterable[str]) -> list[str]:
    """The stories that hold these articles."""
    return list(dict.fromkeys(row.story for row in sql.among(connection, (memberships.c.story,), memberships.c.article, ids)))


def assemble(connection: Connection, ids: Sequence[str]) -> list[Story]:
    """Stories with their events and articles, in the order of `ids`; ids of no live story are passed over."""
    rows = {row.id: row for row in sql.among(connection, tuple(stories.c), stories.c.id, ids) if row.live}
    titles = {row.id: row.title for row in sql.among(connection, (events.c.id, events.c.title), events.c.story, rows)}
    members = _members(connection, rows)
    return [_story(rows[id], members.get(id, []), titles) for id in dict.fromkeys(ids) if id in rows]


def _story(row: Any, members: Sequence[Any], titles: dict[str, str]) -> Story:
    by_event: defaultdict[str, list[Any]] = defaultdict(list)
    for member in members:
        by_event[member.event].append(member)
    made = []
    for id, found in by_event.items():
        found.sort(key=lambda one: (one.day is None, one.day or 0, one.place))
        days = [one.day for one in found if one.day is not None]
        first, last = (iso(min(days)), iso(max(days))) if days else (None, None)
        made.append(Event(id=id, title=titles.get(id) or row.title, first=first, last=last, articles=tuple(one.article for one in found)))
    made.sort(key=lambda event: (event.first is None, event.first or "", event.id))
    return Story(
        id=row.id,
        title=row.title,
        first=row.first,
        last=row.last,
        languages=from_json(row.record, Summary).languages,
        events=tuple(made),
        articles=tuple(article for event in made for article in event.articles),
    )


def find(connection: Connection, prefix: str) -> list[str]:
    """Ids of stories, those that became part of another among them."""
    query = select(stories.c.id).where(stories.c.id.startswith(prefix, autoescape=True)).order_by(stories.c.id).limit(10)
    return list(connection.execute(query).scalars())


def unplaced(connection: Connection) -> bool:
    return connection.execute(select(waiting.c.article).limit(1)).first() is not None


# Titles


def leads(connection: Connection, ids: Iterable[str]) -> dict[str, tuple[str, str | None]]:
    """Story → its title, and the article that this is drawn from."""
    rows = sql.among(connection, (stories.c.id, stories.c.title, stories.c.lead), stories.c.id, ids)
    return {row.id: (row.title, row.lead) for row in rows}


def entitle(connection: Connection, titles: dict[str, tuple[str, str | None]], of_events: dict[str, tuple[str, str | None]]) -> None:
    """Set titles of stories and of events, each with the article that it is drawn from."""
    for table, found in ((stories, titles), (events, of_events)):
        rows = [{"key": id, "title": title, "lead": lead, "titled": 1} for id, (title, lead) in found.items()]
        if rows:
            connection.execute(update(table).where(table.c.id == bindparam("key")), rows)


__all__ = ["Listed", "Summary", "assemble", "ensure", "every", "get", "refresh"]
