"""Small helpers for statements that every database understands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Insert, Table, TypeDecorator, select

from newsloom.store.dialect import insert_or_replace, is_postgres

_VARIABLES = 500  # values in one statement: databases bound their number


def chunks(values: Iterable[str]) -> Iterator[list[str]]:
    """Values, each once, in lists that fit into one statement."""
    whole = list(dict.fromkeys(values))
    for at in range(0, len(whole), _VARIABLES):
        yield whole[at : at + _VARIABLES]


def put(connection: Connection, table: Table, key: Column[Any], rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows in place of those that have the same `key`, which is the table's own. All rows give the same columns."""
    if rows:
        many(connection, insert_or_replace(connection, table, key), rows)


def many(connection: Connection, statement: Insert, rows: Sequence[Mapping[str, Any]]) -> None:
    """Carry out an insertion for many rows, all of which give the same columns.

    SQLite takes what they hold as it is, but for columns that are kept in another form: the statement is worked out once.
    """
    if is_postgres(connection):
        connection.execute(statement, [dict(row) for row in rows])
        return
    compiled = statement.compile(dialect=connection.dialect, column_keys=list(rows[0]))
    names = compiled.positiontup or ()
    forms = [_form(statement.table.c.get(name), connection) for name in names]
    made = [tuple(row[name] if form is None else form(row[name]) for name, form in zip(names, forms, strict=True)) for row in rows]
    connection.exec_driver_sql(str(compiled), made)


def _form(column: Any, connection: Connection) -> Callable[[Any], Any] | None:
    """How a column's values are brought into the form that they are kept in, where they have another."""
    if not isinstance(getattr(column, "type", None), TypeDecorator):
        return None
    form: Callable[[Any], Any] | None = column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    return form


def among(connection: Connection, columns: Sequence[Column[Any]], key: Column[Any], values: Iterable[str]) -> Iterator[Any]:
    """Rows whose `key` is among values."""
    for part in chunks(values):
        yield from connection.execute(select(*columns).where(key.in_(part)))
