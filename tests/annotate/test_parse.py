"""Bodies that are too long to be read whole."""

from __future__ import annotations

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
