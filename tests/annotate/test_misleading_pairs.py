"""Two things of one speaker in one sentence, and denials of what is somebody's: each has its own degree and its own object."""

from __future__ import annotations

import pytest

from newsloom.annotate import annotate
from newsloom.records import Annotations, Article
from newsloom.settings import AnnotateSettings

MINISTRY = "The interior ministry denied that live rounds had been used and put the number of dead at two, officials said."


def read(text: str) -> Annotations:
    article = Article(id="a", version="v", input="test", first_seen="2025-01-01T00:00:00Z", text=text, language="en")
    return annotate([article], AnnotateSettings())[0]


@pytest.mark.parametrize(
    ("text", "cue", "modality"),
    [
        (MINISTRY, "denied", "denied"),
        (MINISTRY, "put", "asserted"),
        ("The firm denied that it had paid bribes and called the report a smear.", "called", "asserted"),
        ("The firm denied that it had paid bribes and called the report a smear.", "denied", "denied"),
        ("Opposition leader Katja Orban welcomed the move but said it was not enough.", "welcomed", "asserted"),
        ("Her main rival, Helena Prys, refused to concede and alleged widespread fraud.", "alleged", "asserted"),
        ("The president accused rebels of stirring up the violence, without providing evidence.", "accused", "asserted"),
    ],
)
def test_each_half_has_its_own_degree(text: str, cue: str, modality: str) -> None:
    assert [s.modality for s in read(text).statements if s.cue == cue] == [modality]


def test_what_was_denied_ends_where_the_speaker_goes_on() -> None:
    (denied,) = [s for s in read(MINISTRY).statements if s.cue == "denied"]
    assert "dead" not in denied.content


def marked(text: str) -> set[str]:
    notes = read(text)
    return {text[p.start : p.end].rstrip("”.") for p in notes.propositions for mark in p.marks if mark.by == "The government"}


def test_somebodys_account_is_not_the_sentence_before() -> None:
    told = "The company said the wall was safe. Nine bodies have not been identified. The government disputes the company’s account."
    assert marked(told) == {"the wall was safe"}


def test_an_account_of_which_nothing_was_told_is_nowhere_denied() -> None:
    assert marked("Nine bodies have not been identified. The government disputes the company’s account.") == set()


def test_the_next_sentence_denies_what_it_says_itself() -> None:
    told = (
        "At least six people were killed when forces opened fire on protesters angry at the vote of President Amadi, witnesses and a "
        "hospital doctor told a news agency.\n\nThe interior ministry denied that live rounds had been used."
    )
    assert {p.predicate: p.modality for p in read(told).propositions if p.predicate in ("kill", "use")} == {
        "kill": "asserted",
        "use": "denied",
    }


def test_what_is_admitted_ends_where_something_is_denied() -> None:
    notes = read("Rhea Moll admitted that she knew the song but denied that she copied the song.")
    assert [(s.cue, s.content, s.modality) for s in notes.statements] == [
        ("admitted", "that she knew the song", "asserted"),
        ("denied", "that she copied the song", "denied"),
    ]
