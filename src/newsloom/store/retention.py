"""Lets go of stories that are old and that nobody laid a hand on. Whole stories go, so that what is told of one never loses its grounds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, delete, exists, func, or_, select

from newsloom.store import changes, search, sql
from newsloom.store.dialect import is_postgres
from newsloom.store.schema import articles, events, facets, facts, links, memberships, stories, versions
from newsloom.store.schema import changes as log
from newsloom.store.schema_people import belongings, hands, ledger, marks, results

_IDS = re.compile(r"[\w-]{6,64}")
_PASSING = ("visit", "read", "unread", "read-until")  # marks that come of reading, and hold nothing


def old(connection: Connection, day: str) -> list[str]:
    """Stories of which nothing was printed, and nothing came in, on `day` ("YYYY-MM-DD") or later, and on which nobody laid a hand."""
    recent: ColumnElement[bool] = or_(articles.c.first_seen >= day, articles.c.published >= day)
    inside = select(memberships.c.article).join(articles, articles.c.id == memberships.c.article)
    renewed = select(versions.c.article).join(memberships, memberships.c.article == versions.c.article)
    query = select(stories.c.id).where(
        stories.c.live == 1,
        exists(inside.where(memberships.c.story == stories.c.id)),
        ~exists(inside.where(memberships.c.story == stories.c.id, recent)),
        ~exists(renewed.where(memberships.c.story == stories.c.id, versions.c.first_seen >= day)),
    )
    found = list(connection.execute(query.order_by(stories.c.id)).scalars())
    held = _held(connection) if found else set()
    return [id for id in found if id not in held]


def _held(connection: Connection) -> set[str]:
    """The stories that people named, in whatever way: curated, watched, starred, noted, kept in something of theirs."""
    named: set[str] = set(connection.execute(select(log.c.story).where(log.c.machine == 0)).scalars())
    for row in connection.execute(select(facts.c.a, facts.c.b).where(facts.c.machine == 0)):
        named |= {row.a, row.b}
    named |= set(connection.execute(select(marks.c.target).where(marks.c.kind.not_in(_PASSING))).scalars())
    for hand in connection.execute(select(hands.c.story, hands.c.target)):
        named |= {hand.story or "", hand.target}
    for record in connection.execute(select(belongings.c.record)).scalars():
        named |= set(_IDS.findall(bytes(record).decode(errors="replace")))
    named |= {changes.resolve(connection, id) for id in named}
    found = set(named)
    for column in (memberships.c.article, memberships.c.event):
        found |= {row.story for row in sql.among(connection, (memberships.c.story,), column, named)}
    return found


def let_go(connection: Connection, ids: Sequence[str]) -> int:
    """Take stories out, with their articles and all that was made of them; gives the number of articles.

    The log keeps its entries, and feeds what they know of their entries. Lists and counts of clustering keep their mention until newer
    articles push it out; what is asked for by it is passed over.
    """
    gone = [row.article for row in sql.among(connection, (memberships.c.article,), memberships.c.story, ids)]
    parts = [row.id for row in sql.among(connection, (events.c.id,), events.c.story, ids)]
    for part in sql.chunks(parts):
        connection.execute(delete(links).where(or_(links.c.one.in_(part), links.c.other.in_(part))))
        connection.execute(delete(facets).where(facets.c.event.in_(part)))
        connection.execute(delete(events).where(events.c.id.in_(part)))
    for id in gone:
        search.forget(connection, id)
    for part in sql.chunks(gone):
        connection.execute(delete(marks).where(marks.c.target.in_(part)))
        connection.execute(delete(articles).where(articles.c.id.in_(part)))
    for part in sql.chunks(ids):
        connection.execute(delete(ledger).where(ledger.c.story.in_(part)))
        connection.execute(delete(marks).where(marks.c.target.in_(part)))
        connection.execute(delete(results).where(or_(results.c.key.in_(part), _first_word(connection).in_(part))))
        connection.execute(delete(stories).where(stories.c.id.in_(part)))
    return len(gone)


def _first_word(connection: Connection) -> ColumnElement[str]:
    """Keys of results begin with a story's id, and a space where more follows."""
    if is_postgres(connection):
        return func.split_part(results.c.key, " ", 1)
    return func.substr(results.c.key, 1, func.instr(results.c.key, " ") - 1)


__all__ = ["let_go", "old"]
