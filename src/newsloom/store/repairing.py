"""Makes a database's derived rows anew from its articles, and its files anew from its rows."""

from __future__ import annotations

import sqlite3
from contextlib import suppress

from sqlalchemy import Connection, Engine, delete, func, insert, select
from sqlalchemy.exc import DBAPIError

from newsloom.store import articles, dialect, events, schema_people, search, search_sqlite, sql, stories, vectors
from newsloom.store.schema import (
    annotation_rows,
    entries,
    facets,
    feature_rows,
    links,
    memberships,
    metadata,
    numbers,
    versions,
    waiting,
)
from newsloom.store.schema import articles as article_rows
from newsloom.store.schema import events as event_rows
from newsloom.store.schema import stories as story_rows

_CHUNK = 500  # articles


def mend(connection: Connection) -> list[str]:
    """Make the index of search, the sums of events and stories, and the queue of placing anew. Gives a line for each thing done."""
    done = [f"{count} articles took the version that is there" for count in [_current(connection)] if count]
    bare = select(article_rows.c.id).where(~select(versions.c.article).where(versions.c.article == article_rows.c.id).exists())
    lost = list(connection.execute(bare).scalars())
    if lost:
        connection.execute(delete(article_rows).where(article_rows.c.id.in_(bare)))
        done.append(f"{len(lost)} articles had no text and went: {', '.join(lost[:5])}")
    there = select(article_rows.c.id)
    for table, key in ((versions, versions.c.article), (memberships, memberships.c.article), (waiting, waiting.c.article)):
        if count := connection.execute(delete(table).where(key.not_in(there))).rowcount:
            done.append(f"{count} rows of {table.name} belonged to no article and went")
    for table in (annotation_rows, feature_rows, schema_people.results, schema_people.ledger, links, facets):
        connection.execute(delete(table))
    vectors.wipe(connection)
    connection.execute(delete(entries).where(entries.c.feed.not_in(select(metadata.tables["feeds"].c.id))))
    homeless = delete(memberships).where(memberships.c.event.not_in(select(event_rows.c.id)))
    if count := connection.execute(homeless).rowcount:
        done.append(f"{count} articles were in an event that is not there, and are placed again")
    done.append(f"the index of search was made anew from {reindex(connection)} articles")
    now = connection.execute(select(func.max(story_rows.c.changed))).scalar() or ""
    stories.ensure(connection, connection.execute(select(event_rows.c.story)).scalars(), now)
    events.refresh(connection, list(connection.execute(select(event_rows.c.id)).scalars()))
    stories.refresh(connection, list(connection.execute(select(story_rows.c.id)).scalars()), now)
    placed = select(memberships.c.article).where(
        memberships.c.article == article_rows.c.id, memberships.c.version == article_rows.c.version
    )
    connection.execute(delete(waiting))
    connection.execute(insert(waiting).from_select(["article"], select(article_rows.c.id).where(~placed.exists())))
    connection.execute(delete(numbers).where(numbers.c.name == "index"))
    return done


def _current(connection: Connection) -> int:
    """Have each article name a version that is there: the latest."""
    named = select(versions.c.article).where(versions.c.article == article_rows.c.id, versions.c.version == article_rows.c.version)
    count = 0
    for id in list(connection.execute(select(article_rows.c.id).where(~named.exists())).scalars()):
        query = select(versions.c.version).where(versions.c.article == id).order_by(versions.c.first_seen.desc()).limit(1)
        newest = connection.execute(query).scalar()
        if newest is not None:
            connection.execute(article_rows.update().where(article_rows.c.id == id).values(version=newest))
            count += 1
    return count


def reindex(connection: Connection) -> int:
    """Make the index of search anew from all articles; gives their number."""
    if dialect.is_postgres(connection):
        connection.exec_driver_sql("TRUNCATE search_texts")
    else:
        search_sqlite.wipe(connection)
    ids = list(connection.execute(select(article_rows.c.id).order_by(article_rows.c.id)).scalars())
    for part in sql.chunks(ids):
        for article in articles.many(connection, part):
            search.index(connection, article)
    return len(ids)


def scrub(engine: Engine) -> bool:
    """See `newsloom.store.keeping.Keeping.scrub`."""
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for table in (*metadata.tables, "search_texts", "vectors"):
                connection.exec_driver_sql(f"VACUUM FULL {table}")
            with suppress(DBAPIError):  # not everyone may; the server does it in a while
                connection.exec_driver_sql("CHECKPOINT")
        return True
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("PRAGMA secure_delete = ON")
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        row = cursor.fetchone()
        return row is not None and not row[0]
    except sqlite3.OperationalError:
        return False
    finally:
        raw.close()


__all__ = ["mend", "reindex", "scrub"]
