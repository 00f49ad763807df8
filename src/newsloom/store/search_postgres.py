"""Full text search in PostgreSQL: one `tsvector` an article."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from newsloom.records import Article
from newsloom.store.hits import Hit


def index(connection: Connection, article: Article) -> None: ...


def find(connection: Connection, words: str, limit: int) -> list[Hit]:
    return []


def alike(connection: Connection, words: Sequence[str], limit: int) -> list[Hit]:
    return []


def forget(connection: Connection, article: str) -> None: ...
