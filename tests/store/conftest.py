"""A fresh desk for each test, in each kind of database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from newsloom.records import Article, Outlet, When
from newsloom.store import Store
from newsloom.store.schema import metadata


@pytest.fixture
def store(db: str) -> Iterator[Store]:
    with Store(db) as opened:
        yield opened


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "desk.db") as opened:
        yield opened


def content(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, in an order that no database decides."""
    with store._reading() as connection:
        return {
            name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr) for name, table in metadata.tables.items()
        }


def make(id: str, text: str = "The ferry sank off Port Ansel.", **more: object) -> Article:
    fields: dict[str, object] = {
        "id": id,
        "version": f"v{hash(text) & 0xFFFFFF:x}",
        "input": f"{id}.txt",
        "first_seen": "2024-05-01T10:00:00Z",
        "text": text,
        "language": "en",
    }
    return Article(**{**fields, **more})  # type: ignore[arg-type]


FULL = make(
    "full",
    "Rock fell on the road. Nobody was hurt.",
    title="Rockfall shuts the valley road",
    outlet=Outlet(name="Skerrin Sentinel", domain="sentinel.example", country="IS", kind="newspaper"),
    published=When(value="2024-05-01", precision="day", origin="page"),
    url="https://sentinel.example/rock",
    metadata={"desk": "roads"},
)
