"""Shards: the files that a backfill reads, and what each gave, kept in the work folder as its checkpoint."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsloom.errors import UsageError
from newsloom.loom import pipeline
from newsloom.records import Annotations, Article, Failure, Record
from newsloom.scale import files
from newsloom.settings import Settings


class Shard(Record, frozen=True, kw_only=True):
    """A file to read. `key` names it and all that reads it: another file, another code, another setting is another key."""

    path: str
    key: str


class Mark(Record, frozen=True, kw_only=True, array_like=True):
    """What planning needs to know of an article. `day`: days since 1970-01-01 where known."""

    article: str
    version: str
    day: int | None


class Done(Record, frozen=True, kw_only=True):
    """What a shard gave. `seconds`: that its worker spent on it."""

    shard: str
    marks: tuple[Mark, ...]
    failed: tuple[Failure, ...]
    seconds: float


class Texts(Record, frozen=True, kw_only=True):
    """A batch of articles with their annotations, where these were wanted."""

    articles: tuple[Article, ...]
    annotations: tuple[Annotations, ...]


def found(inputs: Sequence[str], settings: Settings, *, annotated: bool) -> list[Shard]:
    """The files that inputs name, folders walked, in the order of their paths.

    Raises:
        UsageError: there is none, or one is missing.
    """
    paths: dict[Path, None] = {}
    for name in inputs:
        path = Path(name)
        if path.is_dir():
            inside = (
                one for one in path.rglob("*") if one.is_file() and not any(part.startswith(".") for part in one.relative_to(path).parts)
            )
            paths.update(dict.fromkeys(sorted(inside)))
        elif path.is_file():
            paths[path] = None
        else:
            raise UsageError(f"{name}: there is no such file or folder; shards are files")
    if not paths:
        raise UsageError(f"{', '.join(inputs)}: holds no file")
    made = pipeline.made_by(annotated=annotated) + repr(settings.ingest)
    return [Shard(path=str(path), key=_key(path.resolve(), made)) for path in paths]


def _key(path: Path, made: str) -> str:
    state = path.stat()
    told = f"{path}\0{state.st_size}\0{state.st_mtime_ns}\0{made}"
    return hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a work folder: for each shard its texts, its features, how many articles hold each term, and `done`, written last."""

    folder: Path

    def done(self, key: str) -> Done | None:
        """What a shard gave; None where it is not read yet."""
        return files.one(self.folder / f"{key}.done", Done)

    def texts(self, key: str) -> Iterator[Texts]:
        return files.read(self.folder / f"{key}.texts", Texts)

    def features(self, key: str) -> Iterator[pipeline.Features]:
        for batch in files.read(self.folder / f"{key}.features", tuple[pipeline.Features, ...]):
            yield from batch

    def terms(self, key: str) -> dict[str, int]:
        return files.one(self.folder / f"{key}.terms", dict[str, int]) or {}


def read(shard: Shard, *, folder: Path, settings: Settings, annotated: bool) -> Done:
    """Read one shard and keep what it gives. Run by a worker.

    Raises:
        InputError: it cannot be kept.
    """
    begin = time.monotonic()
    known = Parts(folder).done(shard.key)
    if known is not None:
        return known
    failed: list[Failure] = []
    marks: list[Mark] = []
    terms: Counter[str] = Counter()
    with files.Writer(folder / f"{shard.key}.texts") as texts, files.Writer(folder / f"{shard.key}.features") as features:
        for lot in pipeline.lots(shard.path, settings, failed, annotated=annotated):
            texts.put(Texts(articles=lot.articles, annotations=lot.annotations))
            features.put(lot.features)
            terms.update(pipeline.terms(lot.features))
            marks.extend(Mark(article=one.article, version=one.version, day=pipeline.day_of(one)) for one in lot.features)
    files.write(folder / f"{shard.key}.terms", [dict(terms)])
    done = Done(shard=shard.path, marks=tuple(marks), failed=tuple(failed), seconds=time.monotonic() - begin)
    files.write(folder / f"{shard.key}.done", [done])
    return done
