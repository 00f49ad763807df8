"""Features without the vector that lies among a desk's vectors already (SQLite): 1 KB of 2 for each article.

A record that holds an article's vector, byte for byte, is kept without it: where it stood, a check of it (CRC-32), and the rest. It is
whole again when it is read. Where the vector is gone, or is that of another version, the record counts as not there, and is made again.
PostgreSQL keeps records whole: its vectors lie in a form of their own.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Select, select
from sqlalchemy.dialects.sqlite import insert

from newsloom.store import sql
from newsloom.store.dialect import is_postgres
from newsloom.store.schema import feature_rows

_MARK = b"\x02"  # no record of features begins so: those are maps of MessagePack
_HEAD = struct.Struct("<II")  # where the vector stood, and its CRC-32
_VECTORS = sa.table("vectors", sa.column("article"), sa.column("vector"))


def without(record: bytes, vector: bytes) -> bytes:
    """A record as it is kept where its vector is kept beside it."""
    at = record.find(vector) if vector else -1
    return record if at < 0 else _MARK + _HEAD.pack(at, zlib.crc32(vector)) + record[:at] + record[at + len(vector) :]


def whole(kept: bytes, vector: bytes | None) -> bytes | None:
    """The record again; None where this is not its vector."""
    if kept[:1] != _MARK:
        return kept
    at, check = _HEAD.unpack_from(kept, 1)
    if vector is None or zlib.crc32(vector) != check:
        return None
    rest = kept[1 + _HEAD.size :]
    return rest[:at] + vector + rest[at:]


def query() -> Select[Any]:
    """Rows of features, each with the article's vector."""
    return select(feature_rows, _VECTORS.c.vector).outerjoin(_VECTORS, _VECTORS.c.article == feature_rows.c.article)


def rows(connection: Connection, asked: Select[Any]) -> Iterator[Mapping[str, Any]]:
    """Whole rows of features, of a `query` that may have conditions; without those that have to be made again."""
    for row in connection.execute(asked).mappings():
        record = whole(row["record"], row["vector"])
        if record is not None:
            yield {name: record if name == "record" else row[name] for name in feature_rows.c.keys()}  # noqa: SIM118 - a collection of columns


def keep(connection: Connection, found: Sequence[Mapping[str, Any]], vectors: Mapping[str, bytes]) -> None:
    """Write rows of features without their vectors (article → vector), which the caller writes after this, in the same transaction."""
    if is_postgres(connection):
        raise AssertionError("PostgreSQL keeps features whole")
    for part in sql.chunks(vectors):  # rows of other versions lean on the vector that is there still
        _put(connection, list(rows(connection, query().where(feature_rows.c.article.in_(part)))))
    _put(connection, [{**row, "record": without(row["record"], vectors.get(row["article"], b""))} for row in found])


def _put(connection: Connection, found: Sequence[Mapping[str, Any]]) -> None:
    if found:
        made = insert(feature_rows)
        made = made.on_conflict_do_update(index_elements=list(feature_rows.primary_key.columns), set_={"record": made.excluded.record})
        connection.execute(made, [dict(row) for row in found])


__all__ = ["keep", "query", "rows", "whole", "without"]
