"""The sentences of an article that tell an event and can stand alone, each with the one time of what it tells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsloom.compare.timeline import clean
from newsloom.compare.timeline.candidates import Candidate, anchors, as_day, complete, content
from newsloom.records import Annotations, Article, Sentence, TimeExpression, When
from newsloom.text.words import fold, tokens

_EXACT = ("second", "minute", "day")
_BEFORE = 40  # characters before a time in which a word still governs it
_TOTAL = 40  # characters between a figure and "last year" that makes it the year's total
_WIDE = ("year", "quarter", "season", "unknown")


def events(article: Article, found: Annotations) -> Iterator[Candidate]:
    """One candidate a sentence. The first sentence is dated by the article where it names no time of its own."""
    language = found.language
    times = [time for time in found.times if time.kind in ("date", "since")]
    lead = next((rank for rank, sentence in enumerate(found.sentences) if complete(article, sentence)), -1)
    for rank, sentence in enumerate(found.sentences):
        if not complete(article, sentence):
            continue
        text = article.text[sentence.start : sentence.end]
        first, last = clean.shown(text)
        shown = text[first:last]
        if not clean.stands_alone(shown, language):
            continue
        inside = [time for time in times if sentence.start + first <= time.start and time.end <= sentence.end]
        when = _own(article, found, sentence, inside, shown)
        named = when is not None
        if rank == lead and not any(_late(article, time) for time in inside) and (when is None or when.precision in _WIDE):
            when, named = _printed(article, shown, language), False
        if when is None or (when.precision in _EXACT and clean.caption(shown, language)):
            continue
        start = sentence.start + first
        passage = article.passage(start, start + len(shown))
        marks = _marks(article, found, start, start + len(shown))
        yield Candidate(when, passage, named, rank, article.published.first_day or "", content(shown, language), marks)


def _late(article: Article, time: TimeExpression) -> bool:
    """A day after the article's own: it was read wrongly, or looks ahead."""
    return (
        bool(article.published.first_day)
        and time.when.precision in _EXACT
        and (time.when.first_day or "") > (article.published.first_day or "")
    )


def _printed(article: Article, shown: str, language: str) -> When | None:
    """The day of printing, for a lead that tells something."""
    return as_day(article.published) if article.published.value is not None and clean.tells(shown, language) else None


def _own(article: Article, found: Annotations, sentence: Sentence, inside: list[TimeExpression], shown: str) -> When | None:
    """The time of what a sentence tells: the newest that is not ahead of the article, since news stands in front of its background.

    Times that only say which thing is meant, asides, births and totals of a year date no event.
    """
    told = [time for time in inside if anchors(time, article) and not _background(article, found, sentence, time)]
    printed = article.published.latest or (article.published.value or "")[:10] or article.published.first_day or ""
    whens = [time.when for time in told]
    past = [when for when in whens if not printed or (when.first_day or "") <= printed]
    exact = [when for when in past if when.precision in _EXACT and when.value]
    if exact:
        return max(exact, key=lambda when: when.value or "")
    if past:
        return max(past, key=lambda when: when.first_day or "")
    coming = [when for when in whens if when.precision not in _WIDE]
    return coming[0] if coming and clean.ahead(shown, found.language) else None


def _background(article: Article, found: Annotations, sentence: Sentence, time: TimeExpression) -> bool:
    table = clean.words(found.language)
    text = article.text
    before = text[max(sentence.start, time.start - _BEFORE) : time.start]
    words = [word.lower() for word in tokens(before)]
    if time.when.precision in ("season", "unknown") or _fragment(text, sentence, time, table):
        return True
    if time.kind == "date" and any(table.has("since", word) for word in words):
        return True  # "since the blaze in December, prices have doubled"
    if time.kind == "since" and any(table.has("states", word) for word in words):
        return True
    if any(table.has("born", word) for word in words[-5:]) or before.count("(") > before.count(")"):
        return True
    if _attributive(text, time, words, table) or _aside(text, sentence, time, table):
        return True
    return time.when.precision in _WIDE and any(0 <= time.start - q.end <= _TOTAL and q.start >= sentence.start for q in found.quantities)


def _fragment(text: str, sentence: Sentence, time: TimeExpression, table: clean.Words) -> bool:
    """ "Thursday as the march was ending": the sentence has lost its beginning."""
    if text[sentence.start : time.start].strip():
        return False
    after = tokens(text[time.end : time.end + 24])
    return bool(after) and table.has("cataphora", after[0].lower())


def _attributive(text: str, time: TimeExpression, before: list[str], table: clean.Words) -> bool:
    """ "during Friday's rampage", "a Thursday night protest", "down from 2023": which one is meant."""
    said = text[time.start : time.end]
    if said.endswith(tuple(table.sets.get("possessive", ("’s",)))) or text[time.end : time.end + 2] in ("'s", "’s"):
        return True
    if re.match(r"[’'] ", text[time.end : time.end + 2]):
        return True
    led = before[-1] if before and time.kind != "since" else ""
    if not table.has("attributive", led) or said[:4].lower() == "the ":
        return False
    return time.when.precision in (*_EXACT, "week") or led not in ("a", "an", "the")


def _aside(text: str, sentence: Sentence, time: TimeExpression, table: clean.Words) -> bool:
    """The time stands between commas in a part that opens with "who", "founded" or the like."""
    comma = text.rfind(",", sentence.start, time.start)
    if comma < 0 or not re.match(r"\s?[,.;]", text[time.end : time.end + 2]):
        return False
    opening = tokens(text[comma + 1 : time.start])
    return bool(opening) and table.has("aside", opening[0].lower())


def _marks(article: Article, found: Annotations, start: int, end: int) -> frozenset[str]:
    names = {
        fold(found.entities[m.entity].name.split()[-1])
        for m in found.mentions
        if start <= m.start < end and m.form == "name" and found.entities[m.entity].name.strip()
    }
    figures = {f"{q.klass}={q.value.low:g}" for q in found.quantities if start <= q.start < end and q.klass and q.value.low is not None}
    capitals = {fold(word) for word in re.findall(r"(?<=[\w,(] )[A-ZÀ-Þ][\w’-]{2,}", article.text[start:end])}
    return frozenset(names | figures | capitals)
