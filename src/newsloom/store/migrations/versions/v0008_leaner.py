"""SQLite: tables of short rows are stored in the order of their keys alone, and the index of search keeps no second copy of each text."""

from __future__ import annotations

from alembic import op
from sqlalchemy import text

from newsloom.store import repairing
from newsloom.store.dialect import is_postgres

revision = "0008"
down_revision = "0007"

_TABLES = {
    "pages": "key TEXT NOT NULL PRIMARY KEY, record BLOB NOT NULL",
    "counts": "kind TEXT NOT NULL, word TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (kind, word)",
    "facets": "kind TEXT NOT NULL, value TEXT NOT NULL, event TEXT NOT NULL, PRIMARY KEY (kind, value, event)",
    "links": "one TEXT NOT NULL, other TEXT NOT NULL, score FLOAT NOT NULL, PRIMARY KEY (one, other)",
}
_INDEXES = ("CREATE INDEX facets_by_event ON facets (event)", "CREATE INDEX links_by_other ON links (other)")


def upgrade() -> None:
    connection = op.get_bind()
    if is_postgres(connection):
        return
    for name, columns in _TABLES.items():
        connection.execute(text(f"CREATE TABLE lean ({columns}) WITHOUT ROWID"))
        connection.execute(text(f"INSERT INTO lean SELECT * FROM {name}"))  # noqa: S608 - names are ours
        connection.execute(text(f"DROP TABLE {name}"))
        connection.execute(text(f"ALTER TABLE lean RENAME TO {name}"))
    for statement in _INDEXES:
        connection.execute(text(statement))
    repairing.reindex(connection)
