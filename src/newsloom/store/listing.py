"""Lists of stories and events, and what they are filtered by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, delete, exists, func, or_, select, update

from newsloom.records import EventState, from_json, to_json
from newsloom.store import placing, search
from newsloom.store.schema import articles, counts, events, facets, memberships, numbers, pages, stories
from newsloom.store.stories import Listed, Summary

_HITS = 10_000  # articles that are looked at for words


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of stories is filtered by; None (or empty) asks for nothing.

    Attributes:
        since, until: days ("YYYY-MM-DD"): stories with an article published in between (undated ones by when they changed).
        places: keys of places, any of which an event names; a key that begins with "%" stands for all that end like it.
        names: words of a name, all of which one event gives.
        outlet, language: of one of its articles; an outlet by part of its name.
        words: words that one of its articles holds, all of them.
        after: stories that changed after that change number.
    """

    since: str | None = None
    until: str | None = None
    places: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    outlet: str | None = None
    language: str | None = None
    words: str | None = None
    after: int | None = None


def listed(connection: Connection, wanted: Wanted) -> list[Listed]:
    columns = (stories.c.id, stories.c.title, stories.c.first, stories.c.last, stories.c.changed, stories.c.seq, stories.c.record)
    query = select(*columns).where(stories.c.live == 1, *_conditions(wanted)).order_by(stories.c.seq.desc(), stories.c.id)
    rows = list(connection.execute(query))
    if wanted.words is not None:
        found = {hit.story for hit in search.find(connection, wanted.words, _HITS)}
        rows = [row for row in rows if row.id in found]
    return [
        Listed(
            id=row.id,
            title=row.title,
            first=row.first,
            last=row.last,
            changed=row.changed,
            seq=row.seq,
            summary=from_json(row.record, Summary),
        )
        for row in rows
    ]


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.since:
        found.append(func.coalesce(stories.c.last, stories.c.changed) >= wanted.since)
    if wanted.until:
        found.append(func.substr(func.coalesce(stories.c.first, stories.c.changed), 1, 10) <= wanted.until)
    if wanted.after is not None:
        found.append(stories.c.seq > wanted.after)
    if wanted.outlet:
        pattern = articles.c.outlet.icontains(wanted.outlet, autoescape=True)
        found.append(exists(_of_story().where(pattern)))
    if wanted.language:
        language = wanted.language.lower()
        matches = or_(func.lower(articles.c.language) == language, func.lower(articles.c.language).startswith(language + "-"))
        found.append(exists(_of_story().where(matches)))
    if wanted.places:
        values = [
            facets.c.value.endswith(key[1:], autoescape=True) if key.startswith("%") else facets.c.value == key for key in wanted.places
        ]
        found.append(exists(_faceted("place").where(or_(*values))))
    found.extend(_names(wanted.names))
    return found


def _names(names: tuple[str, ...]) -> list[ColumnElement[bool]]:
    """One event gives all words of a name."""
    if not names:
        return []
    query = select(events.c.id).where(events.c.story == stories.c.id, events.c.live == 1)
    for name in names:
        given = select(facets.c.event).where(facets.c.event == events.c.id, facets.c.kind == "name", facets.c.value == name)
        query = query.where(exists(given))
    return [exists(query)]


def _of_story() -> Select[tuple[str]]:
    return select(memberships.c.article).join(articles, articles.c.id == memberships.c.article).where(memberships.c.story == stories.c.id)


def _faceted(kind: str) -> Select[tuple[str]]:
    joined = select(facets.c.event).join(events, events.c.id == facets.c.event)
    return joined.where(events.c.story == stories.c.id, events.c.live == 1, facets.c.kind == kind)


def newest_day(connection: Connection) -> int | None:
    found = connection.execute(select(func.max(memberships.c.day))).scalar()
    return None if found is None else int(found)


def keep_sources(connection: Connection, counted: Mapping[str, tuple[int, int]]) -> None:
    for id, (seq, number) in counted.items():
        record = connection.execute(select(stories.c.record).where(stories.c.id == id, stories.c.seq == seq)).scalar()
        if record is not None:
            summary = msgspec.structs.replace(from_json(record, Summary), sources=number)
            connection.execute(update(stories).where(stories.c.id == id).values(record=to_json(summary)))


def events_after(connection: Connection, after: int, limit: int) -> list[EventState]:
    query = select(events.c.id).where(events.c.live == 1, events.c.opened > after).order_by(events.c.opened).limit(limit)
    return placing.states(connection, events.c.id, list(connection.execute(query).scalars()))


def wipe_index(connection: Connection) -> None:
    for table in (pages, counts, facets):
        connection.execute(delete(table))
    connection.execute(delete(numbers).where(numbers.c.name == "articles"))
