"""Spanish and French statements, by patterns."""

from __future__ import annotations

import pytest

from newsloom.annotate import annotate, statements
from newsloom.records import Statement
from newsloom.settings import AnnotateSettings
from tests.annotate.readings import read


def find(text: str, language: str) -> tuple[Statement, ...]:
    reading = read([text], language)[0]
    made = statements.find(reading)
    for s in made:
        assert s.content == " ".join(text[p.start : p.end] for p in s.pieces)
        assert s.cue is None or (s.cue_span is not None and text[s.cue_span.start : s.cue_span.end] == s.cue)
    return made


CASES = [
    (
        "fr",
        "Le pont rouvrira en mai, a annoncé mardi sa directrice, Inès Morel.",
        "Inès Morel",
        "Le pont rouvrira en mai",
        "indirect",
        "expected",
    ),
    (
        "fr",
        "Selon la ministre des Ports, Inès Morel, le quai pourrait fermer.",
        "Inès Morel",
        "le quai pourrait fermer",
        "indirect",
        "speculated",
    ),
    (
        "fr",
        "Un voisin, Paul Girard, dit avoir vu une barque « trois nuits de suite ».",
        "Paul Girard",
        "avoir vu une barque",
        "mixed",
        "asserted",
    ),
    (
        "fr",
        "Le syndicat des marins, dirigé par Paul Girard, juge l’accord « honteux ».",
        "syndicat des marins",
        "« honteux »",
        "mixed",
        "asserted",
    ),
    (
        "fr",
        "Le directeur du port, Paul Girard, estime le dommage entre 4 et 5 millions d’euros.",
        "Paul Girard",
        "le dommage entre 4",
        "indirect",
        "asserted",
    ),
    ("fr", "L’armateur a démenti la vente du navire.", "armateur", "la vente du navire", "indirect", "denied"),
    ("fr", "D’après une rumeur qui court au port, le capitaine serait mort.", None, "le capitaine serait mort", "indirect", "speculated"),
    ("fr", "Les voleurs, au moins trois selon la police, sont venus par la mer.", "police", "au moins trois", "indirect", "asserted"),
    ("es", "«El muelle está vacío», declaró el alcalde a este periódico.", "alcalde", "El muelle está vacío", "direct", "asserted"),
    (
        "es",
        "La Cruz Roja ha repartido mantas y espera llevar otras 2.000 antes del domingo.",
        "Cruz Roja",
        "otras 2.000",
        "indirect",
        "expected",
    ),
    ("es", "En mayo, el alcalde dijo que el muelle era viejo.", "alcalde", "el muelle era viejo", "indirect", "asserted"),
    ("es", "(RNP) — El muelle está cerrado, según la policía.", "policía", "El muelle está cerrado", "indirect", "asserted"),
    (
        "es",
        "El ministro de Puertos, Julio Arana, dijo que el muelle está cerrado.",
        "Julio Arana",
        "el muelle está cerrado",
        "indirect",
        "asserted",
    ),
    (
        "es",
        "«Estamos listos», afirmó la portavoz del Gobierno, Inés Robles, durante un acto.",
        "Inés Robles",
        "Estamos listos",
        "direct",
        "asserted",
    ),
    ("es", "Según fuentes del puerto, tres barcos se hundieron.", "fuentes del puerto", "tres barcos se hundieron", "indirect", "asserted"),
    ("es", "Tres barcos se hundieron, según el diario La Ría.", "diario La Ría", "Tres barcos se hundieron", "indirect", "asserted"),
    ("es", "La policía negó que hubiera heridos.", "policía", "que hubiera heridos", "indirect", "denied"),
    ("es", "El alcalde no descartó que se cierre el muelle.", "alcalde", "que se cierre el muelle", "indirect", "speculated"),
    ("es", "La alcaldesa explicó que el muelle es “un peligro” para todos.", "alcaldesa", "“un peligro”", "mixed", "asserted"),
    ("es", "Se cree que el capitán huyó.", None, "que el capitán huyó", "indirect", "speculated"),
    ("es", "La alcaldesa preguntó si habría dinero.", "alcaldesa", "si habría dinero", "indirect", "asked"),
    (
        "fr",
        "Le ministre des Ports, Paul Girard, a déclaré que le quai était fermé.",
        "Paul Girard",
        "le quai était fermé",
        "indirect",
        "asserted",
    ),
    (
        "fr",
        "« Nous sommes prêts », a affirmé la porte-parole du port, Inès Morel, lors d’une réunion.",
        "Inès Morel",
        "Nous sommes prêts",
        "direct",
        "asserted",
    ),
    (
        "fr",
        "Selon des sources militaires, trois navires ont coulé.",
        "sources militaires",
        "trois navires ont coulé",
        "indirect",
        "asserted",
    ),
    ("fr", "La police a nié que des marins aient été blessés.", "police", "que des marins aient été blessés", "indirect", "denied"),
    ("fr", "Le maire n’a pas démenti que le quai fermera.", "maire", "que le quai fermera", "indirect", "speculated"),
    ("fr", "Les experts estiment que le quai pourrait céder.", "experts", "le quai pourrait céder", "indirect", "speculated"),
]


@pytest.mark.parametrize(("language", "text", "speaker", "content", "form", "modality"), CASES, ids=[c[1][:40] for c in CASES])
def test_one_statement(language: str, text: str, speaker: str | None, content: str, form: str, modality: str) -> None:
    made = find(text, language)
    assert len(made) == 1, made
    assert (made[0].speaker.name, made[0].form, made[0].modality) == (speaker, form, modality)
    assert content in made[0].content


def test_pronouns_go_back_to_the_last_person() -> None:
    made = find("Le ministre des Ports, Paul Girard, a déclaré que le quai était fermé. « Il n’y a aucun danger », a-t-il ajouté.", "fr")
    assert [s.speaker.name for s in made] == ["Paul Girard", "Paul Girard"]


def test_what_was_not_said_is_no_statement() -> None:
    assert find("La alcaldesa no dijo que dimitiría.", "es") == ()


def test_words_in_marks_alone_are_no_statement() -> None:
    assert find("El llamado «tren fantasma» salió a las doce.", "es") == ()


@pytest.mark.parametrize(
    ("text", "language", "speakers"),
    [
        (
            "Le pont rouvrira, a annoncé la ministre, Inès Morel. « Nous sommes prêts », a-t-elle expliqué. "
            "Le maire, Paul Girard, se réjouit. "
            "« Il était temps », a-t-il lancé.",
            "fr",
            ["Inès Morel", "Inès Morel", "Paul Girard"],
        ),
        ("Le directeur, Paul Girard, a visité le quai. D’après lui, la pompe marche.", "fr", ["Paul Girard"]),
        ("La fiscal Inés Robles llegó ayer. «No hay pruebas», declaró la fiscal.", "es", ["Inés Robles"]),
    ],
)
def test_whom_pronouns_and_offices_take_up(text: str, language: str, speakers: list[str]) -> None:
    article = read([text], language)[0].article
    assert [s.speaker.name for s in annotate([article], AnnotateSettings())[0].statements] == speakers


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("«Zorros» de Robles atacan a una mujer que denunció ser robada.", "es"),
        ("Ils ont repris la ville, qu'ils ont perdue en fin d'après-midi.", "fr"),
        ("Comme je l'avais annoncé ce quai n'allait pas tenir un hiver.", "fr"),
    ],
)
def test_who_cannot_speak_is_no_speaker(text: str, language: str) -> None:
    assert find(text, language) == ()
