"""What words stand for over the languages, and what cannot be so beside what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsloom import lexicon
from newsloom.compare.claims.near import by_concept
from newsloom.compare.sayings.concepts import concepts, opposed
from newsloom.compare.sayings.items import Item


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("the mayor stepped down on Monday", "en"),
        ("le maire a remis sa démission", "fr"),
        ("el alcalde dimitió el lunes", "es"),
        ("der Bürgermeister ist zurückgetreten", "de"),
    ],
)
def test_one_thing_told_in_four_languages(words: str, language: str) -> None:
    assert "resign" in concepts(words, language)


def test_elisions_and_both_apostrophes() -> None:
    assert "fire" in concepts("l’incendie a repris", "fr")
    assert concepts("s'est rendu à la police", "fr") == concepts("s’est rendu à la police", "fr")


def test_what_cannot_be_so_beside_the_other() -> None:
    assert opposed(concepts("he gave himself up", "en"), concepts("he was asleep in bed", "en"))
    assert opposed(concepts("der Vorschlag wurde gebilligt", "de"), concepts("the council threw out the plan", "en"))
    assert not opposed(concepts("he gave himself up", "en"), concepts("se entregó", "es"))


def test_a_language_without_words_has_no_concepts() -> None:
    assert concepts("市長が辞任した", "ja") == frozenset()


def test_every_opposite_is_in_the_table() -> None:
    table = lexicon.table("concepts")
    assert all(other in table for entry in table.values() for other in entry.get("opposes", ()))


@given(st.text(max_size=200), st.sampled_from(["en", "fr", "es", "de", "xx"]))
def test_any_text_names_only_known_concepts(words: str, language: str) -> None:
    assert concepts(words, language) <= lexicon.table("concepts").keys()


def _item(article: int, *names: str) -> Item:
    return Item(
        article=article, start=0, end=1, outer=(0, 1), kind="event", predicate="", klass=None, language="en", concepts=frozenset(names)
    )


def test_sayings_that_share_what_is_rare_are_looked_at_together() -> None:
    items = [_item(0, "resign"), _item(1, "resign", "union"), _item(2, "flood")]
    assert list(by_concept([0, 1, 2], items, lambda _: 0.9)) == [(0, 1)]
    assert list(by_concept([0, 1, 2], items, lambda _: 0.1)) == []


def test_what_very_many_sayings_share_brings_none_of_them_together() -> None:
    items = [_item(n, "resign") for n in range(60)]
    assert list(by_concept(range(60), items, lambda _: 1.0)) == []
