"""Large stories grow article by article: the claims are those of a story that is read at once, and one more article costs only its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import pytest
from benchmarks.compare_story import reports

from newsloom.annotate import annotate
from newsloom.compare import dossier
from newsloom.compare.claims import stream
from newsloom.compare.claims.match import Matcher
from newsloom.records import Annotations, Article, Claim, Story
from newsloom.settings import Settings
from newsloom.text.vectors import embedder

FIRST = 6


@cache
def read(count: int) -> tuple[tuple[Article, ...], tuple[Annotations, ...]]:
    articles = tuple(reports(count))
    return articles, tuple(annotate(articles, Settings().annotate))


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(stream, "FIRST", FIRST)
    stream._states.clear()
    yield
    stream._states.clear()


def claims(articles: Sequence[Article], notes: Sequence[Annotations]) -> tuple[Claim, ...]:
    story = Story(id="s", title="t", first=None, last=None, languages=("en",), events=(), articles=tuple(a.id for a in articles))
    return dossier(story, articles, notes, Settings().compare, embedder()).claims


def test_a_story_that_grew_has_the_claims_of_one_read_at_once() -> None:
    articles, notes = read(20)
    for size in range(FIRST + 1, 20):
        claims(articles[:size], notes[:size])
    grown = claims(articles, notes)
    stream._states.clear()
    assert claims(articles, notes) == grown
    assert sum(claim.reports > 1 for claim in grown) > 3


def test_an_article_put_between_makes_the_story_anew() -> None:
    articles, notes = read(20)
    claims((*articles[:9], *articles[10:]), (*notes[:9], *notes[10:]))
    whole = claims(articles, notes)
    stream._states.clear()
    assert claims(articles, notes) == whole


def test_a_story_as_it_stood_is_the_beginning_of_what_it_became() -> None:
    articles, notes = read(20)
    before = claims(articles[:12], notes[:12])
    claims(articles, notes)
    assert claims(articles[:12], notes[:12]) == before


def test_one_more_article_costs_the_same_in_a_larger_story(monkeypatch: pytest.MonkeyPatch) -> None:
    articles, notes = read(60)
    scored: list[int] = []
    real = Matcher._score

    def counting(self: Matcher, a: int, b: int) -> float | None:
        scored[-1] += 1
        return real(self, a, b)

    monkeypatch.setattr(Matcher, "_score", counting)
    for size in (20, 58):
        scored.append(0)
        claims(articles[:size], notes[:size])
        scored.append(0)
        claims(articles[: size + 1], notes[: size + 1])
    most = max(stream._FIGURES, stream._BLOCK) * stream._REPS
    assert scored[3] <= most * len([1 for p in notes[58].propositions]) + most * len(notes[58].quantities)
    assert scored[3] < scored[0] / 4
