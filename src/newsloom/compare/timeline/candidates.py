"""Sentences of one article that tell a dated event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from newsloom import lexicon
from newsloom.records import Annotations, Article, Passage, Sentence, TimeExpression, When
from newsloom.text.words import fold, is_stop, tokens

_FINENESS = {"second": 0, "minute": 1, "day": 2, "week": 3, "month": 4, "quarter": 5, "season": 6, "year": 7, "unknown": 8}
_SHORTEST = 4  # words: less is a heading or a scrap
_BEFORE = 70  # characters before "since" in which "the first" still governs it
_LONGEST = 700  # characters: more is a list, not an event


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that tells something dated.

    Attributes:
        named: the sentence itself says when; otherwise it is a lead, dated by its article.
        rank: number of the sentence in its article.
        published: first day of the article's date, "" when unknown.
        words: folded content words.
        marks: what does not depend on the language: names, and figures with what they count.
    """

    when: When
    passage: Passage
    named: bool
    rank: int
    published: str
    words: frozenset[str]
    marks: frozenset[str] = frozenset()


def candidates(article: Article, found: Annotations) -> Iterator[Candidate]:
    """The dated sentences of an article, and its lead where the article is dated and the lead names no day of its own."""
    published = article.published.first_day or ""
    times = [time for time in found.times if time.kind in ("date", "since", "until")]
    led = False
    for rank, sentence in enumerate(found.sentences):
        if not complete(article, sentence):
            continue
        inside = [time for time in times if sentence.start <= time.start and time.end <= sentence.end]
        told = [time for time in inside if anchors(time, article)]
        for when in _distinct(told):
            yield _candidate(article, sentence, when, True, rank, published)
        if not led:
            led = True
            if article.published.value is not None and not any(_settles(time) for time in told):
                yield _candidate(article, sentence, as_day(article.published), False, rank, published)


def _settles(time: TimeExpression) -> bool:
    """The lead says itself when its event is, so the day of printing is not the event's."""
    return time.kind == "date" and time.when.precision in ("day", "week", "month")


def complete(article: Article, sentence: Sentence) -> bool:
    """A whole sentence that states something."""
    text = article.text[sentence.start : sentence.end]
    return sentence.complete and len(text) <= _LONGEST and len(tokens(text)) >= _SHORTEST and not text.rstrip().endswith("?")


def anchors(time: TimeExpression, article: Article) -> bool:
    """Whether an expression says when something happened.

    "Until" looks at an end that may never come about, and "the first since December" measures: nothing is told of that December.
    """
    when = time.when
    if time.kind == "until" or (time.kind == "since" and _measures(time, article)):
        return False
    if when.value is not None or (when.earliest is not None and when.latest is not None):
        return True
    words = article.text[time.start : time.end]
    # "since December" without a year: the month is known by name, and that is worth telling.
    return when.precision == "month" and any(word[:1].isupper() for word in words.split()[-1:]) and not words[:1].isdigit()


def _measures(time: TimeExpression, article: Article) -> bool:
    """A superlative or "first" shortly before "since"."""
    table = lexicon.table("times", article.language.split("-")[0]).get("measures", {})
    before = [word.lower() for word in tokens(article.text[max(0, time.start - _BEFORE) : time.start])]
    endings = tuple(table.get("endings", ()))
    return any(word in table.get("words", ()) or (len(word) > 4 and bool(endings) and word.endswith(endings)) for word in before)


def _distinct(times: list[TimeExpression]) -> list[When]:
    """The different times of a sentence; a year beside one of its own days or months is not told twice."""
    kept: list[When] = []
    for when in sorted((time.when for time in times), key=lambda w: _FINENESS[w.precision]):
        if not any(_covers(when, other) for other in kept):
            kept.append(when)
    return kept


def _covers(wide: When, narrow: When) -> bool:
    if wide.first_day is None or narrow.first_day is None:
        return wide == narrow
    return wide.first_day <= narrow.first_day and (wide.latest or wide.first_day) >= (narrow.latest or narrow.first_day)


def _candidate(article: Article, sentence: Sentence, when: When, named: bool, rank: int, published: str) -> Candidate:
    text = article.text[sentence.start : sentence.end]
    start = sentence.start + len(text) - len(text.lstrip())
    end = sentence.start + len(text.rstrip())
    return Candidate(when, article.passage(start, end), named, rank, published, content(text, article.language))


def content(text: str, language: str) -> frozenset[str]:
    """Folded content words."""
    return frozenset(word for token in tokens(text) if not is_stop(word := fold(token), language) and len(word) > 2)


def as_day(when: When) -> When:
    """A publication time as a day: the event of a lead is not known to the minute."""
    if when.value is None or len(when.value) <= 10:
        return when
    return When(value=when.value[:10], precision="day", origin=when.origin, earliest=when.earliest, latest=when.latest)
