"""What is kept compressed comes back letter for letter, whatever an older desk kept, and damage is told."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, select
from zstandard import ZstdCompressor

from newsloom.errors import StoreError
from newsloom.loom.placing import place
from newsloom.settings import Settings
from newsloom.store import Store, packing
from newsloom.store.dialect import is_postgres
from newsloom.store.packing import packed, unpacked
from newsloom.store.schema import versions

from .conftest import FULL, content, make

LONG = make("long", "The lamp at Tessel was lit, and the barges passed. " * 40, title="Lamp")


@given(st.binary(max_size=300), st.sampled_from([b"", b"{", b"\x01", b"\x28\xb5\x2f\xfd"]))
def test_whatever_is_packed_comes_back(data: bytes, before: bytes) -> None:
    assert unpacked(packed(before + data)) == before + data


def test_a_record_of_an_older_desk_is_read_as_it_lies() -> None:
    assert unpacked(b'{"id":"a"}') == b'{"id":"a"}'
    assert unpacked(b"\x8c\xa4form") == b"\x8c\xa4form"


def test_a_small_record_becomes_smaller() -> None:
    from newsloom.store.articles import pack

    assert len(packed(pack(FULL))) < len(pack(FULL)) / 2


def test_texts_lie_compressed_and_short_ones_as_they_are(tmp_path: Path) -> None:
    with Store(tmp_path / "desk.db") as store:
        store.add([LONG, make("short", "Fog."), make("nul", "a\0b " * 100)])
        assert store.article("long") == LONG
        assert store.article("short").text == "Fog." and store.article("nul").text == "a\0b " * 100
    with sqlite3.connect(tmp_path / "desk.db") as raw:
        found = dict(raw.execute("SELECT article, text FROM versions"))
    assert found["short"] == "Fog." and isinstance(found["long"], bytes) and len(found["long"]) < len(LONG.text) / 4


def test_damage_within_is_told(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    with Store(path) as store:
        store.add([LONG])
    with sqlite3.connect(path) as raw:
        raw.execute("DROP TRIGGER versions_never_change")
        raw.execute("UPDATE versions SET text = substr(text, 1, 20)")
    with Store(path) as store, pytest.raises(StoreError, match=r"desk\.db: is damaged .*backup"):
        store.article("long")


def test_what_would_fill_the_memory_is_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    boast = b"\x28\xb5\x2f\xfd\xe0" + (1 << 40).to_bytes(8, "little") + b"\x01\0\0"  # a frame that says it holds a terabyte
    with pytest.raises(StoreError, match="damaged"):
        unpacked(boast)
    monkeypatch.setattr(packing, "LARGEST", 3_000_000)
    silent = ZstdCompressor(write_content_size=False)
    assert unpacked(silent.compress(bytes(3_000_000))) == bytes(3_000_000)
    for much in (silent.compress(bytes(3_000_001)), ZstdCompressor().compress(bytes(3_000_001))):
        for kept in (much, b"\x01" + much):
            with pytest.raises(StoreError, match="damaged"):
                unpacked(kept)
    assert unpacked(packed(b"{" + bytes(3_000_001))) == b"{" + bytes(3_000_001)  # so it is kept as it is


@given(st.binary(max_size=300), st.sampled_from([b"\x01", b"\x28\xb5\x2f\xfd", b"\x01\x28\xb5\x2f\xfd"]))
def test_damage_is_never_anything_else(data: bytes, before: bytes) -> None:
    try:
        unpacked(before + data)
    except StoreError as error:
        assert "damaged" in str(error)


def test_a_desk_of_schema_0008_opens_with_all_it_held(db: str) -> None:
    """What schema 0008 wrote: texts and records as they are, facets by value."""
    with Store(db) as store:
        store.add([LONG, FULL])
        place(store, Settings())
        before = content(store)
    with Store(db) as store, store._writing() as connection:
        to_0008(connection)
    with Store(db) as store:
        after = content(store)
        assert after == before and store.check() == []
        assert store.article("long") == LONG and [hit.article for hit in store.search("barges")] == ["long"]
        with pytest.raises(Exception, match="never change"), store._writing() as connection:
            connection.exec_driver_sql("UPDATE versions SET text = ''")
    if "://" not in db:
        with sqlite3.connect(db) as raw:
            assert isinstance(raw.execute("SELECT text FROM versions WHERE article = 'long'").fetchone()[0], bytes)
            assert raw.execute("SELECT name FROM sqlite_master WHERE name = 'facets_by_event'").fetchall() == []


def to_0008(connection: Connection) -> None:
    """Undo what schema 0009 did."""
    run = connection.exec_driver_sql
    if is_postgres(connection):
        run("ALTER TABLE facets DROP CONSTRAINT facets_pkey, ADD PRIMARY KEY (kind, value, event)")
    else:
        plain = [(row.text, row.record, row.article) for row in connection.execute(select(versions))]
        trigger = run("SELECT sql FROM sqlite_master WHERE name = 'versions_never_change'").scalar_one()
        run("DROP TRIGGER versions_never_change")
        run("UPDATE versions SET text = ?, record = ? WHERE article = ?", plain)
        run(trigger)
        columns = "kind TEXT NOT NULL, value TEXT NOT NULL, event TEXT NOT NULL, PRIMARY KEY (kind, value, event)"
        run(f"CREATE TABLE old ({columns}) WITHOUT ROWID")
        run("INSERT INTO old SELECT kind, value, event FROM facets")
        run("DROP TABLE facets")
        run("ALTER TABLE old RENAME TO facets")
    run("CREATE INDEX facets_by_event ON facets (event)")
    run("UPDATE alembic_version SET version_num = '0008'")
