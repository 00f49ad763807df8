"""`Vectors`: what articles mean, one vector each, and the articles whose vectors are nearest to a given one.

SQLite compares with every article (exact, 1 KB read for each). PostgreSQL asks an HNSW index of pgvector where that extension is there or
may be made, and else compares with every article as SQLite does. Vectors are made again from articles, so no archive holds them.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, delete, select, text

from newsloom.store import sql
from newsloom.store.dialect import is_postgres
from newsloom.store.hits import Hit
from newsloom.store.schema import articles, memberships, numbers

Opened = Callable[[], AbstractContextManager[Connection]]
Vector = NDArray[np.float32]
DIMENSIONS = 512  # of the model that ships; an index is of vectors of one length
_WHOLE = "meant:"  # before the name of a model: number of the desk that tells that all articles have its vectors
_ROWS = 4096  # vectors that are compared at a time: 4 MB
_SEEN = 200  # entries that the index looks at for one question: more find more, and take longer


def create(connection: Connection) -> None:
    """Make the table. The caller commits."""
    if not is_postgres(connection):
        connection.exec_driver_sql(
            "CREATE TABLE vectors (article TEXT NOT NULL PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE, "
            "model TEXT NOT NULL, vector BLOB NOT NULL)"
        )
        return
    kind = f"halfvec({DIMENSIONS})" if _extension(connection) else "bytea"
    connection.exec_driver_sql(
        f'CREATE TABLE vectors (article TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE, '
        f"model TEXT NOT NULL, vector {kind} NOT NULL)"
    )
    if kind != "bytea":
        connection.exec_driver_sql("CREATE INDEX vectors_by_meaning ON vectors USING hnsw (vector halfvec_cosine_ops)")


def _extension(connection: Connection) -> bool:
    """Whether pgvector (0.7 or newer, which knows 16-bit floats) is in the database, or may be made there."""
    has = "SELECT 1 FROM pg_type WHERE typname = 'halfvec' AND pg_type_is_visible(oid)"
    if connection.exec_driver_sql(has).first():
        return True
    if not connection.exec_driver_sql("SELECT 1 FROM pg_available_extensions WHERE name = 'vector'").first():
        return False
    # A statement that is refused would end the transaction: it is tried inside a block of its own.
    connection.exec_driver_sql("DO $$ BEGIN CREATE EXTENSION IF NOT EXISTS vector; EXCEPTION WHEN OTHERS THEN NULL; END $$")
    return connection.exec_driver_sql(has).first() is not None


def indexed(connection: Connection) -> bool:
    """Whether the database finds neighbours by an index."""
    return is_postgres(connection) and connection.exec_driver_sql("SELECT to_regclass('vectors_by_meaning')").scalar() is not None


def fits(vector: bytes) -> bool:
    """Whether a vector has the length of those that are kept."""
    return len(vector) == 2 * DIMENSIONS


def keep(connection: Connection, model: str, made: Iterable[tuple[str, bytes]]) -> None:
    """Write vectors (article, 16-bit floats of unit length) in place of those that are there; others are passed over."""
    whole = [(article, vector) for article, vector in made if fits(vector)]
    if not whole:
        return
    by_index = indexed(connection)
    value = "CAST(:vector AS halfvec)" if by_index else ":vector"
    given = [{"article": article, "model": model, "vector": _written(vector) if by_index else vector} for article, vector in whole]
    connection.execute(
        text(
            f"INSERT INTO vectors (article, model, vector) VALUES (:article, :model, {value}) "  # noqa: S608 - names are ours
            "ON CONFLICT (article) DO UPDATE SET model = excluded.model, vector = excluded.vector"
        ),
        given,
    )


def _written(vector: bytes) -> str:
    """A vector as pgvector reads it."""
    return "[" + ",".join(f"{value:.5g}" for value in np.frombuffer(vector, dtype=np.float16).tolist()) + "]"


def forget(connection: Connection, article: str) -> None:
    """Take out the vector of an article."""
    connection.execute(text("DELETE FROM vectors WHERE article = :article"), {"article": article})


def wipe(connection: Connection) -> None:
    """Take out all vectors, so that they are made anew when they are asked for."""
    connection.execute(text("DELETE FROM vectors"))
    connection.execute(delete(numbers).where(numbers.c.name.startswith(_WHOLE)))


class Vectors:
    """Made by `Store`; each method is one transaction."""

    def __init__(self, reading: Opened, writing: Opened) -> None:
        self._reading, self._writing = reading, writing

    def keep(self, model: str, made: Sequence[tuple[str, bytes]]) -> None:
        """Keep vectors: (article, 512 16-bit floats of unit length). Those of another length are passed over."""
        with self._writing() as connection:
            keep(connection, model, made)

    def missing(self, model: str, limit: int) -> list[str]:
        """Articles that have no vector of that model, as far as they are placed in a story; none once `whole` was said."""
        query = text(
            "SELECT memberships.article FROM memberships LEFT JOIN vectors "
            "ON vectors.article = memberships.article AND vectors.model = :model WHERE vectors.article IS NULL LIMIT :limit"
        )
        with self._reading() as connection:
            if connection.execute(select(numbers.c.value).where(numbers.c.name == _WHOLE + model)).scalar():
                return []
            return list(connection.execute(query, {"model": model, "limit": limit}).scalars())

    def whole(self, model: str) -> None:
        """Note that every placed article has its vector; those placed later get theirs when they are placed."""
        with self._writing() as connection:
            sql.put(connection, numbers, numbers.c.name, [{"name": _WHOLE + model, "value": 1}])

    def nearest(self, model: str, vector: Vector, limit: int) -> list[Hit]:
        """The articles whose vectors are nearest, best first; `score` is the cosine, from -1 to 1."""
        wanted = np.asarray(vector, dtype=np.float32)
        length = float(np.linalg.norm(wanted))
        if wanted.shape != (DIMENSIONS,) or not length or not np.isfinite(length):
            return []
        wanted /= length
        with self._reading() as connection:
            found = (_by_index if indexed(connection) else _by_all)(connection, model, wanted, limit)
            stories = sql.among(connection, (memberships.c.article, memberships.c.story), memberships.c.article, [one for _, one in found])
            story_of = {row.article: row.story for row in stories}
            there = {row.id for row in sql.among(connection, (articles.c.id,), articles.c.id, [one for _, one in found])}
        return [Hit(article=one, story=story_of.get(one), score=score) for score, one in found if one in there]


def _by_index(connection: Connection, model: str, wanted: Vector, limit: int) -> list[tuple[float, str]]:
    connection.exec_driver_sql(f"SET LOCAL hnsw.ef_search = {min(max(_SEEN, 2 * limit), 1000)}")
    rows = connection.execute(
        text(
            "SELECT article, 1 - (vector <=> CAST(:wanted AS halfvec)) AS score FROM vectors WHERE model = :model "
            "ORDER BY vector <=> CAST(:wanted AS halfvec) LIMIT :limit"
        ),
        {"wanted": _written(wanted.astype(np.float16).tobytes()), "model": model, "limit": limit},
    )
    return sorted(((float(row.score), row.article) for row in rows), key=lambda one: (-one[0], one[1]))


def _by_all(connection: Connection, model: str, wanted: Vector, limit: int) -> list[tuple[float, str]]:
    query = text("SELECT article, vector FROM vectors WHERE model = :model").execution_options(yield_per=_ROWS)
    best: list[tuple[float, str]] = []
    for part in connection.execute(query, {"model": model}).partitions():
        block = np.frombuffer(b"".join(bytes(row.vector) for row in part), dtype=np.float16).reshape(len(part), DIMENSIONS)
        scores = block.astype(np.float32) @ wanted
        near = np.argsort(-scores, kind="stable")[:limit]
        best = heapq.nsmallest(limit, [*best, *((-float(scores[at]), part[at].article) for at in near)])
    return [(-score, article) for score, article in best]


__all__ = ["DIMENSIONS", "Vectors", "create", "fits", "forget", "keep", "wipe"]
