"""The check of written sentences: what it lets through and what it stops. Names and events are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsloom.brief.grounding import Context, Fault, Source, check, unmarked
from newsloom.brief.grounding.voices import of
from newsloom.loom.writing import reader
from newsloom.settings import Settings

READ = reader(Settings())


def source(text: str, language: str = "en") -> Source:
    return Source(text=text, language=language, voices=of(READ([text], language)[0], 0, len(text), {}))


def faults(passage: str, sentence: str, language: str = "en", spoken: str = "en") -> list[Fault]:
    return check(sentence, [source(passage, language)], Context(language=spoken, reader=READ))


@pytest.mark.parametrize(
    ("passage", "sentence"),
    [
        ("More than 60 passengers were hurt, 12 of them badly.", "Over 60 passengers were injured, a dozen of them badly."),
        ("Half of the 48 flats are empty.", "Fifty per cent of the 48 flats are empty."),
        ("The council has 21 seats; 12 voted for it.", "Twelve of the 21 seats on the council backed it."),
        ("The fair drew 1,200 guests.", "The fair drew more than 1,000 guests."),
        ("Of the 48 flats, 30 are empty.", "More than 60 percent of the 48 flats are empty."),
        ("Of the 48 flats, 30 are empty.", "More than half of the 48 flats are empty."),
        ("Nine guests were hurt and 14 were lost.", "Nine guests were hurt and 14 were lost, 23 in all."),
        ("The line cut its ferries from 54 to 41.", "The line cut its ferries by 13, from 54 to 41."),
        ("The line plans to cut 350 to 450 jobs.", "The line plans to cut up to 450 jobs."),
        ("The line carried 2.6 million guests.", "The line carried more than 2.5 million guests."),
        ("“It is cold in there,” said Ada Quill, the harbour master.", "Harbour master Ada Quill said it was “cold in there”."),
        ("Ada Quill did not confirm the sale.", "Ada Quill would not confirm the sale."),
        ("The pier may close in March.", "The pier could close in March."),
        ("Orrin Ferries denied on Monday that the pier would close.", "On Monday, Orrin Ferries denied that the pier would close."),
    ],
)
def test_true_paraphrases_pass(passage: str, sentence: str) -> None:
    assert faults(passage, sentence) == []


@pytest.mark.parametrize(
    ("passage", "sentence", "kind"),
    [
        ("The fair drew 1,200 guests.", "The fair drew at least 1,200 guests.", "number"),
        ("The fair drew about 1,200 guests.", "The fair drew 1,200 guests.", "number"),
        ("Of the 48 flats, 30 are empty.", "More than 80 percent of the 48 flats are empty.", "number"),
        ("Of the 48 flats, 30 are empty.", "Nearly half of the 48 flats are empty.", "number"),
        ("Nine guests were hurt and 14 were lost.", "Nine guests were hurt and 14 were lost, 26 in all.", "number"),
        ("The line cut its ferries from 54 to 41.", "The line cut its ferries by 15, from 54 to 41.", "number"),
        ("The line plans to cut 350 to 450 jobs.", "The line plans to cut up to 400 jobs.", "number"),
        ("The wall is 9 metres high.", "The wall is 9 kilometres high.", "number"),
        ("Nine people died and 14 were hurt.", "Fourteen people died and nine were hurt.", "number"),
        ("The pier closed on Monday.", "The pier closed on Tuesday.", "date"),
        ("The pier closed in March 2021.", "The pier closed in March 2022.", "date"),
        ("Ada Quill opened the pier.", "Ivo Lund opened the pier.", "name"),
        ("Ada Quill of Orrin Ferries met Ivo Marsh.", "Ada Marsh of Orrin Ferries met Ivo Quill.", "name"),
        ("Ada Quill did not confirm the sale.", "Ada Quill confirmed the sale.", "negation"),
        ("Ada Quill confirmed the sale.", "Ada Quill did not confirm the sale.", "negation"),
        ("Ada Quill doubted that the pier was safe.", "Ada Quill said that the pier was safe.", "hedge"),
        ("The pier may close in March.", "The pier closes in March.", "hedge"),
        ("Unverified messages claim that the pier was sold.", "The pier was sold.", "rumour"),
        ("Most of the guests left early.", "The guests left early.", "scope"),
        ("Some guests left early.", "All guests left early.", "scope"),
        ("Prices of herring rose on the island.", "Prices of herring fell on the island.", "opposite"),
        ("The pier closed.", "The pier closed because of rot.", "cause"),
        ("“It is cold in there,” said Ada Quill.", "“It is warm in there,” said Ada Quill.", "quote"),
        ("Ada Quill said that the pier was closed.", "The pier was closed.", "speaker"),
        ("Ada Quill said that the pier was safe. Ivo Lund left.", "Ivo Lund said that the pier was safe.", "speaker"),
        ("The pier is old.", "The director says that the pier is old.", "speaker"),
        ("The pier will close if the council agrees.", "The pier will close.", "condition"),
        ("The pier closed on Monday.", "The pier closed on Monday and fishermen burned two warehouses in protest.", "invented"),
    ],
)
def test_a_sentence_that_says_something_else_is_stopped(passage: str, sentence: str, kind: str) -> None:
    found = faults(passage, sentence)
    assert found
    assert kind in {f.kind for f in found}


def test_a_name_is_known_by_its_aliases_over_the_story() -> None:
    known = {"ada quill": frozenset({"ada", "quill"})}
    passage = Source(text="Quill closed the pier.", language="en")
    assert check("Ada Quill closed the pier.", [passage], Context(aliases=known)) == []
    assert check("Ada Quill closed the pier.", [passage], Context())


DEATHS = "Au moins 40 personnes sont mortes lundi, selon la préfète Ada Quill."
MUERTES = "Al menos 40 personas murieron el lunes, según Ada Quill."


@pytest.mark.parametrize(
    ("passage", "language", "sentence", "right"),
    [
        (DEATHS, "fr", "At least 40 people died on Monday, according to prefect Ada Quill.", True),
        (DEATHS, "fr", "Forty people died on Monday, according to prefect Ada Quill.", False),
        (MUERTES, "es", "At least 40 people died on Sunday, according to Ada Quill.", False),
        ("La préfète n’a pas confirmé la vente.", "fr", "The prefect has confirmed the sale.", False),
        ("« Il fait froid », a dit Ada Quill.", "fr", "“It is cold,” said Ada Quill.", False),
        ("« Il fait froid », a dit Ada Quill.", "fr", "It is cold, said Ada Quill.", True),
    ],
)  # fmt: skip
def test_across_languages_what_can_be_compared_is_compared(passage: str, language: str, sentence: str, right: bool) -> None:
    assert (faults(passage, sentence, language) == []) is right


def test_marks_are_taken_off_translated_quotations() -> None:
    assert unmarked("“It is cold,” said Ada Quill, “and dark”.") == "It is cold, said Ada Quill, and dark."


def test_a_sentence_without_citation_is_refused() -> None:
    assert [f.kind for f in check("The pier closed.", [], Context())] == ["form"]


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_is_judged_without_a_crash(sentence: str, passage: str) -> None:
    for language in ("en", "fr", "de"):
        check(sentence, [Source(text=passage, language="en")], Context(language=language))


def test_a_body_is_known_by_its_name_in_the_language_of_a_passage() -> None:
    passage = "La Cruz Roja ha repartido 3.000 mantas en Velm."
    assert faults(passage, "The Red Cross has handed out 3,000 blankets in Velm.", "es") == []
    assert "name" in {f.kind for f in faults(passage, "The United Nations have handed out 3,000 blankets in Velm.", "es")}
