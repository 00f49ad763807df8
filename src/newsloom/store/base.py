"""`Store`: the one class that the rest of newsloom sees of a database."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from newsloom.errors import StoreError
from newsloom.records import Annotations, Article, Feed, Story
from newsloom.store import articles, cache, checking, feeds, migrate, postgres, purging, search, stories, vectors
from newsloom.store.articles import Added
from newsloom.store.feeds import Lease
from newsloom.store.keeping import Keeping
from newsloom.store.living import Living
from newsloom.store.looking import Looking
from newsloom.store.opening import engine_of, reason
from newsloom.store.people import People
from newsloom.store.results import Results
from newsloom.store.search import Hit
from newsloom.store.vectors import Vector, Vectors


class Store:
    """A desk's database, as a context manager.

    Args:
        db: path of a SQLite file, which is made where it does not exist; or `postgresql://USER@HOST/DATABASE`.

    Attributes:
        db: the same as messages may name it, without a password.

    Raises:
        StoreError: the database cannot be opened or written, is not newsloom's, is damaged, or comes from a newer version.
    """

    def __init__(self, db: str | Path) -> None:
        self.db, self._engine = engine_of(str(db))
        self._postgres = self._engine.dialect.name == "postgresql"
        self._prepare()
        self.living = Living(self._reading, self._writing)
        self.looking = Looking(self._reading)
        self.people = People(self._reading, self._writing)
        self.results = Results(self._reading, self._writing)
        self.vectors = Vectors(self._reading, self._writing)
        self.keeping = Keeping(self._engine, self._reading, self._writing)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._engine.dispose()

    def _prepare(self) -> None:
        """Bring the database to this version's tables."""
        with self._reading() as connection:  # whoever only looks does not wait for a writer
            if migrate.revision(connection) == migrate.HEAD:
                return
        with self._writing() as connection:
            migrate.to_head(connection)

    @contextmanager
    def _named(self) -> Iterator[None]:
        """Turn the database's errors into ours, naming the file."""
        try:
            yield
        except StoreError as error:
            raise StoreError(f"{self.db}: {error}" if self.db not in str(error) else str(error)) from error
        except DBAPIError as error:
            raise StoreError(f"{self.db}: {reason(error)}") from error

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._named(), self._engine.connect() as plain:
            connection = postgres.reading(plain) if self._postgres else plain
            with connection.begin():
                yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._named(), self._engine.connect() as plain:
            connection = plain.execution_options(newsloom_write=True)
            with connection.begin():
                yield connection

    # Articles

    def add(self, batch: Sequence[Article]) -> list[Added]:
        """Store articles in one transaction; when this returns, they are kept. Tells for each what became of it.

        What was purged does not come back ("purged").
        """
        with self._writing() as connection:
            gate = purging.Gate(connection)
            passed = [gate.passed(article) for article in batch]
            became = iter(articles.add_all(connection, [article for article in passed if article is not None]))
            return ["purged" if article is None else next(became) for article in passed]

    def article(self, id: str, version: str | None = None) -> Article:
        """One article, by default in its current version.

        Raises:
            NotFoundError: there is none with that id or version.
        """
        with self._reading() as connection:
            return articles.get(connection, id, version)

    def articles(self, ids: Sequence[str] | None = None) -> list[Article]:
        """Current versions in the order of `ids`; without ids, all, first seen first."""
        with self._reading() as connection:
            return articles.many(connection, ids)

    def versions(self, id: str) -> list[Article]:
        """All versions of an article, oldest first."""
        with self._reading() as connection:
            return articles.every_version(connection, id)

    def find(self, prefix: str) -> list[str]:
        """Ids of stories and articles that begin with `prefix`."""
        with self._reading() as connection:
            return [*stories.find(connection, prefix), *articles.find(connection, prefix)]

    def count(self) -> int:
        """Number of articles."""
        with self._reading() as connection:
            return articles.count(connection)

    def unplaced(self) -> bool:
        """Whether some article, or some article's new version, is in no story yet."""
        with self._reading() as connection:
            return stories.unplaced(connection)

    # Results that can be made again

    def annotations(self, wanted: Sequence[Article], digest: str) -> dict[str, Annotations]:
        """Cached annotations of these versions made under `digest`, by article id."""
        with self._reading() as connection:
            return cache.annotations_of(connection, wanted, digest)

    def keep_annotations(self, made: Sequence[Annotations], digest: str) -> None:
        with self._writing() as connection:
            cache.keep_annotations(connection, made, digest)

    def features(self, wanted: Sequence[Article], digest: str) -> dict[str, bytes]:
        """Cached features of these versions made under `digest`, by article id."""
        with self._reading() as connection:
            return cache.features_of(connection, wanted, digest)

    def keep_features(self, made: Sequence[tuple[Article, bytes]], digest: str, *, model: str = "", means: Sequence[bytes] = ()) -> None:
        """Keep features and, where `means` is given, the vector of each article that `model` made (16-bit floats)."""
        with self._writing() as connection:
            cache.keep_features(connection, made, digest, [vector if vectors.fits(vector) else b"" for vector in means])
            vectors.keep(connection, model, [(article.id, vector) for (article, _), vector in zip(made, means, strict=bool(means))])

    # Stories

    def stories(self) -> list[tuple[Story, str]]:
        """All stories with the time of their last change, newest change first."""
        with self._reading() as connection:
            return stories.every(connection)

    def story(self, id: str) -> Story:
        """The story of that id, or the one that it is part of now.

        Raises:
            NotFoundError: there is none with that id.
        """
        with self._reading() as connection:
            return stories.get(connection, id)

    # Subscriptions

    def feeds(self) -> list[Feed]:
        """All subscriptions, the one that is due first at the front."""
        with self._reading() as connection:
            return feeds.every(connection)

    def subscribe(self, wanted: Sequence[Feed]) -> list[Feed]:
        """Add subscriptions, and give each as it is kept: one that is known, in whatever spelling, gains folders and categories."""
        with self._writing() as connection:
            return feeds.subscribe(connection, wanted)

    def polled(self, feed: Feed, fetched: Collection[str] | None = None) -> None:
        """Keep what a poll found out about a feed, unless it was removed meanwhile.

        Args:
            fetched: the entries whose pages need not be fetched again, where pages are fetched.
        """
        with self._writing() as connection:
            feeds.polled(connection, feed, fetched)

    def fetched(self, feed: str) -> set[str]:
        """The entries of a feed whose pages need not be fetched again."""
        with self._reading() as connection:
            return feeds.fetched(connection, feed)

    def unsubscribe(self, id: str) -> None:
        """Stop following a feed; its articles stay."""
        with self._writing() as connection:
            feeds.remove(connection, id)

    def present(self, ids: Sequence[str]) -> dict[str, dict[str, str]]:
        """The articles among `ids` that are stored, each with the metadata of its current version."""
        with self._reading() as connection:
            return feeds.present(connection, ids)

    def lease(self, name: str, mine: Lease, stale: Callable[[Lease], bool]) -> Lease | None:
        """Take or renew the right to do work that only one process may do at a time. None: it is ours; else who has it.

        Args:
            stale: tells whether another's lease is left over from a process that ended, and may be taken.
        """
        with self._writing() as connection:
            other = feeds.holder(connection, name)
            if other is not None and other.token != mine.token and not stale(other):
                return other
            feeds.hold(connection, name, mine)
            return None

    def release(self, name: str, mine: Lease) -> None:
        with self._writing() as connection:
            feeds.release(connection, name, mine.token)

    # Search

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        """Articles that hold all of `words`, best first (BM25). Any text is a valid query; it is never read as FTS5 syntax."""
        with self._reading() as connection:
            return search.find(connection, words, limit)

    def alike(self, words: Sequence[str], limit: int = 20) -> list[Hit]:
        """Articles that hold any of `words`, those with most and rarest of them first (BM25)."""
        with self._reading() as connection:
            return search.alike(connection, words, limit)

    def nearest(self, vector: Vector, limit: int = 20, *, model: str) -> list[Hit]:
        """Articles whose meaning is nearest to a vector of that model, best first; `score` is the cosine.

        Exact on SQLite, and on PostgreSQL without pgvector; else by an HNSW index, which may miss one.
        """
        return self.vectors.nearest(model, vector, limit)

    def check(self) -> list[str]:
        """What is wrong with the database: empty when its own checks pass and its tables fit together."""
        with self._reading() as connection:
            return checking.faults(connection)
