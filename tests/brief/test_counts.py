"""Running totals, figures of one thing, and what the law has come to."""

from __future__ import annotations

import re

from newsloom.brief import story
from newsloom.brief.context import Context
from newsloom.records import Annotations, Article, Entity, Mention, Quantity, StoryBriefing, Value
from tests.brief.build import Words, annotated, article, dossier, said


def counted(it: Article, *figures: tuple[str, float, str, str | None]) -> Annotations:
    """Annotations with these quantities: (words, how many, what, class)."""
    found = tuple(
        Quantity(
            start=it.text.index(words),
            end=it.text.index(words) + len(words),
            value=Value(low=n, high=n, counts=head),
            head=head,
            klass=klass,
        )
        for words, n, head, klass in figures
    )
    made = annotated(it)
    return Annotations(article=it.id, version=it.version, language=it.language, sentences=made.sentences, quantities=found)


def texts(made: StoryBriefing) -> str:
    return " ".join(s.text for s in made.sections.whats_happened)


OLD = (
    "A second guest of the Velm canteen has died and the number of cases has risen to 61, the county said on Friday. "
    "Police searched the offices of Orrin Foods in Velm and took away computers. "
    "The county of Velm has closed the canteen of the harbour."
)
NEW = (
    "Orrin Foods admitted on Thursday that meat had been sold after the recall. "
    "The number of people who fell ill in Velm stands at 66, two of whom have died. "
    "Manager Ada Quill has stepped down, Orrin Foods said in Velm."
)


def test_a_running_total_that_a_newer_article_takes_further_is_no_news() -> None:
    old, new = article(OLD, "Velm Post", "2030-05-10"), article(NEW, "Quay Gazette", "2030-05-16")
    notes = [counted(old, ("61", 61, "case", None)), counted(new, ("66", 66, "person", None))]
    news = texts(story(dossier([old, new], notes), Words()))
    assert "stands at 66" in news
    assert "risen to 61" not in news


def test_a_total_that_stands_is_kept() -> None:
    old, new = article(OLD, "Velm Post", "2030-05-10"), article(NEW.replace("66", "61"), "Quay Gazette", "2030-05-16")
    notes = [counted(old, ("61", 61, "case", None)), counted(new, ("61", 61, "person", None))]
    made = story(dossier([old, new], notes), Words()).sections
    everywhere = [
        s.text for s in (*made.whats_happened, *made.how_we_got_here, *(s for p in made.what_the_papers_say for s in p.sentences))
    ]
    assert any("risen to 61" in text for text in everywhere)


def test_the_news_does_not_hold_two_figures_of_one_thing() -> None:
    old = article(
        "The car above Velm stopped on Sunday with 84 people on board, and the rescue took hours. Helicopters could not fly.",
        "Velm Post",
        "2030-05-10",
    )
    new = article(
        "Eighty-six people were on board when the cable of the Velm car jumped. The Velm lift stays shut for weeks.",
        "Quay Gazette",
        "2030-05-11",
    )
    notes = [counted(old, ("84 people", 84, "person", None)), counted(new, ("Eighty-six people", 86, "person", None))]
    news = texts(story(dossier([old, new], notes), Words()))
    assert "Eighty-six" in news
    assert "84" not in news


def test_a_total_is_shown_with_the_sentence_that_it_is_drawn_from() -> None:
    text = "Two of the injured died in Velm, the harbour hospital said. That takes the number of dead to eleven. The ferry sails no more."
    made = story(dossier([article(text, "Velm Post", "2030-05-10")]), Words())
    shown = next(s for s in made.sections.whats_happened if s.text.startswith("Two of the injured"))
    assert shown.text.endswith("number of dead to eleven.")
    assert shown.passages[0].text == shown.text


def test_a_sentence_of_another_paragraph_is_not_drawn_in() -> None:
    text = (
        "Two of the injured died in Velm, the harbour hospital said.\n\nThat takes the number of dead to eleven. The ferry sails no more."
    )
    made = story(dossier([article(text, "Velm Post", "2030-05-10")]), Words())
    assert not any("That takes" in s.text for s in made.sections.whats_happened)


def test_undated_articles_are_ordered_by_how_far_the_law_has_come() -> None:
    openings = (
        "A court in Velm has sentenced the owner of the lift to ten months.",
        "Prosecutors in Velm have opened an inquiry into the lift.",
    )
    rest = " The lift above the town stands still, and the hotels of Velm are empty."
    made = Context(dossier([article(o + rest) for o in openings]))
    assert made.newness[0] > made.newness[1]


def test_what_a_trial_could_bring_is_no_stake_after_the_judgment() -> None:
    before = "Prosecutors in Velm have opened an inquiry into the lift. A trial could cost the owners of the Velm lift their licence."
    after = "A court in Velm has sentenced the owner of the lift to ten months. The lift above Velm runs again since Friday."
    alone = story(dossier([article(before)]), Words()).sections
    both = story(dossier([article(before), article(after)]), Words()).sections
    assert any("licence" in s.text for s in alone.why_it_matters)
    assert not any("licence" in s.text for s in both.why_it_matters)


def test_a_pronoun_of_the_other_kind_is_somebody_else() -> None:
    text = "The judge, Ada Quill, said he had known of the crack in the Velm wall. “Profit came first,” she said. The Velm lift is shut."
    it = article(text, "Velm Post", "2030-05-10")
    spots = [(m.start(), m.end()) for m in re.finditer(r"\b(?:he|she)\b", text)]
    name = text.index("Ada Quill")
    made = annotated(
        it,
        [
            said(
                text,
                "Ada Quill, said he had known of the crack in the Velm wall",
                "Ada Quill",
                "he had known of the crack in the Velm wall",
            )
        ],
    )
    notes = Annotations(
        article=it.id,
        version=it.version,
        language="en",
        sentences=made.sentences,
        statements=made.statements,
        entities=(Entity(key="person:ada quill", name="Ada Quill", kind="person"),),
        mentions=(
            Mention(start=name, end=name + len("Ada Quill"), entity=0),
            *(Mention(start=a, end=b, entity=0, form="pronoun") for a, b in spots),
        ),
    )
    assert "he had known" not in texts(story(dossier([it], [notes]), Words()))
