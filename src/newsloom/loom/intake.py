"""The first half of the road: inputs become articles. One input that fails never stops the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from newsloom import extract, ingest
from newsloom.extract import worker
from newsloom.loom import readers
from newsloom.loom.readers import BATCH
from newsloom.records import Article, Document, Failure
from newsloom.settings import Settings

Progress = Callable[[str, int], None]


def quiet(_what: str, _count: int) -> None:
    """No progress shown."""


@dataclass(slots=True)
class Intake:
    """What came in: articles (one an id, the newest version wins) and what failed."""

    articles: list[Article] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)


def gather(inputs: Sequence[str], settings: Settings, stdin: BinaryIO | None, progress: Progress = quiet) -> Intake:
    """Read all inputs at once and find furniture over all of them."""
    intake = Intake()
    found: dict[str, Article] = {}
    for result in articles(inputs, settings, stdin):
        if isinstance(result, Failure):
            intake.failed.append(result)
        else:
            known = found.get(result.id)
            found[result.id] = extract.newer(known, result) if known else result
            progress("read", len(found))
    intake.articles = extract.furnish(list(found.values()))
    return intake


def batches(inputs: Sequence[str], settings: Settings, stdin: BinaryIO | None, failed: list[Failure]) -> Iterator[list[Article]]:
    """Read inputs in batches, as a store takes them, furniture found over each. Failures are added to `failed`."""
    for made in readers.read(ingest.read(inputs, settings.ingest, stdin, settings.feeds), settings):
        failed += made.failed
        if made.articles:
            yield list(made.articles)


def batched(results: Iterable[Article | Failure], failed: list[Failure]) -> Iterator[list[Article]]:
    """Articles in batches, furniture found over each. Failures are added to `failed`."""
    batch: list[Article] = []
    for result in results:
        if isinstance(result, Failure):
            failed.append(result)
            continue
        batch.append(result)
        if len(batch) >= BATCH:
            yield extract.furnish(batch)
            batch = []
    if batch:
        yield extract.furnish(batch)


def articles(inputs: Sequence[str], settings: Settings, stdin: BinaryIO | None) -> Iterator[Article | Failure]:
    """The article of each document, or why there is none."""
    for document in ingest.read(inputs, settings.ingest, stdin, settings.feeds):
        yield article(document)


def article(document: Document | Failure) -> Article | Failure:
    """The article of a document, or why there is none."""
    return document if isinstance(document, Failure) else worker.safely(document)
