"""Quotation marks, paired by what stands beside them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsloom.text import quotes


def inner(text: str) -> list[str]:
    return [text[q.inner_start : q.inner_end] for q in quotes.find(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“We are late,” said Berg. “Very late.”", ["We are late,", "Very late."]),
        ('He said "no". "Yes," she said.', ["no", "Yes,"]),
        ("He said ''we just can't'' and left.", ["we just can't"]),
        ("She called it a 'grave mistake' of the port's.", ["grave mistake"]),
        ("‘The boys’ hats are red,’ he said.", ["The boys’ hats are red,"]),
        ("“He said, ‘I can’t go,’ and left,” she said.", ["He said, ‘I can’t go,’ and left,"]),
        ("Elle a dit : « Je pars » hier.", [" Je pars "]),
        ("»Nein«, sagte er. „So geht es“, sagte sie.", ["Nein", "So geht es"]),
        ("“bad“ said the other", ["bad"]),
        ('She said, "So we wait. \' " and sat down.', ["So we wait. ' "]),
    ],
)
def test_pairs_of_many_kinds_are_found(text: str, wanted: list[str]) -> None:
    assert inner(text) == wanted


def test_a_wrong_way_apostrophe_shifts_nothing() -> None:
    assert inner("“It wasn‘t on the map,” he said. “Nor was the ‘old’ road.”") == ["It wasn‘t on the map,", "Nor was the ‘old’ road."]


def test_feet_and_inches_are_no_quotation() -> None:
    assert inner('The mast is 5\' 11" tall. "Tall enough," said Berg.') == ["Tall enough,"]


def test_angle_marks_as_bullets_are_no_quotation() -> None:
    assert inner("» Level: 3 m\n» Gate: open\n“All is well,” said Berg.") == ["All is well,"]


def test_speech_over_paragraphs_is_closed_once() -> None:
    text = "“I leave the keys. They are all there.\n\n“The cellar is dry.\n\n“Goodbye.”\n\nThe hall stood up."
    found = quotes.find(text)
    assert [q.continues for q in found] == [False, True, True]
    assert [q.closed for q in found] == [False, False, True]
    assert "hall" not in " ".join(inner(text))


def test_an_unclosed_mark_takes_nothing_with_it() -> None:
    assert inner("He said “we are late and left.\nThe hall stood up.") == []


@given(st.text(alphabet="ab .,\n\"'“”‘’«»„‚0١é\u0301\u202e😀", max_size=120))
def test_offsets_hold_for_any_text(text: str) -> None:
    end = 0
    for quote in quotes.find(text):
        assert end <= quote.start < quote.inner_start <= quote.inner_end <= quote.end <= len(text)
        assert "\n" not in text[quote.start : quote.end]
        end = quote.end


def test_many_marks_take_linear_time() -> None:
    began = time.process_time()
    quotes.find("“a ‘b " * 20_000)
    assert time.process_time() - began < 20  # a quadratic search takes minutes
