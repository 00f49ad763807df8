"""Quantities beyond the table: links between part and whole, places, spans."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsloom.annotate import quantities
from tests.annotate.readings import read


def test_a_part_and_its_whole_are_two_linked_values() -> None:
    text = "At least 1,500 out of the 8,000 recruits sent from Eastmark have been killed in the space of two months."
    (reading,) = read([text], "en")
    part, whole = quantities.find(reading)
    assert (part.value.low, part.value.high, part.klass, part.head) == (1500, None, "killed", "recruit")
    assert part.value.of is not None
    assert (part.value.of.low, part.value.of.high) == (8000, 8000)
    assert (whole.value.low, whole.value.high, whole.klass) == (8000, 8000, "troops")
    assert part.value.period == "in the space of two months"
    assert whole.value.period is None
    assert text[part.start : part.end].startswith("At least 1,500 out of the 8,000 recruits")


def test_a_place_phrase_is_kept_as_written() -> None:
    (reading,) = read(["More than 900 soldiers were wounded in the Tarrow region."], "en")
    assert quantities.find(reading)[0].value.where == "in the Tarrow region"


def test_months_are_no_places() -> None:
    (reading,) = read(["More than 900 soldiers were wounded in March."], "en")
    assert quantities.find(reading)[0].value.where is None


@pytest.mark.parametrize("language", ["en", "es"])
@given(texts=st.lists(st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("0123 ,.%$")), max_size=60), max_size=3))
@settings(max_examples=25, deadline=None)
def test_spans_lie_inside_the_text(language: str, texts: list[str]) -> None:
    for reading in read(texts, language):
        for quantity in quantities.find(reading):
            assert 0 <= quantity.start < quantity.end <= len(reading.body)
