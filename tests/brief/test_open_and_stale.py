"""What is said before, out of date, cut or misattributed is not shown; what is open is."""

from __future__ import annotations

import msgspec
import pytest

from newsloom.brief import shape, speakers, story
from newsloom.brief.candidates import collect
from newsloom.brief.context import Context
from newsloom.records import Piece, Relation, Sentence, Speaker, Statement
from tests.brief.build import Words, annotated, article, claim, dossier, said


@pytest.mark.parametrize(
    "text",
    [
        "The defendants are accused of setting fire to the ferry at night.",
        "The shots wounded several passengers near the bow of the ship.",
        "After the fire was out, divers went down to the wreck near Ansel.",
        "The gunman demanded the keys of the ferry from its captain.",
    ],
)
def test_which_ones_is_not_said(text: str) -> None:
    assert not shape.anchored(text, "en")


@pytest.mark.parametrize(
    "text",
    [
        "The hostage wounded in the raid on Port Ansel was shot by an officer.",
        "The captain of the ferry Halcyon was charged with neglect of duty.",
        "The 43 passengers were taken ashore by fishing boats.",
        "The ferry Halcyon ran aground off Port Ansel with many on board.",
        "The driver, who is 30, was charged in Port Ansel.",
    ],
)
def test_which_one_is_said(text: str) -> None:
    assert shape.anchored(text, "en")


@pytest.mark.parametrize(
    "text",
    [
        "Records show that the two officers spoke by phone for part of that night.",
        "All three were taken to the hospital of Port Ansel by boat.",
        "Two of those are officers of the harbour guard in Port Ansel.",
    ],
)
def test_what_leans_on_another_sentence_does_not_stand_alone(text: str) -> None:
    assert not shape.alone(text, "en")


def test_a_stop_that_is_none_cuts_a_sentence() -> None:
    text = "The ferry ran aground around 2 a.m. March 27 off Port Ansel."
    assert shape.cut_short(text, text.index("a.m.") + len("a.m."), "en")
    assert not shape.cut_short("It sank at 2 a.m.\nNobody was hurt.", len("It sank at 2 a.m."), "en")


def whole(text: str) -> Sentence:
    return Sentence(start=0, end=len(text), paragraph=0)


@pytest.mark.parametrize(
    ("text", "name", "content", "more"),
    [
        (
            "Ada Quill is proud of how far the town of Velm has come since the fire.",
            "Ada Quill",
            "how far the town of Velm has come since the fire",
            "is proud",
        ),
        (
            "The Orle Sheriff's deputies said the bridge in Velm was closed for hours.",
            "Orle Sheriff",
            "the bridge in Velm was closed for hours",
            "said",
        ),
        (
            "The office of the Bureau of Salt, Tea and Oil said the ship was empty all along.",
            "office of the Bureau of Salt",
            "the ship was empty all along",
            "said",
        ),
    ],
)
def test_nobody_is_named_who_does_not_say_it(text: str, name: str, content: str, more: str) -> None:
    statement = said(text, text, name, content, cue=more, source=Piece(start=text.index(name), end=text.index(name) + len(name)))
    statement = msgspec.structs.replace(statement, speaker=Speaker(name=name, kind="organisation"))
    assert speakers.speaker(text, whole(text), (statement,), [], "en") is None


def test_who_is_named_in_a_quotation_does_not_speak_it() -> None:
    text = "“Officer Lund saved our lives on that boat, and nobody else came,” she said."
    quoted: Statement = said(text, text, "Ivo Lund", "Officer Lund saved our lives on that boat, and nobody else came")
    assert speakers.speaker(text, whole(text), (msgspec.structs.replace(quoted, form="direct"),), [], "en") is None


def test_what_was_not_known_yet_is_no_news_of_an_older_article() -> None:
    old = article(
        "The ferry Halcyon ran aground off Port Ansel on its way to the island. "
        "Ada Quill said that a cause had not been determined by the harbour office. "
        "Fuel for the power station of the island was on board, the harbour office said.",
        "Velm Bote",
        "2030-03-04",
    )
    new = article("The second officer of the Halcyon was charged with neglect by a court in Orle on Friday.", "Orle Post", "2030-03-08")
    sections = story(dossier([old, new]), Words()).sections
    everything = [s.text for p in sections.what_the_papers_say for s in p.sentences]
    everything += [s.text for s in (*sections.whats_happened, *sections.how_we_got_here)]
    assert not any("determined" in t for t in everything)


def test_a_dispute_about_something_else_is_not_open() -> None:
    told = article(
        "Ada Quill, the harbour master, said the ferry Halcyon had carried forty passengers to the island.", "Velm Bote", "2030-03-08"
    )
    other = article("The shipping line denied that its radar technicians had been dismissed without notice.", "Orle Post", "2030-03-08")
    one = claim("event", (told, told.text, "Ada Quill", None), (other, other.text, "the shipping line", None), relation="disputed")
    denied = msgspec.structs.replace(one.assertions[1], stance="denies")
    one = msgspec.structs.replace(
        one,
        agreement="disputed",
        assertions=(one.assertions[0], denied),
        relations=(Relation(a=0, b=1, is_="disputed", why="it is denied"),),
    )
    sections = story(dossier([told, other], claims=[one]), Words()).sections
    assert sections.open_questions == ()


def test_no_origin_has_more_than_its_share_of_the_news() -> None:
    long = (
        "The ferry Halcyon ran aground off Port Ansel with forty people on board. A tug from Orle pulled the ship off the rocks at noon. "
        "Divers found a crack in the hull below the engine room. Harbour master Ada Quill closed the western channel until Monday. "
        "Fishermen of the island took the passengers ashore in their own boats. Orrin Ferries sent buses to the pier of Port Ansel."
    )
    short = (
        "Prosecutors in Orle opened a case against the second officer of the Halcyon. "
        "Insurers put the damage to the ship at four million crowns."
    )
    both = [article(long, "Velm Bote", "2030-03-08"), article(short, "Orle Post", "2030-03-08")]
    made = dossier(both, [annotated(a) for a in both])
    assert len(collect(Context(made))) >= 8
    news = story(made, Words()).sections.whats_happened
    assert sum(s.passages[0].article == both[0].id for s in news) <= 3
