"""Many articles are read by several processes, and come out as if by one."""

import pytest

from newsloom import annotate, processes
from newsloom.annotate import pool
from newsloom.records import Article
from newsloom.settings import AnnotateSettings

TEXTS = ("Mayor Ada Holt said the bridge was closed.", "“We lost the road,” Holt said.", "Nobody was hurt.")


def _articles(count: int) -> list[Article]:
    return [
        Article(id=f"a{n}", version="v", input="test", first_seen="2025-01-01T00:00:00Z", text=TEXTS[n % 3], language="en")
        for n in range(count)
    ]


def test_helpers_and_caller_give_what_one_process_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "WORTH", 4)
    settings = AnnotateSettings(processes=2)
    articles = _articles(20)
    plain = annotate.annotate(articles, settings)
    mine: list[str] = []

    def reader(batch: object) -> list[object]:
        mine.extend(a.id for a in batch)  # type: ignore[attr-defined]
        return annotate.annotate(batch, settings)  # type: ignore[arg-type,return-value]

    found = {one.article: one for batch in pool.read(articles, settings, reader) for one in batch}  # type: ignore[arg-type]
    assert [found[a.id] for a in articles] == plain
    assert mine


def test_a_worker_that_cannot_start_leaves_all_to_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "WORTH", 4)
    monkeypatch.setattr(processes.sys, "executable", "/nowhere/python")
    settings = AnnotateSettings(processes=2)
    articles = _articles(9)
    found = [one.article for batch in annotate.in_batches(articles, settings, lambda b: annotate.annotate(b, settings)) for one in batch]
    assert sorted(found) == sorted(a.id for a in articles)


def test_a_worker_that_dies_leaves_its_articles_to_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "WORTH", 4)
    monkeypatch.setattr(processes.sys, "executable", "/bin/false")
    settings = AnnotateSettings(processes=2)
    articles = _articles(30)
    found = [one.article for batch in annotate.in_batches(articles, settings, lambda b: annotate.annotate(b, settings)) for one in batch]
    assert sorted(found) == sorted(a.id for a in articles)


def test_few_articles_start_no_process() -> None:
    assert pool.processes(pool.WORTH - 1, AnnotateSettings()) == 1
