"""Figures told in words: ordinals of the dead, nobody, shares in a row of words, years by which something has to be so."""

from __future__ import annotations

import pytest

from newsloom.annotate import annotate
from newsloom.compare.entities import canon
from newsloom.compare.sayings import Item, gather
from newsloom.compare.sayings.keys import of_story
from newsloom.settings import Settings
from tests.compare.stories import article


def figures(text: str, language: str = "en") -> list[Item]:
    read = [article("Alba", "2026-03-04", text, language)]
    notes = annotate(read, Settings().annotate)
    return [i for i in gather(read, notes, of_story(notes, canon(notes))) if i.kind == "quantity"]


def told(text: str, language: str = "en") -> list[tuple[float | None, str | None, str | None]]:
    return [(i.value.low, i.value.unit, i.measure) for i in figures(text, language) if i.value]


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("A second victim died in hospital on Sunday.", "en", 2),
        ("A 13th victim died in hospital on Sunday.", "en", 13),
        ("Un quatrième soldat est mort de ses blessures.", "fr", 4),
        ("Un cuarto soldado murió el domingo.", "es", 4),
        ("Ein vierter Soldat starb am Sonntag.", "de", 4),
    ],
)
def test_an_ordinal_of_the_dead_is_how_many_there_are_by_now(text: str, language: str, count: int) -> None:
    found = [i for i in figures(text, language) if i.measure == "killed"]
    assert [i.value.low for i in found if i.value] == [count]
    assert found[0].moves
    assert found[0].value is not None
    assert found[0].value.qualifier is None


def test_an_ordinal_over_years_or_of_things_counts_no_dead() -> None:
    assert not [m for m in told("She is the third judge killed in three years.") if m[2] == "killed" and m[0] == 3]
    assert not [m for m in told("The third goal was scored late.") if m[0] == 3]


@pytest.mark.parametrize(
    ("text", "language", "measure"),
    [
        ("No one was hurt in the fire.", "en", "injured"),
        ("Personne n’a été tué dans l'accident.", "fr", "killed"),
        ("Nadie resultó herido.", "es", "injured"),
        ("Verletzt wurde niemand.", "de", "injured"),
    ],
)
def test_nobody_is_a_count_of_nought(text: str, language: str, measure: str) -> None:
    assert (0, None, measure) in told(text, language)


def test_nobody_who_does_something_else_is_no_count() -> None:
    assert told("No one knows when the bridge will open.") == []
    assert told("No one has been charged with the death of the guard.") == []


def test_a_number_in_a_name_is_no_figure() -> None:
    assert told("The lorry stopped at Farm to Market 614 and Loop 323 in Oros.") == []


def test_a_part_and_its_whole_in_a_row_of_words_are_a_share() -> None:
    assert (0.75, "share", "schools") in told("Trois écoles sur quatre étaient fermées.", "fr")
    assert any(m[:2] == (0.3333, "share") for m in told("One job in three is at risk."))
    assert not any(m[1] == "share" for m in told("Two people died in three days of rain."))


def test_a_fraction_is_one_and_an_ordinal_is_none() -> None:
    assert any(m[:2] == (0.3333, "share") for m in told("The drug slowed the decline by a third in tests."))
    assert not any(m[1] == "share" for m in told("A third man was seen at the gate."))


def test_the_year_by_which_something_has_to_be_so() -> None:
    assert (2031, None, "deadline") in told("The guarantee runs until the end of 2031.")
    assert (2031, None, "deadline") in told("Die Garantie gilt bis Ende 2031.", "de")
    assert told("The bridge was built in 1931.") == []
