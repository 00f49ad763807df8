"""Bodies that are too long to be read whole."""

from __future__ import annotations

import pytest

from newsloom.annotate import parse
from newsloom.text import sentences


def test_short_bodies_are_read_whole() -> None:
    body = "Seven riders fell. Two walked home."
    assert parse.readable(body, sentences.split(body, "en")) == (body, sentences.split(body, "en"), True)


def test_long_bodies_are_read_up_to_a_sentence_end() -> None:
    body = "Seven riders fell on the hill. " * (parse.LONGEST // 30)
    assert len(body) > parse.LONGEST
    kept, parts, whole = parse.readable(body, sentences.split(body, "en"))
    assert not whole
    assert len(kept) == len(body)
    assert kept.rstrip() == body[: parts[-1].end]
    assert parse.LONGEST - 40 < parts[-1].end <= parse.LONGEST


def test_nothing_is_read_of_a_sentence_without_end() -> None:
    body = "a" * (parse.LONGEST + 1)
    assert parse.readable(body, [])[0].strip() == ""


def test_looked_up_rules_give_what_matched_ones_do() -> None:
    nlp, syntax = parse.pipeline("en")
    if not syntax:
        pytest.skip("no English model is installed")
    ruler = nlp.get_pipe("attribute_ruler")
    text = (
        "The mayor didn't say that 40 of the ferries, which haven't sailed since, will be sold; “Nothin' doing,” she'd told us. \n It's so."
    )
    doc = nlp(text)
    looked_up = ruler.match(doc)
    matched = type(ruler).match(ruler, doc)
    assert [(rule, start, end) for rule, _, start, end in looked_up] == [(rule, start, end) for rule, _, start, end in matched]
