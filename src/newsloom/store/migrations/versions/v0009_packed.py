"""Texts (SQLite) and records are kept compressed, and facets once: by event alone.

PostgreSQL compresses long values by itself, so its rows stay as they are; new ones are written as on SQLite. The file becomes smaller
when it is written anew (`newsloom doctor --repair`); until then the room is used for what comes.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import Connection, Table, bindparam, select, text, update

from newsloom.store.dialect import is_postgres
from newsloom.store.schema import events, versions

revision = "0009"
down_revision = "0008"

_ROWS = 500  # at a time
_FACETS = "event TEXT NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (event, kind, value)"


def upgrade() -> None:
    connection = op.get_bind()
    if is_postgres(connection):
        connection.execute(text("DROP INDEX facets_by_event"))
        connection.execute(text("ALTER TABLE facets DROP CONSTRAINT facets_pkey, ADD PRIMARY KEY (event, kind, value)"))
        return
    connection.execute(text(f"CREATE TABLE lean ({_FACETS}) WITHOUT ROWID"))
    connection.execute(text("INSERT INTO lean SELECT event, kind, value FROM facets"))
    connection.execute(text("DROP TABLE facets"))
    connection.execute(text("ALTER TABLE lean RENAME TO facets"))
    guard = connection.execute(text("SELECT sql FROM sqlite_master WHERE name = 'versions_never_change'")).scalar_one()
    connection.execute(text("DROP TRIGGER versions_never_change"))
    _pack(connection, versions, "text", "record")
    connection.execute(text(guard))
    _pack(connection, events, "sketch")


def _pack(connection: Connection, table: Table, *columns: str) -> None:
    """Write columns anew, in the form that the table gives them now."""
    keys = [column.name for column in table.primary_key.columns]
    rewrite = update(table).where(*(table.c[key] == bindparam(f"of_{key}") for key in keys))
    rewrite = rewrite.values({column: bindparam(f"new_{column}") for column in columns})
    listed = [tuple(row) for row in connection.execute(select(*(table.c[key] for key in keys)))]
    for at in range(0, len(listed), _ROWS):
        rows = []
        for key in listed[at : at + _ROWS]:
            found = connection.execute(
                select(*(table.c[one] for one in columns)).where(*(table.c[k] == v for k, v in zip(keys, key, strict=True)))
            ).one()
            rows.append(
                {f"of_{k}": v for k, v in zip(keys, key, strict=True)} | {f"new_{k}": v for k, v in zip(columns, found, strict=True)}
            )
        connection.execute(rewrite, rows)
