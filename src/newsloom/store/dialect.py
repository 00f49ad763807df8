"""What differs between SQLite and PostgreSQL in statements and columns. Engines: `engine`, `postgres`; search: `search`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, Connection, Dialect, Insert, Table
from sqlalchemy.dialects import postgresql, sqlite

_ESCAPE = "\ufdd0"  # a code point that stands for no character


class PostgresText(sa.TypeDecorator[str]):
    """Text in the order of code points, as SQLite has it; NUL, which PostgreSQL cannot hold, is written in another way."""

    impl = postgresql.TEXT
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        return dialect.type_descriptor(postgresql.TEXT(collation="C"))

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        if value is None or ("\0" not in value and _ESCAPE not in value):
            return value
        return value.replace(_ESCAPE, _ESCAPE + "1").replace("\0", _ESCAPE + "0")

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        if value is None or _ESCAPE not in value:
            return value
        return value.replace(_ESCAPE + "0", "\0").replace(_ESCAPE + "1", _ESCAPE)


def text_type() -> sa.Text:
    return sa.Text().with_variant(PostgresText(), "postgresql")


def is_postgres(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"


def insert_new(connection: Connection, table: Table) -> Insert:
    """An insertion that passes over rows whose key is there already."""
    if is_postgres(connection):
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()


def insert_or_replace(connection: Connection, table: Table, key: Column[Any]) -> Insert:
    """An insertion that overwrites the row that has the same key. Of rows with one key that are given together the last one stays."""
    made = postgresql.insert(table) if is_postgres(connection) else sqlite.insert(table)
    return made.on_conflict_do_update(index_elements=[key], set_={one.name: made.excluded[one.name] for one in table.c if one is not key})


def insert_or_add(connection: Connection, table: Table, keys: Sequence[Column[Any]], number: Column[Any]) -> Insert:
    """An insertion that adds to the number of the row that has the same keys, where there is one."""
    made = postgresql.insert(table) if is_postgres(connection) else sqlite.insert(table)
    return made.on_conflict_do_update(index_elements=list(keys), set_={number.name: number + made.excluded[number.name]})
