"""A window of clustering in one file: the lists, articles and events that `newsloom.cluster.Stream` reads of a desk, and nothing else.

A desk keeps the same in its database, beside texts, search and stories. Here it can be filled without scoring, so that a window of many
articles is there in minutes, and what placing costs can be told by itself.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from benchmarks.synthetic import Maker
from newsloom.cluster import Features
from newsloom.cluster.evidence import Weighed, weigh
from newsloom.cluster.gathering import VOICES, Gathering
from newsloom.cluster.postings import Entry, Postings
from newsloom.cluster.window import Window
from newsloom.text.words import Background

_TABLES = """
CREATE TABLE pages (key TEXT PRIMARY KEY, record BLOB) WITHOUT ROWID;
CREATE TABLE members (article TEXT PRIMARY KEY, event TEXT, features BLOB) WITHOUT ROWID;
CREATE TABLE events (id TEXT PRIMARY KEY, voices TEXT, first INTEGER, last INTEGER, size INTEGER, opened INTEGER) WITHOUT ROWID;
CREATE TABLE counts (word TEXT PRIMARY KEY, count INTEGER) WITHOUT ROWID;
CREATE TABLE numbers (name TEXT PRIMARY KEY, value INTEGER) WITHOUT ROWID;
CREATE TABLE gone (id TEXT PRIMARY KEY, kept TEXT) WITHOUT ROWID;
CREATE TABLE probes (features BLOB);
"""
_ASKED = 500  # values in one statement
_AT_ONCE = 5000  # articles
_ONCE = "b"  # keys of bands of fingerprints: made-up fingerprints are chance, and no two share one


class Counted(Background):
    """How rare words are in the window: counts are read when they are needed."""

    def __init__(self, file: WindowFile) -> None:
        super().__init__(file.number("articles"))
        self._file = file
        self._loaded: set[str] = set()
        self.added: Counter[str] = Counter()

    def load(self, found: Iterable[Features]) -> None:
        words = dict.fromkeys(word for one in found for word in _words(one))
        missing = [word for word in words if word not in self._loaded]
        self._loaded.update(missing)
        self.add(dict(self._file.rows("counts", "word", "word, count", missing)))  # type: ignore[arg-type]

    def observe(self, terms: Iterable[str]) -> None:
        listed = set(terms)
        super().observe(listed)
        self.added.update(listed)


class WindowFile:
    """The file, as `Stream` reads it (`newsloom.cluster.gathering.Desk`)."""

    def __init__(self, path: Path) -> None:
        self._file = sqlite3.connect(path, isolation_level=None)
        self._file.execute("PRAGMA journal_mode = WAL")
        self._file.execute("PRAGMA synchronous = NORMAL")
        self.background = Counted(self)
        self._gone = dict(self._file.execute("SELECT id, kept FROM gone"))

    def close(self) -> None:
        self._file.close()

    def number(self, name: str) -> int:
        row = self._file.execute("SELECT value FROM numbers WHERE name = ?", (name,)).fetchone()
        return int(row[0]) if row else 0

    def rows(self, table: str, key: str, columns: str, values: Sequence[str]) -> Iterator[tuple[str, ...]]:
        for at in range(0, len(values), _ASKED):
            part = values[at : at + _ASKED]
            yield from self._file.execute(f"SELECT {columns} FROM {table} WHERE {key} IN ({','.join('?' * len(part))})", part)  # noqa: S608

    def probes(self) -> list[Features]:
        """The articles that are kept back to be placed."""
        return [Features.from_bytes(row[0]) for row in self._file.execute("SELECT features FROM probes ORDER BY rowid")]

    # What a stream reads

    def pages(self, keys: Sequence[str]) -> Mapping[str, bytes]:
        return dict(self.rows("pages", "key", "key, record", keys))  # type: ignore[arg-type]

    def weighed(self, articles: Sequence[str]) -> Mapping[str, Weighed]:
        found = [Features.from_bytes(row[0]) for row in self.rows("members", "article", "features", articles)]  # type: ignore[arg-type]
        return self.weigh(found)

    def weigh(self, found: Sequence[Features]) -> dict[str, Weighed]:
        self.background.load(found)
        return {one.article: weigh(one, self.background) for one in found}

    def events_of(self, articles: Sequence[str]) -> Mapping[str, str]:
        return {article: self._heir(event) for article, event in self.rows("members", "article", "article, event", articles)}

    def _heir(self, event: str) -> str:
        while event in self._gone:
            event = self._gone[event]
        return event

    def gatherings(self, events: Sequence[str]) -> Iterable[Gathering]:
        columns = "id, voices, first, last, size, opened"
        for id, voices, first, last, size, opened in self.rows("events", "id", columns, events):
            yield Gathering(id, [], json.loads(voices), first, last, before=size, opened=opened)  # type: ignore[arg-type]

    # What a batch writes

    def write(
        self, pages: Mapping[str, bytes], members: Iterable[tuple[str, str, bytes]], events: Iterable[Gathering], opened: int, articles: int
    ) -> None:
        self._file.execute("BEGIN")
        self._file.executemany("INSERT OR REPLACE INTO pages VALUES (?, ?)", pages.items())
        self._file.executemany("INSERT OR REPLACE INTO members VALUES (?, ?, ?)", members)
        rows = [(one.id, json.dumps(one.speakers()), one.first, one.last, one.size, one.opened) for one in events]
        self._file.executemany("INSERT OR REPLACE INTO events VALUES (?, ?, ?, ?, ?, ?)", rows)
        added = "INSERT INTO counts VALUES (?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count"
        self._file.executemany(added, sorted(self.background.added.items()))
        self.background.added.clear()
        self._file.executemany("INSERT OR REPLACE INTO numbers VALUES (?, ?)", (("articles", articles), ("opened", opened)))
        self._file.execute("COMMIT")

    def join(self, merged: Iterable[tuple[str, str, float]]) -> None:
        """Note that events became one: (kept, gone, log-odds)."""
        self._file.executemany("INSERT OR REPLACE INTO gone VALUES (?, ?)", ((gone, kept) for kept, gone, _ in merged))

    def keep_back(self, found: Iterable[Features]) -> None:
        self._file.executemany("INSERT INTO probes VALUES (?)", ((one.to_bytes(),) for one in found))


def fill(path: Path, size: int, probes: int, seed: int) -> None:
    """Make a file with `size` made-up articles in the window, each in its true event, and `probes` more to be placed."""
    sqlite3.connect(path).executescript(_TABLES)
    file, window, lists = WindowFile(path), Window(), _Lists()
    window.postings = lists
    background, events = file.background, dict[str, Gathering]()
    made = ((msgspec.structs.replace(one, article=_id(one.article)), event) for one, event in Maker(size + probes, seed=seed).articles())
    for at in range(0, size, _AT_ONCE):
        rows: list[tuple[str, str, bytes]] = []
        for one, event in itertools.islice(made, min(_AT_ONCE, size - at)):
            background.observe(one.terms)
            window.add(weigh(one, background))
            window.members.clear()
            found = events.setdefault(event, Gathering(event, opened=len(events) + 1))
            found.voices = [*found.voices[:1], *found.voices[1:][1 - VOICES :], one.article]
            found.before += 1
            found.reach(one.day)
            rows.append((one.article, event, one.to_bytes()))
        file.write(lists.once, sorted(rows), (), 0, background.articles)
        lists.once.clear()
    file.keep_back(one for one, _ in made)
    file.write(lists.drain(), (), sorted(events.values(), key=lambda one: one.id), len(events), background.articles)
    file.close()


class _Nothing:
    """The pages of a file that is being filled: none is there yet."""

    def pages(self, _keys: Sequence[str]) -> Mapping[str, bytes]:
        return {}


class _Lists(Postings):
    """Lists that are written at the end, those that hold one article for ever as they come."""

    def __init__(self) -> None:
        super().__init__(_Nothing())
        self.once: dict[str, bytes] = {}

    def add(self, key: str, name: str, weight: float, limit: int) -> None:
        if not key.startswith(_ONCE):
            super().add(key, name, weight, limit)
            return
        one: list[Entry] = [(name, weight)]
        self.once[key] = msgspec.msgpack.encode(one)


def _id(article: str) -> str:
    """An id such as a desk gives: chance, so that neighbours in time do not lie side by side."""
    return hashlib.sha256(article.encode()).hexdigest()[:16]


def _words(one: Features) -> Iterator[str]:
    return itertools.chain(one.terms, one.title, one.lead, one.names, one.lead_names, one.places.values())
