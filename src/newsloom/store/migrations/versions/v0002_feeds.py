"""Subscriptions, and leases for work that one process does at a time."""

from alembic import op

revision = "0002"
down_revision = "0001"

_STATEMENTS = (
    "CREATE TABLE feeds (id TEXT NOT NULL PRIMARY KEY, key TEXT NOT NULL UNIQUE, due TEXT NOT NULL, record BLOB NOT NULL)",
    """CREATE TABLE entries (
        feed TEXT NOT NULL REFERENCES feeds (id) ON DELETE CASCADE, item TEXT NOT NULL, PRIMARY KEY (feed, item))""",
    """CREATE TABLE leases (
        name TEXT NOT NULL PRIMARY KEY, token TEXT NOT NULL, host TEXT NOT NULL, pid INTEGER NOT NULL,
        since TEXT NOT NULL, until TEXT NOT NULL)""",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
