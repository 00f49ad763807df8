"""Sentences cover the body: slices in order, nothing twice, nothing lost, whatever the text is made of."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsloom.text import sentences

CHARACTERS = st.one_of(
    st.characters(),
    st.characters(categories=["Cs"]),
    st.sampled_from("\0\n\t .!?…。؟\"'“”«»()[]\u202e\u200f\u0301\ufeffאبñ字👩‍🚒 AbZ19"),
)
LANGUAGES = ("en", "fr", "es", "de", "ar", "he", "zh", "ja", "und", "qq", "pt-BR")


@given(st.text(CHARACTERS, max_size=200), st.sampled_from(LANGUAGES))
def test_every_character_lies_in_one_sentence(body: str, language: str) -> None:
    found = sentences.split(body, language)
    at = 0
    for sentence in found:
        assert sentence.start >= at
        assert not body[at : sentence.start].strip()
        words = body[sentence.start : sentence.end]
        assert words
        assert words == words.strip()
        at = sentence.end
    assert not body[at:].strip()


@given(st.text(CHARACTERS, max_size=200))
def test_a_line_break_ends_a_sentence(body: str) -> None:
    assert all("\n" not in body[s.start : s.end] for s in sentences.split(body, "en"))


def test_half_a_surrogate_pair_is_kept() -> None:
    body = "The pier \ud83d fell. Nobody was hurt."
    assert [body[s.start : s.end] for s in sentences.split(body, "en")] == ["The pier \ud83d fell.", "Nobody was hurt."]


@pytest.mark.parametrize("unit", ["Dr. ", '"', "A.", "…", "(“", "word ", "字"])
def test_long_lines_take_linear_time(unit: str) -> None:
    start = time.process_time()
    sentences.split(unit * (200_000 // len(unit)), "en")
    assert time.process_time() - start < 5
