"""A helper that makes features ahead of their use: the same features, whatever becomes of the helper."""

from __future__ import annotations

from collections.abc import Sequence
from time import sleep

import msgspec
import numpy as np
import pytest

from newsloom import cluster, processes
from newsloom.loom import ahead
from newsloom.loom.ahead import Ahead
from newsloom.records import Article
from newsloom.settings import AnnotateSettings, Settings
from newsloom.text.vectors import embedder
from tests.cluster.articles import article


def _articles(count: int) -> list[Article]:
    return [
        article(f"a{at}", f"The ferry number {at} left Tarnholm at dawn with {at + 3} people aboard.", f"Ferry {at} leaves", "2024-05-01")
        for at in range(count)
    ]


def _make(articles: Sequence[Article]) -> list[cluster.Features]:
    return cluster.features(articles, embedder())


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr(ahead, "WORTH", 1)
    monkeypatch.setattr(ahead, "BATCH", 4)
    return Settings(annotate=AnnotateSettings(processes=2))


def test_the_helper_makes_the_same_features(eager: Settings) -> None:
    articles = _articles(10)
    with Ahead(eager) as helper:
        helper.offer(articles)
        while not (found := {article.id: one for article, one in helper.done()}):
            sleep(0.01)
        rest = helper.take([one for one in articles if one.id not in found], _make)
    made = found | {one.article: one for one in rest}
    for one in _make(articles):
        assert np.allclose(made[one.article].embedding(), one.embedding(), atol=2e-3)  # a batch of another size is rounded differently
        assert msgspec.structs.replace(made[one.article], vector=b"") == msgspec.structs.replace(one, vector=b"")


def test_what_nobody_offered_is_made_here(eager: Settings) -> None:
    with Ahead(eager) as helper:
        assert {one.article for one in helper.take(_articles(3), _make)} == {"a0", "a1", "a2"}


def test_a_helper_that_dies_leaves_its_work_to_the_caller(eager: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes.sys, "executable", "/bin/false")
    articles = _articles(9)
    with Ahead(eager) as helper:
        helper.offer(articles)
        assert {one.article for one in helper.take(articles, _make)} == {one.id for one in articles}


def test_one_process_is_enough_where_the_settings_say_so() -> None:
    made_here: list[str] = []

    def make(articles: Sequence[Article]) -> list[cluster.Features]:
        made_here.extend(one.id for one in articles)
        return _make(articles)

    with Ahead(Settings(annotate=AnnotateSettings(processes=1))) as helper:
        helper.offer(_articles(200))
        helper.take(_articles(3), make)
    assert made_here == ["a0", "a1", "a2"]


def test_a_new_version_of_what_was_offered_is_made_here(eager: Settings) -> None:
    old = _articles(4)
    new = [msgspec.structs.replace(one, version="second", text=one.text + " It came back at noon.") for one in old]
    with Ahead(eager) as helper:
        helper.offer(old)
        assert {one.version for one in helper.take(new, _make)} == {"second"}
