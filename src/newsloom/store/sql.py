"""Small helpers for statements that every database understands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Table, select

from newsloom.store.dialect import insert_or_replace

_VARIABLES = 500  # values in one statement: databases bound their number


def chunks(values: Iterable[str]) -> Iterator[list[str]]:
    """Values, each once, in lists that fit into one statement."""
    whole = list(dict.fromkeys(values))
    for at in range(0, len(whole), _VARIABLES):
        yield whole[at : at + _VARIABLES]


def put(connection: Connection, table: Table, key: Column[Any], rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows in place of those that have the same `key`, which is the table's own. A row gives all columns."""
    if rows:
        connection.execute(insert_or_replace(connection, table, key), [dict(row) for row in rows])


def among(connection: Connection, columns: Sequence[Column[Any]], key: Column[Any], values: Iterable[str]) -> Iterator[Any]:
    """Rows whose `key` is among values."""
    for part in chunks(values):
        yield from connection.execute(select(*columns).where(key.in_(part)))
