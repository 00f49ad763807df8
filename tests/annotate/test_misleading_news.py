"""Sentences of news that mislead: names that end like streets, by-names, quotations behind short words, figures that look like others."""

from __future__ import annotations

import pytest

from newsloom.annotate import annotate
from newsloom.records import Annotations, Article
from newsloom.settings import AnnotateSettings


def read(text: str, language: str = "en") -> Annotations:
    article = Article(id="a", version="v", input="test", first_seen="2025-01-01T00:00:00Z", text=text, language=language)
    return annotate([article], AnnotateSettings())[0]


SPEAKERS = [
    ("Kyra Street, who lives next door, said she was in the yard.", "Kyra Street", "person"),
    ("“I looked back,” said Mary Lane, a teacher.", "Mary Lane", "person"),
    ("“He was my friend,” said his neighbour, Pia Roth.", "Pia Roth", "person"),
    ("Virginia State Police arrived at noon. Police said four people were hurt.", "Police", "group"),
]


@pytest.mark.parametrize(("text", "name", "kind"), SPEAKERS)
def test_who_speaks(text: str, name: str, kind: str) -> None:
    assert [(s.speaker.name, s.speaker.kind) for s in read(text).statements] == [(name, kind)]


def test_a_street_stays_a_street() -> None:
    assert [e.kind for e in read("A car burned on Elm Street, 40 metres from the shop.").entities] == ["place"]


def test_a_threat_to_someone_is_no_statement_of_its_content() -> None:
    assert [s.cue for s in read("He threatened her and her friends, Ida Holt said.").statements] == ["said"]


@pytest.mark.parametrize(
    "text",
    [
        "Her sister, Ida Weld, said she had been ill. “She was kind,” she said.",
        "Ida Weld said they had asked Holt & Co. “They said no,” she said.",
    ],
)
def test_a_quotation_behind_a_short_word_is_a_sentence_of_its_own(text: str) -> None:
    assert [(s.speaker.name, s.form) for s in read(text).statements] == [("Ida Weld", "indirect"), ("Ida Weld", "direct")]


FIGURES = [
    ("en", "Some 2m people fled.", [(2_000_000, None)]),
    ("en", "A 2m wall fell.", [(2, None)]),
    ("en", "3 of 7 miners died.", [(3, 7), (7, None)]),
    ("en", "At least 1,000 of 11,000 troops were killed.", [(1000, 11_000), (11_000, None)]),
    ("en", "Half of the 40 miners were freed, two of whom died.", [(0.5, 40), (40, None), (2, 40)]),
    ("en", "Larnby beat Torvik 3-2 in the 5th round. Call 803-555-0147.", []),
    ("en", "The 34-year-old was shot at 10:45 p.m. in Room 12.", []),
    ("fr", "Plus d'un millier de soldats sont morts.", [(1000, None)]),
    ("es", "Murieron 3 de 7 mineros.", [(3, 7), (7, None)]),
    ("de", "Larnby gewann 3:2. Rufen Sie 030 555 0147 an.", []),
]


@pytest.mark.parametrize(("language", "text", "wanted"), FIGURES)
def test_figures(language: str, text: str, wanted: list[tuple[float, float | None]]) -> None:
    assert [(q.value.low, q.value.of.low if q.value.of else None) for q in read(text, language).quantities] == wanted


def test_more_than_a_thousand_keeps_its_qualifier_behind_an_elision() -> None:
    (quantity,) = read("Plus d'un millier de soldats sont morts.", "fr").quantities
    assert (quantity.value.qualifier, quantity.value.low_open) == ("Plus d'", True)
