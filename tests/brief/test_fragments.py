"""What is cut out as a sentence and is none is not shown; nor is what leaves out who speaks."""

from __future__ import annotations

import pytest

from newsloom.brief import leaning, shape


@pytest.mark.parametrize(
    "text",
    [
        "Ivo Lund, who pleaded guilty to arson on Thursday in the fire at Velm.",  # a caption
        "Ada Quill, left, shares a hug outside of the harbour office.",
        "Skip Ad x Embed x Share Harbour police say that the ferry sank.",
    ],
)
def test_captions_and_players_are_no_sentences(text: str) -> None:
    assert not shape.presentable(text, "en")


@pytest.mark.parametrize(
    "text",
    [
        "Ivo Lund, who pleaded guilty to arson, was sent to prison on Thursday.",
        "The crew, left alone for days, waits for help from Velm.",
        "The council thanked Ada Quill, who had called the tugs.",
    ],
)
def test_sentences_with_such_clauses_stay(text: str) -> None:
    assert shape.presentable(text, "en")


def test_what_goes_on_after_a_time_of_day_is_no_sentence() -> None:
    text = "The ferry sank about 11:30 p.m. Friday off the mill, police said. Nobody was hurt.\nFriday was calm."
    assert leaning.goes_on(text, text.index("Friday off"), "en")
    assert not leaning.goes_on(text, text.index("Nobody"), "en")
    assert not leaning.goes_on(text, text.index("Friday was"), "en")


def test_a_sentence_in_the_midst_of_somebodys_words_is_not_the_articles() -> None:
    text = "“The sea was calm. It was a wonder that nobody drowned. We waited,” Ivo Lund said.\nIt was dark."
    at = text.index("It was a")
    assert leaning.inside_quotation(text, at, text.index(" We"))
    dark = text.index("It was dark")
    assert not leaning.inside_quotation(text, dark, len(text))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("«La ayuda llegará el lunes a la isla», resaltó.", "es"),
        ("Ajoute-t-il, «nous ne partirons pas ce dimanche».", "fr"),
        ("«Le port restera fermé cette semaine», martèle-t-il sans détour.", "fr"),
        ("Son ouvrage retrace les événements du port de Velm.", "fr"),
    ],
)
def test_somebody_must_be_named_who_speaks(text: str, language: str) -> None:
    assert not shape.alone(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("«La ayuda llegará el lunes a la isla», dijo Ana Quiroga.", "es"),
        ("«Le port restera fermé», a déclaré le maire Jean Cormier.", "fr"),
        ("Le maire Jean Cormier viendra-t-il au port de Velm ?", "fr"),
    ],
)
def test_where_somebody_is_named_it_stands(text: str, language: str) -> None:
    assert shape.alone(text, language)


def test_a_label_with_the_time_is_cut() -> None:
    text = "UPDATE @ 5:30 p.m.: The ferry was towed back to Velm."
    assert text[shape.start(text, "en") :] == "The ferry was towed back to Velm."
