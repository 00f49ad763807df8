"""Words that lean on another sentence, in the languages that have tables; and which language a briefing is in."""

from __future__ import annotations

import pytest

from newsloom.brief import shape
from newsloom.brief.context import Context
from tests.brief.build import article, dossier


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Poi arrivarono i rimorchiatori di Port Ansel.", "it"),
        ("La sua nave è stata rimorchiata a Port Ansel.", "it"),
        ("I rimorchiatori di Port Ansel sono arrivati con questo equipaggio.", "it"),
        ("Ci hanno detto che il porto di Ansel resta chiuso.", "it"),
        ("Asimismo está acusado de abuso de poder en Port Ansel.", "es"),
        ("Los remolcadores de Port Ansel llegaron a esa isla.", "es"),
        ("Les remorqueurs de Port Ansel ont rejoint cette île.", "fr"),
        ("The tugs of Port Ansel were late, and nobody had told these crews.", "en"),
    ],
)
def test_what_leans_on_another_sentence_does_not_stand_alone(text: str, language: str) -> None:
    assert not shape.alone(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Il traghetto Halcyon si è arenato lunedì al largo di Port Ansel.", "it"),
        ("Il porto di Ansel resta chiuso questa settimana.", "it"),
        ("El ferry Halcyon encalló esta semana frente a Port Ansel.", "es"),
        ("Le ferry Halcyon s'est échoué cette semaine au large de Port Ansel.", "fr"),
        ("The Halcyon ran aground off Port Ansel this week.", "en"),
        ("Port Ansel has one crew, and Orrin Ferries pays this crew well.", "en"),
    ],
)
def test_what_says_all_stands_alone(text: str, language: str) -> None:
    assert shape.alone(text, language)


def test_among_translations_of_one_report_the_first_article_gives_the_language() -> None:
    told = [
        article("The ferry sank off Port Ansel.", "A", "2030-05-10"),
        article("Die Fähre sank vor Port Ansel.", "B", "2030-05-10", language="de"),
    ]
    assert Context(dossier(told, origins=[[0, 1]])).language == "en"
    assert Context(dossier(told[::-1], origins=[[0, 1]])).language == "de"
