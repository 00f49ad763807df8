"""Sentences that lean on one that is not shown, by kinds that a reader of briefings met."""

from __future__ import annotations

import pytest

from newsloom.brief import leaning, shape


@pytest.mark.parametrize(
    "text",
    [
        "The woman, who was 64, had eaten in the harbour canteen.",
        "Orrin Ferries again denied the claims.",
        "Ada Quill rejected the accusation, calling for patience.",
        "Thirty-one of them have signed up with a lawyer in Velm.",
    ],
)
def test_what_was_told_a_sentence_before_is_missing(text: str) -> None:
    assert not shape.alone(text, "en")


@pytest.mark.parametrize(
    "text",
    [
        "The woman from Velm who was 64 had eaten in the harbour canteen.",
        "Orrin Ferries again denied the claim that the radar had failed.",
        "Ada Quill rejected the accusation of Velm's fishermen.",
        "Thirty-one of the passengers have signed up with a lawyer in Velm.",
    ],
)
def test_the_same_with_its_referent(text: str) -> None:
    assert shape.alone(text, "en")


@pytest.mark.parametrize(
    ("text", "anchored"),
    [
        ("In 2021 the company paid a fine for faulty doors.", False),
        ("Last Monday the company paid a fine for faulty doors.", False),
        ("In 2021 the company of Ada Quill paid a fine.", True),
        ("In Velm the company is the largest employer.", True),
        ("In 2021 Orrin Ferries paid the company a fine.", True),
        ("A spokesman said the doors were shut.", False),
        ("A spokesman for Orrin Ferries said the doors were shut.", True),
    ],
)
def test_a_bare_definite_after_the_time_is_one_too(text: str, anchored: bool) -> None:
    assert shape.anchored(text, "en") is anchored


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("“Paint can wait, grease cannot,” said its secretary, Ada Quill.", True),
        ("“Paint can wait, grease cannot,” said Ada Quill, its secretary.", False),
        ("“Paint can wait, grease cannot,” the secretary said in her speech.", False),
        ("Ada Quill said: “Its paint can wait.”", False),
        ("“Paint can wait” was all that the union said.", False),
    ],
)
def test_who_is_quoted_is_a_stand_in(text: str, leans: bool) -> None:
    assert leaning.quoted_by_a_stand_in(text, "en") is leans


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("The Quay Gazette understands that they have seized the logbook.", True),
        ("As the Gazette has learned, he was not on the bridge.", True),
        ("The Quay Gazette understands that investigators in Velm have seized their logbook.", False),
        ("The investigators told the Gazette that they had seized the logbook.", False),
        ("They told nobody.", False),
    ],
)
def test_the_paper_is_nobody_that_it_writes_of(text: str, leans: bool) -> None:
    assert leaning.only_the_paper(text, "The Quay Gazette", "en") is leans
