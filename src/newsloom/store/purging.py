"""Takes an article or a name out of everything that a desk keeps. This is the one exception to "stored versions never change"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Column, Connection, LargeBinary, Table, delete, func, or_, select, text, update

from newsloom.records import Article
from newsloom.store import articles, events, repairing, search, sql, stories, vectors
from newsloom.store.dialect import insert_new, is_postgres
from newsloom.store.redaction import Redactor, hashed
from newsloom.store.schema import annotation_rows, changes, facets, facts, feature_rows, feeds, links, memberships, numbers, versions
from newsloom.store.schema import articles as article_rows
from newsloom.store.schema import events as event_rows
from newsloom.store.schema import stories as story_rows
from newsloom.store.schema_people import audit, belongings, hands, ledger, marks, results
from newsloom.store.schema_purged import tombstones

# Where people and the log wrote words of their own, or words of articles.
_SPOKEN: tuple[tuple[Table, tuple[Column[Any], ...]], ...] = (
    (changes, (changes.c.record,)),
    (facts, (facts.c.b,)),
    (hands, (hands.c.record,)),
    (belongings, (belongings.c.record,)),
    (marks, (marks.c.value,)),
    (audit, (audit.c.target, audit.c.detail)),
    (feeds, (feeds.c.record,)),
    (story_rows, (story_rows.c.title,)),
    (event_rows, (event_rows.c.title,)),
)
_GUARDED = {"versions": ("versions_never_change",), "changes": ("changes_never_change", "changes_never_go")}
_GUARDED |= {"hands": ("hands_never_change", "hands_never_go")}


@contextmanager
def _unguarded(connection: Connection) -> Iterator[None]:
    """Without the triggers that refuse changes, until the block ends; the transaction hides this from everyone else."""
    if is_postgres(connection):
        for table in _GUARDED:
            connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        for table in _GUARDED:
            connection.exec_driver_sql(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        return
    names = [name for group in _GUARDED.values() for name in group]
    query = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    kept = {row.name: row.sql for row in connection.execute(query) if row.name in names}
    for name in kept:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    for statement in kept.values():
        connection.exec_driver_sql(statement)


def remove(connection: Connection, ids: Sequence[str], now: str) -> list[str]:
    """Take articles out. Gives the ids of those that were there."""
    rows = [(one, articles.every_version(connection, one)) for one in ids]
    there = [id for id, found in rows if found]
    every = [article for _, found in rows for article in found]
    redactor = Redactor.of_texts((a.text for a in every), [a.title for a in every if a.title])
    _bury(connection, [("article", hashed("article", id), 0) for id in there], now)
    _bury(connection, [("text", hashed("text", article.version), 0) for article in every], now)
    touched = list(sql.among(connection, (memberships.c.event, memberships.c.story), memberships.c.article, there))
    with _unguarded(connection):
        for part in sql.chunks(there):
            connection.execute(delete(hands).where(hands.c.target.in_(part)))
            connection.execute(delete(marks).where(marks.c.target.in_(part)))
            for table in (story_rows, event_rows):
                connection.execute(update(table).where(table.c.lead.in_(part)).values(title="", lead=None, titled=0))
        for id in there:
            search.forget(connection, id)
            connection.execute(delete(article_rows).where(article_rows.c.id == id))
        _rewrite(connection, redactor)
    events.refresh(connection, {row.event for row in touched})
    stories.refresh(connection, {row.story for row in touched}, now)
    _forget_made(connection)
    return there


def blot(connection: Connection, names: Sequence[str], now: str) -> list[str]:
    """Blot names out of all texts and words. Gives the ids of the articles that held one."""
    redactor = Redactor.of_names(names)
    for count, hashes in redactor.gone.items():
        _bury(connection, [("name", one, count) for one in sorted(hashes)], now)
    with _unguarded(connection):
        ids = list(connection.execute(select(article_rows.c.id)).scalars())
        held = [id for id in ids if _blot_article(connection, id, redactor)]
        _rewrite(connection, redactor)
    rows = sql.among(connection, (memberships.c.story,), memberships.c.article, held)
    stories.refresh(connection, {row.story for row in rows}, now)
    _forget_made(connection)
    return held


def _blot_article(connection: Connection, id: str, redactor: Redactor) -> bool:
    found = articles.every_version(connection, id)
    blotted = [redactor.record(article) for article in found]
    if blotted == found:
        return False
    for article in blotted:
        key = (versions.c.article == id, versions.c.version == article.version)
        connection.execute(update(versions).where(*key).values(text=article.text, record=articles.pack(article)))
    current = blotted[-1]
    row = {name: value for name, value in articles.row(current).items() if name not in ("id", "first_seen")}
    connection.execute(update(article_rows).where(article_rows.c.id == id).values(**row))
    for table in (annotation_rows, feature_rows):
        connection.execute(delete(table).where(table.c.article == id))
    vectors.forget(connection, id)
    search.index(connection, current)
    return True


def _bury(connection: Connection, rows: Sequence[tuple[str, str, int]], now: str) -> None:
    for kind, hash, count in rows:
        connection.execute(insert_new(connection, tombstones).values(kind=kind, hash=hash, words=count, at=now))


def _rewrite(connection: Connection, redactor: Redactor) -> None:
    for table, columns in _SPOKEN:
        keys = list(table.primary_key.columns)
        for row in connection.execute(select(*keys, *columns)).all():
            at = row._mapping
            new = {}
            for column in columns:
                old = at[column]
                made = redactor.json(old) if isinstance(column.type, LargeBinary) else redactor.text(old)
                if made != old:
                    new[column.name] = made
            if new:
                connection.execute(update(table).where(*(key == at[key] for key in keys)).values(**new))


def _forget_made(connection: Connection) -> None:
    """Drop what was made from texts, and have the index of stories made anew."""
    dead = select(event_rows.c.id).where(event_rows.c.live == 0)
    connection.execute(update(event_rows).values(sketch=None))
    connection.execute(delete(links).where(or_(links.c.one.in_(dead), links.c.other.in_(dead))))
    connection.execute(delete(facets))
    connection.execute(delete(results))
    connection.execute(delete(ledger))
    connection.execute(delete(numbers).where(numbers.c.name == "index"))
    if not is_postgres(connection):
        repairing.reindex(connection)  # an index without texts cannot forget some


# What comes in


class Gate:
    """Keeps what was purged from coming back."""

    def __init__(self, connection: Connection) -> None:
        self._gone: set[str] = set()
        names: dict[int, set[str]] = {}
        for row in connection.execute(select(tombstones)):
            if row.kind == "name":
                names.setdefault(row.words, set()).add(row.hash)
            else:
                self._gone.add(row.hash)
        self._redactor = Redactor(names)

    def passed(self, article: Article) -> Article | None:
        """The article without names that were purged; None for one that was purged itself."""
        if self._gone and not self._gone.isdisjoint((hashed("article", article.id), hashed("text", article.version))):
            return None
        return self._redactor.record(article) if self._redactor.gone else article


def buried(connection: Connection) -> dict[str, int]:
    """How many of each kind were purged."""
    query = select(tombstones.c.kind, func.count()).group_by(tombstones.c.kind)
    return {row[0]: int(row[1]) for row in connection.execute(query)}


__all__ = ["Gate", "blot", "buried", "remove"]
