"""Which slices can be shown, and which sentences stand alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsloom.brief import shape


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("However, the bridge stayed shut.", "en", "The bridge stayed shut."),
        ("But the bridge stayed shut.", "en", "The bridge stayed shut."),
        ("But, however, the bridge stayed shut.", "en", "But, however, the bridge stayed shut."),
        ("Butter prices rose again in May.", "en", "Butter prices rose again in May."),
        ("Cependant, le pont reste fermé.", "fr", "Le pont reste fermé."),
        ("Sin embargo, el puente sigue cerrado.", "es", "El puente sigue cerrado."),
        ("Still waters run deep in the Wend.", "en", "Still waters run deep in the Wend."),
        ("VELM (Bay Agency) – The bridge stayed shut.", "en", "The bridge stayed shut."),
        ("PORT ANSEL, 4 March — The bridge stayed shut.", "en", "The bridge stayed shut."),
        ("VELM, N.Q. -- The bridge stayed shut.", "en", "The bridge stayed shut."),
        ("(AB/CD) VELM, N.Q. - The bridge stayed shut.", "en", "The bridge stayed shut."),
        ("-- The bridge stayed shut.", "en", "The bridge stayed shut."),
        ("UPDATE (4/3): The bridge stayed shut.", "en", "The bridge stayed shut."),
        ("Brandt – a lawyer – kept the bridge shut.", "en", "Brandt – a lawyer – kept the bridge shut."),
    ],
)
def test_openers_that_lean_on_another_sentence_are_cut(text: str, language: str, shown: str) -> None:
    assert shape.shown(text[shape.start(text, language) :]) == shown


@pytest.mark.parametrize(
    "text",
    [
        "He left the town before noon on Friday.",
        "This decision angered the fishermen of the bay.",
        "It will be examined in the dock at Ansel.",
        "The latter refused to sign the paper.",
        "Its owners have declined to comment so far.",
        "Yesterday they met the mayor behind closed doors.",
        "Ostrava has responded to this development with a note.",
        "When she arrived, the hall was empty.",
        "Since the price of fuel rose in the autumn it has cut its flights.",
        "The company had put it at nine million crowns.",
        "We have an update on the fire in Velm.",
        "Brandt told our reporter that the bridge was shut.",
        "The pump was not switched on in that wing, said its keeper, Ivo Lund.",
        "The boatmen's union of Velm denied that.",
        "As the search off the coast of Ansel goes on.",
        "Both had been with the harbour police for ten years.",
    ],
)
def test_a_sentence_that_points_back_does_not_stand_alone(text: str) -> None:
    assert not shape.alone(text, "en")


@pytest.mark.parametrize(
    "text",
    [
        "The mayor, Ilka Brandt, said she would resign.",
        "It is believed that two climbers reached the hut.",
        "Brandt said she would resign.",
        "The tunnel reopens this week after months of work.",
        "Despite the storm, the crew of the Halcyon kept its course.",
        "Orrin Ferries said its ships were safe.",
        "Fishermen such as Lund fear for their boats.",
        "The minister of fisheries, Rosa Finn, said that the bay was safe.",
    ],
)
def test_a_sentence_with_its_referent_stands_alone(text: str) -> None:
    assert shape.alone(text, "en")


@pytest.mark.parametrize(
    ("text", "anchored"),
    [
        ("The report was handed to the council on Monday.", False),
        ("The report of the inspectors was handed to the council.", True),
        ("The report, which ran to 90 pages, was secret.", True),
        ("The mayor of Velm read the report aloud.", True),
    ],
)
def test_a_bare_definite_opener_says_which_one_it_means_or_does_not_anchor(text: str, anchored: bool) -> None:
    assert shape.anchored(text, "en") == anchored


@pytest.mark.parametrize(
    "text",
    [
        "Too short.",
        "“We will not leave this harbour, the captain said.",
        "and so the ferry left without its cargo.",
        "The ferry left without its cargo and…",
        "Read more about the ferry and its cargo.",
        "See [url=https://x.example]here[/url] for all of the details.",
        "Ferry aground off Port Ansel with forty on board",
    ],
)
def test_fragments_markup_and_unpaired_quotes_are_not_presentable(text: str) -> None:
    assert not shape.presentable(text, "en")


def test_apostrophes_are_no_quotation_marks() -> None:
    assert shape.presentable("The crews' families don't know what Lund's ship carried.", "en")
    assert shape.presentable("She called it a 'grave mistake' in front of the council.", "en")
    assert not shape.presentable("She called it a 'grave mistake in front of the council.", "en")


@given(st.text(max_size=300), st.sampled_from(["en", "fr", "es", "und", "zh"]))
def test_any_text_is_judged_without_an_error_and_cut_inside_its_bounds(text: str, language: str) -> None:
    assert 0 <= shape.start(text, language) <= len(text)
    shape.presentable(text, language)
    shape.alone(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "Mourners lay flowers at the gate of the mill, Friday, June 17, 2016, in Velm.",
        "Anyone with information about the boat can ring the harbour police.",
        "The keeper answers questions at 202-555-0199 every day.",
        "The sound in the video above may be hard on some ears.",
    ],
)
def test_captions_and_notes_to_readers_are_not_shown(text: str) -> None:
    assert not shape.presentable(text, "en")


def test_what_stands_in_quotation_marks_is_not_the_article_s_own_we() -> None:
    assert shape.alone("“We saw the rocks far too late,” Ivo Lund told the Ansel Post.", "en")
    assert shape.only_quoted("“We saw the rocks far too late.”")
    assert not shape.only_quoted("“We saw the rocks,” Lund said.")


def test_an_earlier_count_of_what_is_not_said_does_not_stand_alone() -> None:
    assert not shape.alone("An earlier count had put it at 71.", "en")
    assert shape.alone("A count by the fire service had put the number of dead in Tolven at 71.", "en")
