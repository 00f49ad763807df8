"""A PostgreSQL desk's first tables: those of `schema.py`, what refuses changes, and full text search.

A new desk starts here, at the newest schema; later schemas are reached by the same numbered steps as in SQLite, which from 0006 on are
written for both.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

from newsloom.store import schema_people, schema_purged, vectors
from newsloom.store.schema import metadata

_STATEMENTS = (
    """CREATE FUNCTION newsloom_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '%%', TG_ARGV[0]; END $$""",
    """CREATE TRIGGER versions_never_change BEFORE UPDATE OF article, version, text ON versions
        FOR EACH ROW EXECUTE FUNCTION newsloom_refuse('stored versions never change')""",
    """CREATE TRIGGER changes_never_change BEFORE UPDATE OR DELETE ON changes
        FOR EACH ROW EXECUTE FUNCTION newsloom_refuse('the log of changes is only added to')""",
    """CREATE TRIGGER hands_never_change BEFORE UPDATE OR DELETE ON hands
        FOR EACH ROW EXECUTE FUNCTION newsloom_refuse('what people said is only added to')""",
    """CREATE TABLE search_texts (
        article TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE, words TSVECTOR NOT NULL)""",
    "CREATE INDEX search_texts_by_words ON search_texts USING gin (words) WITH (gin_pending_list_limit = 256)",
    'CREATE TABLE search_configs (name TEXT COLLATE "C" NOT NULL PRIMARY KEY)',
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)",
)


def create(connection: Connection, head: str) -> None:
    """Make all tables of an empty database. The caller commits."""
    metadata.create_all(connection, checkfirst=False)
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
    vectors.create(connection)
    connection.execute(text("INSERT INTO alembic_version (version_num) VALUES (:head)"), {"head": head})


__all__ = ["create", "schema_people", "schema_purged"]
