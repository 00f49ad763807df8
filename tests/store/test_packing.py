"""What is kept compressed comes back letter for letter, whatever an older desk kept, and damage is told."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsloom.errors import StoreError
from newsloom.store import Store
from newsloom.store.packing import packed, unpacked

from .conftest import FULL, make

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
