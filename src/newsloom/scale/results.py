"""Where a backfill's results go: a desk, or Parquet files."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from newsloom.errors import InputError, MissingPartError
from newsloom.loom import Desk, pipeline
from newsloom.scale import files
from newsloom.scale.shards import Done, Parts, Shard
from newsloom.settings import Settings

Told = Callable[[str, int, int], None]
_EPOCH = date(1970, 1, 1)


def into_desk(
    desk: Desk, shards: Sequence[Shard], parts: Parts, settings: Settings, puts: Iterable[pipeline.Put], told: Told
) -> Counter[str]:
    """Store all articles with what was worked out of them, then put them into their events. Stopped half-way, it goes on where it was.

    Raises:
        StoreError: the desk cannot be written.
    """
    said: Counter[str] = Counter()
    for at, shard in enumerate(shards):
        for lot in _lots(parts, shard.key):
            said += pipeline.store(desk, lot, settings)
        told("shards stored", at + 1, len(shards))
    decided = {put.article: put for put in puts}
    pipeline.settle(desk, settings, decided, lambda count: told("articles placed", count, len(decided)))
    return said


def _lots(parts: Parts, key: str) -> Iterator[pipeline.Lot]:
    features = files.read(parts.folder / f"{key}.features", tuple[pipeline.Features, ...])
    for texts, made in zip(parts.texts(key), features, strict=True):
        yield pipeline.Lot(articles=texts.articles, features=made, annotations=texts.annotations)


# Parquet


def into_parquet(out: Path, shards: Sequence[Shard], parts: Parts, done: dict[str, Done], puts: Iterable[pipeline.Put], told: Told) -> int:
    """Write `articles/*.parquet`, one a shard, and `events.parquet`, `stories.parquet`, `placements.parquet`. Gives the number of articles.

    An article's text stands in the file of the shard that has its latest version. Each file is written whole or not at all.

    Raises:
        MissingPartError: pyarrow is not installed.
        InputError: a file cannot be written.
    """
    rows = list(puts)
    (out / "articles").mkdir(parents=True, exist_ok=True)
    last = {mark.article: (key, mark.version) for key, held in done.items() for mark in held.marks}
    for at, shard in enumerate(shards):
        path = out / "articles" / f"{_named(shard.key, done[shard.key], last)}.parquet"
        if not path.exists():
            _write(path, list(_articles(parts, shard.key, last)), _ARTICLES)
        for old in path.parent.glob(f"{shard.key}*.parquet"):  # of when other shards held fewer of its articles
            if old != path:
                old.unlink()
        told("shards written", at + 1, len(shards))
    day_of = {mark.article: mark.day for held in done.values() for mark in held.marks}
    placements = [
        {"article": put.article, "event": put.event, "story": put.story, "copy_of": put.copy_of, "score": put.score} for put in rows
    ]
    _write(out / "placements.parquet", placements, ("article", "event", "story", "copy_of", "score"))
    for name in ("event", "story"):
        _write(out / f"{'events' if name == 'event' else 'stories'}.parquet", _summed(rows, name, day_of), None)
    return len(rows)


_ARTICLES = ("article", "version", "url", "title", "outlet", "language", "published", "first_seen", "input", "text", "annotations")


def _named(key: str, done: Done, last: dict[str, tuple[str, str]]) -> str:
    """The name of a shard's file: another one when other articles of it stand in other files."""
    gone = sorted({mark.article for mark in done.marks if last[mark.article] != (key, mark.version)})
    return f"{key}-{hashlib.sha256(' '.join(gone).encode()).hexdigest()[:8]}" if gone else key


def _articles(parts: Parts, key: str, last: dict[str, tuple[str, str]]) -> Iterator[dict[str, Any]]:
    from newsloom.records import to_json

    seen: set[str] = set()
    for texts in parts.texts(key):
        read = {one.article: to_json(one).decode() for one in texts.annotations}
        for one in texts.articles:
            if last[one.id] == (key, one.version) and one.id not in seen:
                seen.add(one.id)
                outlet = (one.outlet.name or one.outlet.domain) if one.outlet else None
                yield {
                    "article": one.id, "version": one.version, "url": one.url, "title": one.title, "outlet": outlet,
                    "language": one.language, "published": one.published.value, "first_seen": one.first_seen, "input": one.input,
                    "text": one.text, "annotations": read.get(one.id),
                }  # fmt: skip


def _summed(rows: Sequence[pipeline.Put], name: str, day_of: dict[str, int | None]) -> list[dict[str, Any]]:
    held: defaultdict[str, list[pipeline.Put]] = defaultdict(list)
    for put in rows:
        held[getattr(put, name)].append(put)
    found = []
    for id, members in sorted(held.items()):
        days = [day for put in members if (day := day_of.get(put.article)) is not None]
        row = {name: id, "articles": len(members), "copies": sum(put.copy_of is not None for put in members)}
        found.append(row | {"first": _iso(min(days, default=None)), "last": _iso(max(days, default=None))})
    return found


def _iso(day: int | None) -> str | None:
    return None if day is None else (_EPOCH + timedelta(days=day)).isoformat()


def _write(path: Path, rows: list[dict[str, Any]], columns: Sequence[str] | None) -> None:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise MissingPartError("Parquet files need pyarrow: pip install 'newsloom[tables]'") from None
    names = list(columns or (rows[0] if rows else ()))
    numbers = {"score": pyarrow.float64(), "articles": pyarrow.int64(), "copies": pyarrow.int64()}
    schema = pyarrow.schema([(name, numbers.get(name, pyarrow.string())) for name in names])
    part = path.with_name(f".{path.name}.part")
    try:
        parquet.write_table(pyarrow.Table.from_pylist(rows, schema=schema), part, compression="zstd")
        part.replace(path)
    except OSError as error:
        raise InputError(str(path), f"cannot be written: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)
