"""Features are kept without the vector that lies beside them, and come back whole or not at all."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np

from newsloom.loom import keeping
from newsloom.store import Store

from .conftest import FULL, make

FIRST, OTHER = (np.linspace(low, 1, 512, dtype=np.float16).tobytes() for low in (0.5, 0.25))
OLD = make("a", "The lamp is lit.")
NEW = make("a", "The lamp is out.", first_seen="2024-06-01T10:00:00Z")


def record(vector: bytes, name: str = "a") -> bytes:
    return b"\x82before " + name.encode() + vector + b" after"


def keep(store: Store, article: object, vector: bytes, digest: str = "d") -> None:
    store.keep_features([(article, record(vector))], digest, model="m", means=[vector])  # type: ignore[list-item]


def test_a_vector_lies_once_and_is_read_with_the_rest(store: Store) -> None:
    store.add([OLD, FULL])
    keep(store, OLD, FIRST)
    store.keep_features([(FULL, record(FIRST))], "d")  # no vector is kept beside it
    assert store.features([OLD, FULL], "d") == {"a": record(FIRST), "full": record(FIRST)}
    assert store.features([OLD], "another") == {}
    if store.keeping.postgres:
        return
    with sqlite3.connect(store.db) as raw:
        lengths = dict(raw.execute("SELECT article, length(record) FROM features"))
    assert lengths["a"] < 50


def test_an_earlier_version_keeps_its_own(store: Store) -> None:
    store.add([OLD])
    keep(store, OLD, FIRST)
    store.add([NEW])
    keep(store, NEW, OTHER)
    keep(store, NEW, OTHER)
    assert store.features([NEW], "d") == {"a": record(OTHER)}
    assert store.features([OLD], "d") == {"a": record(FIRST)}


def test_features_without_their_vector_are_made_again(store: Store) -> None:
    store.add([OLD])
    keep(store, OLD, FIRST)
    store.vectors.keep("m", [("a", OTHER)])
    expected = {"a": record(FIRST)} if store.keeping.postgres else {}
    assert store.features([OLD], "d") == expected
    keep(store, OLD, OTHER)
    assert store.features([OLD], "d") == (expected or {"a": record(OTHER)})


def test_a_vector_of_another_length_stays_within(store: Store) -> None:
    store.add([OLD])
    keep(store, OLD, b"short")
    assert store.features([OLD], "d") == {"a": record(b"short")}


def test_an_archive_holds_them_whole(tmp_path: Path) -> None:
    first, second = str(tmp_path / "one.db"), str(tmp_path / "two.db")
    with Store(first) as store:
        store.add([OLD])
        keep(store, OLD, FIRST)
    said = keeping.export(first, tmp_path / "desk.zip")
    assert keeping.take_in(tmp_path / "desk.zip", second).tables == said.tables
    with Store(second) as store:
        assert store.features([OLD], "d") == {"a": record(FIRST)}
