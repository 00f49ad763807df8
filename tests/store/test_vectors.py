"""Articles by meaning: the nearest vectors, in each kind of database, and what becomes of them when articles go."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from newsloom.store import Store, vectors
from newsloom.store.vectors import DIMENSIONS
from tests.databases import fresh_postgres

from .conftest import make

MODEL = "m"


def units(count: int, seed: int = 1) -> NDArray[np.float16]:
    made = np.random.default_rng(seed).standard_normal((count, DIMENSIONS)).astype(np.float32)
    return (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float16)


def filled(store: Store, rows: NDArray[np.float16]) -> None:
    made = [make(f"a{n:03}", f"Item {n}.") for n in range(len(rows))]
    store.add(made)
    store.keep_features([(one, b"-") for one in made], "d", model=MODEL, means=[row.tobytes() for row in rows])


def test_the_nearest_come_first(store: Store) -> None:
    rows = units(200)
    filled(store, rows)
    asked = rows[17].astype(np.float32) + 0.5 * rows[90].astype(np.float32)
    exact = np.argsort(-(rows.astype(np.float32) @ asked), kind="stable")[:10]
    hits = store.nearest(asked, 10, model=MODEL)
    assert [hit.article for hit in hits] == [f"a{n:03}" for n in exact]
    assert hits[0].score == pytest.approx(float(rows[17].astype(np.float32) @ asked / np.linalg.norm(asked)), abs=2e-3)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert store.nearest(asked, 10, model="another") == []


def test_what_cannot_be_compared_finds_nothing(store: Store) -> None:
    filled(store, units(3))
    for odd in (np.zeros(DIMENSIONS), np.full(DIMENSIONS, np.nan), np.ones(7)):
        assert store.nearest(odd.astype(np.float32), 5, model=MODEL) == []
    store.vectors.keep(MODEL, [("a000", b"\0\0")])
    assert len(store.nearest(units(1)[0].astype(np.float32), 5, model=MODEL)) == 3


def test_a_vector_goes_with_its_article_and_gives_way_to_a_newer_one(store: Store) -> None:
    rows = units(2)
    filled(store, rows)
    store.vectors.keep(MODEL, [("a001", rows[0].tobytes())])
    assert store.nearest(rows[0].astype(np.float32), 2, model=MODEL)[1].score == pytest.approx(1, abs=2e-3)
    store.keeping.purge(articles=["a000"], now="2024-05-01T00:00:00Z")
    assert [hit.article for hit in store.nearest(rows[0].astype(np.float32), 2, model=MODEL)] == ["a001"]
    store.keeping.mend()
    assert store.nearest(rows[0].astype(np.float32), 2, model=MODEL) == []


def test_postgres_asks_its_index_and_finds_what_comparing_with_all_finds(postgres: str) -> None:
    with Store(postgres) as store:
        rows = units(1500)
        filled(store, rows)
        with store._reading() as connection:
            assert vectors.indexed(connection)
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
            plan = "\n".join(
                row[0]
                for row in connection.exec_driver_sql(
                    "EXPLAIN SELECT article FROM vectors WHERE model = 'm' "
                    "ORDER BY vector <=> (SELECT vector FROM vectors LIMIT 1) LIMIT 10"
                )
            )
        assert "vectors_by_meaning" in plan
        found = share = 0
        for row in units(20, seed=2).astype(np.float32):
            exact = {f"a{n:03}" for n in np.argsort(-(rows.astype(np.float32) @ row))[:10]}
            hits = {hit.article for hit in store.nearest(row, 10, model=MODEL)}
            found, share = found + len(hits), share + len(hits & exact)
        assert found == 200
        assert share >= 0.9 * found, "recall of the index on random vectors, the hardest kind"


def test_without_pgvector_all_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "_extension", lambda _connection: False)
    with Store(fresh_postgres()) as store:
        rows = units(30)
        filled(store, rows)
        assert store.nearest(rows[5].astype(np.float32), 1, model=MODEL)[0].article == "a005"


@settings(max_examples=30)
@given(st.integers(1, 40), st.integers(1, 50), st.integers(0, 2**16))
def test_blocks_do_not_show(count: int, limit: int, seed: int) -> None:
    """However few vectors are compared at a time, the same are found."""
    import tempfile
    from pathlib import Path
    from unittest import mock

    rows = units(count, seed)
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "desk.db") as store:
        filled(store, rows)
        whole = store.nearest(rows[0].astype(np.float32), limit, model=MODEL)
        with mock.patch.object(vectors, "_ROWS", 7):
            assert store.nearest(rows[0].astype(np.float32), limit, model=MODEL) == whole
        assert len(whole) == min(count, limit)
