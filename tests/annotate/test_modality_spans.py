"""Modality of a clause from what stands around it, in three languages."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsloom.annotate import annotate
from newsloom.annotate.modality import of_span
from newsloom.annotate.modality.frames import Around, of_frames
from newsloom.annotate.reading import Reading
from newsloom.records import Article, Statement
from newsloom.settings import AnnotateSettings
from tests.annotate.readings import read

ROWS: list[tuple[str, str, str]] = tomllib.loads((Path(__file__).parent / "modality_spans.toml").read_text(encoding="utf-8"))["rows"]


def bare(text: str) -> str:
    return text.replace("[", "").replace("]", "")


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    by_language = defaultdict(list)
    for language, _, text in ROWS:
        by_language[language].append(bare(text))
    return {r.body: r for language, texts in by_language.items() for r in read(texts, language)}


@pytest.mark.parametrize("row", ROWS, ids=[f"{r[0]} {r[2][:60]}" for r in ROWS])
def test_modality_of_a_span(row: tuple[str, str, str], readings: dict[str, Reading]) -> None:
    _, wanted, text = row
    modality, cue = of_span(readings[bare(text)], text.index("["), text.index("]") - 1)
    assert modality == wanted, cue


SPEAKERS = [
    ("The roof leaked, the tenants say, a claim that the owner rejects.", "The roof leaked", "the tenants", "asserted"),
    ("The roof leaked, the tenants say, a claim that the owner rejects.", "The roof leaked", "the owner", "denied"),
    ("The owner doubts what the tenants say: that the roof leaked.", "the roof leaked", "the tenants", "asserted"),
    ("Nobody believes the tenants' claim that the roof leaked.", "the roof leaked", "the tenants", "asserted"),
    ("Nobody believes the tenants' claim that the roof leaked.", "the roof leaked", None, "doubted"),
]


@pytest.mark.parametrize(("text", "words", "speaker", "wanted"), SPEAKERS)
def test_the_degree_is_the_speakers(text: str, words: str, speaker: str | None, wanted: str) -> None:
    at = text.index(words)
    assert of_span(read([text], "en")[0], at, at + len(words), speaker)[0] == wanted


def said(text: str) -> list[Statement]:
    article = Article(id="a", version="v", input="test", first_seen="2025-01-01T00:00:00Z", text=text, language="en")
    return list(annotate([article], AnnotateSettings())[0].statements)


LONG_QUOTES = [
    "“We trained hard all winter, the boys ran every morning, and I just feel that the town was kind to us,” coach Ida Holt said.",
    "“The harbour fed this town. My father hoped to fish here all his life. People ask me if I am sad, and I tell them no,” Tom Berg said.",
    "“They burned the barn, they took the cows, and if you ask my neighbours they will tell you the same story,” the farmer Jon Ask said.",
]


@pytest.mark.parametrize("text", LONG_QUOTES)
def test_one_word_in_a_long_quotation_does_not_colour_it(text: str) -> None:
    assert [s.modality for s in said(text)] == ["asserted"]


SHOWN = [
    ("Police said they believe the barn was set alight.", "speculated", "believe"),
    ("The board denied that the pier was unsafe, Ida Holt said.", "denied", "denied"),
    ("“A woman who could not swim fell into the dock,” Ida Holt said.", "asserted", None),
    ("“If it rains, we will stay,” Ida Holt said.", "conditional", "If"),
    ("They say the boat sank on Monday.", "asserted", None),
    ("The boat sank on Monday, reports the Courier.", "asserted", None),
    ("The union said that the firm had hidden the report. The firm denied this.", "asserted", None),
    ("“The dock will reopen,” Ida Holt said.", "expected", "will"),
    ("The mayor refused to confirm that a ship had sunk.", "speculated", "refused to confirm"),
    ("No one denied that the ship had sunk, Ida Holt said.", "asserted", None),
]


@pytest.mark.parametrize(("text", "wanted", "cue"), SHOWN)
def test_statements_are_shown_with_the_modality_that_is_measured(text: str, wanted: str, cue: str | None) -> None:
    assert [(s.modality, s.modality_cue) for s in said(text)][:1] == [(wanted, cue)]


def test_a_no_inside_a_quotation_does_not_negate_the_verb_beside_it() -> None:
    article = Article(
        id="a",
        version="v",
        input="test",
        first_seen="2025-01-01T00:00:00Z",
        text="«No fuimos», admitió el alcalde Pedro Sanz.",
        language="es",
    )
    assert [s.modality for s in annotate([article], AnnotateSettings())[0].statements] == ["asserted"]


@given(
    left=st.text(max_size=200),
    clause=st.text(max_size=200),
    right=st.text(max_size=200),
    language=st.sampled_from(["en", "fr", "es", "xx"]),
)
@settings(max_examples=60, deadline=None)
def test_no_text_breaks_the_frames(left: str, clause: str, right: str, language: str) -> None:
    found = of_frames(Around(left, clause, right), language)
    assert found is None or isinstance(found[1], str | None)


@pytest.mark.parametrize("text", ["if ", "that ", "not ", "the claim that ", ", said, ", "no " * 5 + ", ", "a" * 50 + " ", "\u202e\ud800 "])
def test_repetition_is_read_in_time_that_stays_small(text: str) -> None:
    assert of_frames(Around(text * 400, text * 400, text * 400), "en") is not False


def test_a_language_without_frames_uses_its_patterns() -> None:
    assert of_frames(Around("", "bron är stängd", ""), "sv") is None
