"""Full text search: SQLite's FTS5 or PostgreSQL's tsvector, each in a file of its own."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from newsloom.records import Article
from newsloom.store import search_postgres, search_sqlite
from newsloom.store.dialect import is_postgres
from newsloom.store.hits import Hit


def index(connection: Connection, article: Article) -> None:
    """Make the current version of an article findable, in place of an earlier one. Furniture is not indexed."""
    (search_postgres if is_postgres(connection) else search_sqlite).index(connection, article)


def index_new(connection: Connection, new: Sequence[Article]) -> None:
    """The same for many articles that were not in the index before."""
    if not is_postgres(connection):
        search_sqlite.index_new(connection, new)
        return
    for article in new:
        search_postgres.index(connection, article)


def find(connection: Connection, words: str, limit: int) -> list[Hit]:
    """Articles that hold all of `words`, best first."""
    return search_postgres.find(connection, words, limit) if is_postgres(connection) else search_sqlite.find(connection, words, limit)


def alike(connection: Connection, words: Sequence[str], limit: int) -> list[Hit]:
    """Articles that hold any of `words`, those with most and rarest of them first."""
    return search_postgres.alike(connection, words, limit) if is_postgres(connection) else search_sqlite.alike(connection, words, limit)


def forget(connection: Connection, article: str) -> None:
    """Take an article out of the index."""
    (search_postgres if is_postgres(connection) else search_sqlite).forget(connection, article)


__all__ = ["Hit", "alike", "find", "forget", "index", "index_new"]
