"""The days that "on Friday" means stand beside a sentence, where they are sure, and never in its words."""

from __future__ import annotations

import msgspec
import pytest

from newsloom.brief import glosses
from newsloom.brief.candidates import collect
from newsloom.brief.context import Context
from newsloom.records import Annotations, Article, CitedSentence, Dossier, Gloss, Piece, Speaker, Statement, TimeExpression, When
from newsloom.render import words
from tests.brief.build import annotated, article, claim, dossier

DAY = "2030-05-10"  # a Friday


def timed(it: Article, phrase: str, day: str, *, precision: str = "day") -> Annotations:
    notes = annotated(it)
    at = it.text.index(phrase)
    when = When(value=day, precision=precision, origin="inferred")  # type: ignore[arg-type]
    return msgspec.structs.replace(notes, times=(TimeExpression(start=at, end=at + len(phrase), when=when),))


def found(text: str, phrase: str, day: str, *, precision: str = "day", published: str | None = DAY) -> tuple[Gloss, ...]:
    it = article(text, "Velm Bote", published)
    return glosses.of(it, timed(it, phrase, day, precision=precision), 0, len(text))


@pytest.mark.parametrize(
    ("text", "phrase", "day", "precision"),
    [
        ("The ferry sank on Tuesday off Port Ansel.", "Tuesday", "2030-05-07", "day"),
        ("The ferry sank yesterday off Port Ansel.", "yesterday", "2030-05-09", "day"),
        ("The ferry was bought last year by Orrin.", "last year", "2029", "year"),
    ],
)
def test_the_day_is_given_after_the_word(text: str, phrase: str, day: str, precision: str) -> None:
    (gloss,) = found(text, phrase, day, precision=precision)
    assert text[: gloss.at].endswith(phrase)
    assert gloss.when.value == day


@pytest.mark.parametrize(
    ("text", "phrase", "day", "published"),
    [
        ("The ferry sank on Tuesday off Port Ansel.", "Tuesday", "2030-05-07", None),  # the article's own day is not known
        ("“It sank on Tuesday, I saw it,” Ivo Lund said.", "Tuesday", "2030-05-07", DAY),  # who knows when he said it
        ("After Friday's storm the ferry sank.", "Friday", DAY, DAY),  # today, or a week ago
        ("The storm came Friday over the bay.", "Friday", DAY, DAY),
        ("The ferry sank Tuesday (May 7) off Port Ansel.", "Tuesday", "2030-05-07", DAY),  # the article says which
        ("The vote is in April in Port Ansel.", "April", "2030-04", DAY),
    ],
)
def test_what_is_not_sure_is_not_said(text: str, phrase: str, day: str, published: str | None) -> None:
    precision = "month" if len(day) == len("2030-04") else "day"
    assert found(text, phrase, day, precision=precision, published=published) == ()


def test_what_is_said_on_the_articles_own_day_was_said_that_day() -> None:
    text = "The ferry will be scrapped, Ada Quill said Friday."
    it = article(text, "Velm Bote", DAY)
    notes = timed(it, "Friday", DAY)
    at = text.index("said")
    cue = Piece(start=at, end=at + len("said"))
    statement = Statement(
        start=0, end=len(text), speaker=Speaker(name="Ada Quill"), content="", pieces=(), form="indirect", cue="said", cue_span=cue
    )
    assert glosses.of(it, msgspec.structs.replace(notes, statements=(statement,)), 0, len(text))


def two(second_day: str) -> Dossier:
    """An account of one grounding, printed on the 10th and by another paper on `second_day`."""
    first = article("The ferry Halcyon ran aground on Tuesday off Port Ansel with many on board.", "Velm Bote", DAY)
    second = article("The ferry Halcyon ran aground off Port Ansel, its owners said.", "Orle Post", second_day)
    told = claim("event", (first, first.text, None, None), (second, second.text, None, None), relation="agree")
    return dossier([first, second], [timed(first, "Tuesday", "2030-05-07"), annotated(second)], [told])


def test_a_day_before_which_others_had_told_of_it_is_wrong() -> None:
    honest = next(c for c in collect(Context(two("2030-05-09"))) if c.article == 0)
    assert [g.when.value for g in honest.glosses] == ["2030-05-07"]
    captured = next(c for c in collect(Context(two("2030-01-20"))) if c.article == 0)
    assert captured.glosses == ()


def test_the_words_of_a_sentence_stay_its_sources() -> None:
    text = "It sank on Tuesday, Quill said."
    it = article(text, "Velm Bote", DAY)
    gloss = Gloss(at=len("It sank on Tuesday"), when=When(value="2030-05-07", precision="day", origin="inferred"))
    sentence = CitedSentence(text=text, passages=(it.passage(0, len(text)),), attributed_to=None, glosses=(gloss,))
    runs = words.glossed(sentence)
    assert "".join(run for run, _ in runs) == text
    assert [g for _, g in runs] == ["7 May 2030", None]


def test_a_section_tells_the_day_of_a_word_once() -> None:
    gloss = Gloss(at=len("Sunk Tuesday"), when=When(value="2030-05-07", precision="day", origin="inferred"))
    assert glosses.once([("Sunk Tuesday.", (gloss,)), ("Sunk Tuesday!", (gloss,))]) == [(gloss,), ()]
