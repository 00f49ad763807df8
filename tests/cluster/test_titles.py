"""Titles drawn from the articles' own words."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsloom.cluster import titles
from newsloom.records import Outlet
from tests.cluster.articles import article


@pytest.mark.parametrize("tail", [" | The Morning Lantern", " - The Morning Lantern", " – Lantern", " :: lantern.example"])
def test_the_outlet_leaves_the_title(tail: str) -> None:
    one = article("a", "Goats ate it.", f"Goats eat a hedge in Ostby{tail}")
    one = msgspec.structs.replace(one, outlet=Outlet(name="The Morning Lantern", domain="lantern.example"))
    assert titles.headline(one) == "Goats eat a hedge in Ostby"


def test_a_dash_inside_a_title_stays() -> None:
    assert titles.headline(article("a", "", "Ostby hedge eaten - goats suspected")) == "Ostby hedge eaten - goats suspected"


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("Goats ate a hedge in Ostby.", "Goats ate a hedge in Ostby"),
        (
            "In a long report, the council of Ostby said that goats had eaten the hedge.",
            "The council of Ostby said that goats had eaten the hedge",
        ),
        (
            "Goats have eaten the whole of the old beech hedge round the town hall, raising questions about fences in every part of Ostby.",
            "Goats have eaten the whole of the old beech hedge round the town hall",
        ),
    ],
)
def test_a_label_is_the_first_clause(sentence: str, label: str) -> None:
    assert titles.label(article("a", sentence)) == label


def test_a_label_never_ends_on_a_dangling_word() -> None:
    text = (
        "The council of the town of Ostby and the owners of the goats have agreed that a new fence made of the hardest oak "
        "will stand there by the spring."
    )
    label = titles.label(article("a", text))
    assert label is not None and len(label) <= titles.LONGEST and text.startswith(label.rstrip("…"))
    assert label.rstrip("…").split()[-1] not in {"the", "of", "and", "that", "a", "by", "will", "have"}


def test_quoted_words_that_no_text_bears_out_do_not_become_the_title() -> None:
    loud = article("a", "The mayor said the pool might close.", "Pool ‘dead as a stone’, says mayor")
    calm = article("b", "The pool may close, the mayor said.", "Mayor says pool may close")
    assert titles.best([loud, calm]) == "Mayor says pool may close"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("OSTBY, Norge (ABC) — Goats ate a hedge on Monday.", "Goats ate a hedge on Monday"),
        (
            "Photo by the town.\nOSTBY (4 May 2025). The hedge of Ostby has been eaten by goats.",
            "The hedge of Ostby has been eaten by goats",
        ),
        ("NATO – the alliance – opened an office in Ostby.", "NATO – the alliance – opened an office in Ostby"),
    ],
)
def test_datelines_and_credits_are_no_label(text: str, label: str) -> None:
    assert titles.label(article("a", text)) == label


def test_a_label_is_no_half_clause() -> None:
    text = "A farmer from the upper valley whose eleven goats ate the old hedge, a beech planted in 1911 by a mayor, paid for a new one."
    label = titles.label(article("a", text))
    assert label is not None and label.endswith("…") and len(label) <= titles.LONGEST


@given(st.text(max_size=400), st.text(max_size=80))
def test_any_article_has_a_title(text: str, title: str) -> None:
    assert titles.best([article("a", text, title)])
