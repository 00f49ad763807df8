"""Sentences written to mislead: nothing may come out as asserted that nobody asserted."""

import pytest

from newsloom.annotate import annotate
from newsloom.records import Article, Statement
from newsloom.settings import AnnotateSettings


def said(text: str) -> list[Statement]:
    article = Article(id="a", version="v", input="test", first_seen="2025-01-01T00:00:00Z", text=text, language="en")
    return list(annotate([article], AnnotateSettings())[0].statements)


SCARE = [
    "The “safe” bridge fell on Monday.",
    "So much for the “unsinkable” ferry.",
    "Their “experts” turned out to be two interns.",
    "The town opened its ‘world class’ car park.",
]


@pytest.mark.parametrize("text", SCARE)
def test_scare_quotes_are_nobodys_words(text: str) -> None:
    assert said(text) == []


NOBODY = [
    "No one denied that the inspections had been cut.",
    "Nobody said the bridge was safe.",
    "None of the engineers claimed that it would hold.",
    "Neither minister said that the plan was dead.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_is_no_speaker(text: str) -> None:
    assert all(s.speaker.name is not None and s.speaker.name.split()[0] not in ("No", "Nobody", "None", "Neither") for s in said(text))


REFUSED = [
    "The ministry refused to confirm that the plant had burned.",
    "The minister declined to say whether the talks had failed.",
    "The company would not confirm that it had lost the contract.",
]


@pytest.mark.parametrize("text", REFUSED)
def test_what_was_not_confirmed_is_not_asserted(text: str) -> None:
    assert all(s.modality != "asserted" for s in said(text))


DENIED = [
    ("Holt denied that she had ignored the warnings.", "denied"),
    ("Holt did not deny that the inspections had been cut.", "asserted"),
]


@pytest.mark.parametrize(("text", "modality"), DENIED)
def test_denials_and_their_negation(text: str, modality: str) -> None:
    found = said(text)
    assert found
    assert (found[0].modality == "denied") == (modality == "denied")


def test_nested_speakers_keep_their_order() -> None:
    found = said("Ed Johnson told police that bombs were planted, Chief Bo Brown said.")
    inner = [s for s in found if s.speaker.name == "Ed Johnson"]
    assert [(s.content, s.via) for s in inner] == [("that bombs were planted", ("Bo Brown",))]


def test_said_that_someone_said() -> None:
    found = said("Ida Holt said that Tom Berg had said that the dam was safe.")
    inner = [s for s in found if s.speaker.name == "Tom Berg"]
    assert [(s.content, s.via) for s in inner] == [("that the dam was safe", ("Ida Holt",))]


def test_sarcasm_stays_a_quotation() -> None:
    found = said("“Oh, what a wonderful success,” Holt said of the burned plant.")
    assert [(s.form, s.content) for s in found] == [("direct", "Oh, what a wonderful success")]
