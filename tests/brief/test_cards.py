"""Topic cards: whole ones may fill a card, contradicting ones are warned of."""

from __future__ import annotations

import pytest

from newsloom.brief import story
from newsloom.records import Entity, Furniture, Mention, StoryEntity, Topic
from tests.brief.build import Words, annotated, article, dossier, person

NEWS = "Alliance chairwoman Mira Holt called the vote in Brenn a turning point for the whole coast."


def topic(card: str) -> Topic:
    text = f"{NEWS}\nMore on these topics\n-\n{card}"
    at = len(NEWS) + 1
    it = article(text, "Coast Mail", "2030-03-07", furniture=(Furniture(start=at, end=len(text), why="topic_card"),))
    entity = StoryEntity(key="person:mira holt", name="Mira Holt", kind="person", aliases=("Holt",), mentions=3, articles=(it.id,))
    notes = annotated(it, people=[person(NEWS, "Mira Holt", "Alliance chairwoman")])
    (found,) = story(dossier([it], [notes], entities=[entity]), Words()).sections.topics
    return found


def test_a_card_with_another_office_is_warned_of_and_not_used() -> None:
    found = topic("Mira Holt is a politician serving as Prime Minister of Brenn since 2019.")
    assert len(found.warnings) == 1
    assert "Prime Minister of Brenn" in found.warnings[0]
    assert "Alliance chairwoman" in found.warnings[0]
    assert found.description is not None
    assert found.description.text == "Alliance chairwoman Mira Holt"


@pytest.mark.parametrize(
    "card",
    [
        "Mira Holt is a politician who was Prime Minister of Brenn from 2015 to 2019.",
        "Mira Holt is the chairwoman of the Alliance and a former mayor of Port Ansel.",
        "Mira Holt is a writer of novels about the sea and its people.",
    ],
)
def test_a_card_that_agrees_or_tells_of_the_past_is_used_without_a_warning(card: str) -> None:
    found = topic(card)
    assert not found.warnings
    assert found.description is not None
    assert found.description.text == card


def test_a_cut_card_is_not_shown() -> None:
    found = topic("Mira Holt is the chairwoman of the Alliance, which has spanned the coast since the")
    assert found.description is not None
    assert "spanned" not in found.description.text


def test_an_organisation_is_described_by_the_clause_after_its_name() -> None:
    text = "Orrin Ferries, which runs three ships in the bay, laid off nine men. Orrin Ferries said no more."
    it = article(text, "Coast Mail", "2030-03-07")
    mention = Mention(start=0, end=len("Orrin Ferries"), entity=0)
    notes = annotated(it, people=[(Entity(key="org:orrin ferries", name="Orrin Ferries", kind="organisation"), mention)])
    entity = StoryEntity(key="org:orrin ferries", name="Orrin Ferries", kind="organisation", aliases=(), mentions=2, articles=(it.id,))
    (found,) = story(dossier([it], [notes], entities=[entity]), Words()).sections.topics
    assert found.description is not None
    assert found.description.text == "Orrin Ferries, which runs three ships in the bay"


def described(text: str, name: str) -> str | None:
    it = article(text, "Coast Mail", "2030-03-07")
    entity = Entity(key=f"person:{name.lower()}", name=name, kind="person")
    notes = annotated(it, people=[(entity, Mention(start=text.index(name), end=text.index(name) + len(name), entity=0))])
    known = StoryEntity(key=entity.key, name=name, kind="person", aliases=(), mentions=4, articles=(it.id,))
    (found,) = story(dossier([it], [notes], entities=[known]), Words()).sections.topics
    return found.description.text if found.description else None


@pytest.mark.parametrize(
    ("text", "name", "shown"),
    [
        ("The rope held, said Ivo Lund, a carpenter from Velm, on Friday night.", "Ivo Lund", "Ivo Lund, a carpenter from Velm"),
        ("Ada Quill, who chairs the board of the port, left the hall early.", "Ada Quill", "Ada Quill, who chairs the board of the port"),
        ("Ada Quill, who fell from the pier on Monday, left the hall early.", "Ada Quill", None),
        ("The fire killed Ada Quill, his wife, and nobody else in the house.", "Ada Quill", None),
    ],
)
def test_a_card_tells_who_someone_is_and_not_what_befell_them(text: str, name: str, shown: str | None) -> None:
    assert described(text, name) == shown


def test_a_minister_s_card_with_another_portfolio_is_warned_of() -> None:
    news = "Environment Minister Mira Holt called the vote in Brenn a turning point for the whole coast."
    text = f"{news}\nMira Holt is a politician serving as Minister of Fisheries since 2019."
    it = article(text, "Coast Mail", "2030-03-07", furniture=(Furniture(start=len(news) + 1, end=len(text), why="topic_card"),))
    entity = StoryEntity(key="person:mira holt", name="Mira Holt", kind="person", aliases=("Holt",), mentions=3, articles=(it.id,))
    notes = annotated(it, people=[person(news, "Mira Holt", "Environment Minister")])
    (found,) = story(dossier([it], [notes], entities=[entity]), Words()).sections.topics
    assert len(found.warnings) == 1
    assert found.description is not None
    assert "Fisheries" not in found.description.text
