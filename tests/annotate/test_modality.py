"""How sure a clause is, and the words that tell."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from newsloom.annotate.modality import of_span, of_text
from newsloom.annotate.reading import Reading
from tests.annotate.readings import read

ROWS: list[tuple[str, str, str]] = tomllib.loads((Path(__file__).parent / "modality.toml").read_text(encoding="utf-8"))["rows"]


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    return read([row[0] for row in ROWS], "en")


@pytest.mark.parametrize("number", range(len(ROWS)), ids=[f"{r[0][:60]}" for r in ROWS])
def test_modality_of_a_clause(number: int, readings: list[Reading]) -> None:
    text, word, wanted = ROWS[number]
    at = text.index(word)
    if wanted == "asked" and text.endswith("?"):
        at, word = 0, text
    modality, cue = of_span(readings[number], at, at + len(word))
    assert modality == wanted, cue
    assert (cue is None) == (wanted == "asserted")


def test_patterns_serve_languages_without_a_parse() -> None:
    assert of_text("el muelle podría ceder", "es") == ("speculated", "podría")
    assert of_text("no descartó cerrar el muelle", "es")[0] == "speculated"
    assert of_text("le quai pourrait céder", "fr") == ("speculated", "pourrait")
    assert of_text("bron är stängd", "sv") == ("asserted", None)
