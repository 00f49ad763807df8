"""A desk as a file that any database can be filled from: a zip of JSON lines, one file a table, with counts and hashes.

`newsloom.archive/1`: `manifest.json` names the format, the schema, and for each table its rows and the SHA-256 of its file; each line of
`tables/NAME.jsonl` is one row, bytes in base64, in the order of the table's key. What can be made again (annotations, results, the
index of search) and what is of the moment (log-ins, leases) is left out.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
from sqlalchemy import Connection, Integer, LargeBinary, Table, func, insert, select, text

from newsloom import __version__
from newsloom.errors import InputError, StoreError
from newsloom.records import from_json
from newsloom.records.base import Record
from newsloom.store import articles, lending, schema_people, schema_purged, search, vectors
from newsloom.store.dialect import is_postgres
from newsloom.store.packing import PackedBytes, unpacked
from newsloom.store.schema import annotation_rows, feature_rows, leases, metadata, search_rows

FORMAT = "newsloom.archive/1"
_LEFT_OUT = {annotation_rows, leases, search_rows, schema_people.results, schema_people.ledger, schema_people.sessions}
_ALL = (schema_people, schema_purged)  # imported for their tables
TABLES = tuple(table for table in metadata.sorted_tables if table not in _LEFT_OUT)
_PLAIN = "0009"  # the first schema whose archives hold no compressed records
_ROWS = 500  # at a time
_LONGEST = 256 * 1024 * 1024  # bytes of one line


class Contents(Record, frozen=True, kw_only=True):
    """Rows of a table, and the SHA-256 of its lines."""

    rows: int
    sha256: str


class Manifest(Record, frozen=True, kw_only=True):
    """What an archive holds."""

    format: str
    made: str
    newsloom: str
    schema: str
    tables: dict[str, Contents]


def write(connection: Connection, target: BinaryIO, schema: str, made: str) -> Manifest:
    """Write all that a desk keeps, as it is at one moment."""
    tables: dict[str, Contents] = {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for table in TABLES:
            with archive.open(f"tables/{table.name}.jsonl", "w", force_zip64=True) as file:
                tables[table.name] = _summed(connection, table, file.write)
        manifest = Manifest(format=FORMAT, made=made, newsloom=__version__, schema=schema, tables=tables)
        archive.writestr("manifest.json", msgspec.json.format(msgspec.json.encode(manifest), indent=1))
    return manifest


def _summed(connection: Connection, table: Table, write: Any = lambda _line: None) -> Contents:
    """Give a table's lines to `write`, and sum them up."""
    digest, rows = hashlib.sha256(), 0
    for row in _rows(connection, table):
        line = msgspec.json.encode(dict(row)) + b"\n"
        digest.update(line)
        write(line)
        rows += 1
    return Contents(rows=rows, sha256=digest.hexdigest())


def _rows(connection: Connection, table: Table) -> Iterator[Mapping[str, Any]]:
    lent = table is feature_rows and not is_postgres(connection)
    query = (lending.query() if lent else select(table)).order_by(*table.primary_key.columns).execution_options(yield_per=_ROWS)
    if lent:
        yield from lending.rows(connection, query)
    else:
        yield from map(dict, connection.execute(query).mappings())


def manifest_of(archive: zipfile.ZipFile, head: str) -> Manifest:
    """
    Raises:
        InputError: it is no archive, or one of a newer newsloom.
    """
    name = str(archive.filename)
    try:
        found = from_json(archive.read("manifest.json"), Manifest)
    except (KeyError, ValueError, zipfile.BadZipFile) as error:
        raise InputError(name, "is no archive of a desk: `newsloom export` makes one") from error
    if found.format != FORMAT or found.schema > head:
        raise InputError(name, f"was made by a newer newsloom ({found.newsloom}): upgrade this one")
    return found


def read(connection: Connection, archive: zipfile.ZipFile, head: str) -> Manifest:
    """Fill an empty desk, and compare what it then holds with what the archive says.

    Raises:
        InputError: the archive is damaged; the caller rolls back.
    """
    manifest, name = manifest_of(archive, head), str(archive.filename)
    for table in TABLES:
        said = manifest.tables.get(table.name)
        if said is None:  # an older desk had none
            continue
        try:
            _fill(connection, table, archive, unpacked if manifest.schema < _PLAIN else bytes)
        except (KeyError, ValueError, zipfile.BadZipFile, EOFError) as error:
            raise InputError(name, f"is damaged (table {table.name}: {error}): nothing was taken from it") from error
        except StoreError as error:  # of a record in it: the desk has no fault
            why = f"is damaged (table {table.name}: a compressed record cannot be read): nothing was taken from it"
            raise InputError(name, why) from error
        found = _summed(connection, table)
        if found.rows != said.rows or (manifest.schema == head and found.sha256 != said.sha256):
            raise InputError(name, f"is damaged: table {table.name} has {found.rows} rows of {said.rows}, or other ones; nothing was taken")
    vectors.wipe(connection)  # the archive's numbers may say that they are all there
    _number_on(connection)
    for article in _current(connection):
        search.index(connection, article)
    return manifest


def _fill(connection: Connection, table: Table, archive: zipfile.ZipFile, plain: Callable[[bytes], bytes]) -> None:
    blobs = [column.name for column in table.columns if isinstance(column.type, LargeBinary | PackedBytes)]
    decoder = msgspec.json.Decoder(dict[str, Any])
    rows: list[dict[str, Any]] = []
    with archive.open(f"tables/{table.name}.jsonl") as file:
        for line in iter(lambda: file.readline(_LONGEST), b""):
            row = {key: value for key, value in decoder.decode(line).items() if key in table.columns}
            for blob in blobs:
                row[blob] = None if row.get(blob) is None else plain(msgspec.convert(row[blob], bytes))
            rows.append(row)
            if len(rows) == _ROWS:
                connection.execute(insert(table), rows)
                rows = []
    if rows:
        connection.execute(insert(table), rows)


def _number_on(connection: Connection) -> None:
    """Have PostgreSQL count on from the highest number; SQLite does so by itself."""
    if not is_postgres(connection):
        return
    for table in TABLES:
        key = list(table.primary_key.columns)
        if len(key) == 1 and isinstance(key[0].type, Integer):
            top = connection.execute(select(func.max(key[0]))).scalar()
            if top is not None:
                statement = text("SELECT setval(pg_get_serial_sequence(:table, :column), :top)")
                connection.execute(statement, {"table": table.name, "column": key[0].name, "top": top})


def _current(connection: Connection) -> Iterator[Any]:
    ids = list(connection.execute(select(metadata.tables["articles"].c.id)).scalars())
    for at in range(0, len(ids), _ROWS):
        yield from articles.many(connection, ids[at : at + _ROWS])


def empty(connection: Connection) -> bool:
    """Whether a desk holds nothing yet."""
    return all(connection.execute(select(table).limit(1)).first() is None for table in TABLES)


def into(path: Path) -> tuple[Path, BinaryIO]:
    """A file beside `path` that only its owner may read: an archive holds texts and hashes of passwords."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    return part, os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b")
