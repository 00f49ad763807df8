"""What a person sees when the database cannot be used."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import inspect

from newsloom.errors import StoreError
from newsloom.store import Store
from newsloom.store.schema import metadata

from .conftest import FULL


def test_migrations_lead_to_the_schema(store: Store) -> None:
    with store._reading() as connection:
        found = inspect(connection)
        tables = {name: {column["name"] for column in found.get_columns(name)} for name in metadata.tables}
    assert tables == {name: {column.name for column in table.columns} for name, table in metadata.tables.items()}


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a database at all, just some words" * 50)
    with pytest.raises(StoreError, match=r"notes\.txt: is not a SQLite database"):
        Store(path)


def test_a_database_of_something_else(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(StoreError, match="not one of newsloom's"):
        Store(path)


def test_a_database_of_a_newer_version(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    Store(path).close()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="upgrade newsloom"):
        Store(path)


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does not exist"):
        Store(tmp_path / "nowhere" / "desk.db")


def test_it_opens_again_and_is_sound(db: str) -> None:
    with Store(db) as store:
        store.add([FULL])
    with Store(db) as store:
        assert store.article("full") == FULL
        assert store.check() == []


def test_foreign_keys_and_wal_are_on(sqlite: Store) -> None:
    with sqlite._reading() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
