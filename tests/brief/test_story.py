"""What a briefing promises: cited, whole, said once, credited, newest first."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
import pytest

from newsloom.brief import happened, story
from newsloom.brief.candidates import collect
from newsloom.brief.context import Context
from newsloom.records import CitedSentence, Derivation, Dossier, Furniture, Mark, Proposition, StoryBriefing
from tests.brief.build import FERRY_NEW, FERRY_OLD, Words, annotated, article, claim, dossier, ferry, said


@pytest.fixture(scope="module")
def written() -> StoryBriefing:
    return story(ferry(), Words())


def shown(it: StoryBriefing) -> Iterator[CitedSentence]:
    s = it.sections
    yield from (*s.whats_happened, *s.why_it_matters, *s.how_we_got_here, *s.open_questions)
    yield from (x for p in s.what_the_papers_say for x in p.sentences)
    yield from (t.description for t in s.topics if t.description)


def texts(sentences: tuple[CitedSentence, ...]) -> list[str]:
    return [s.text for s in sentences]


def test_every_sentence_is_a_slice_of_a_passage_it_cites(written: StoryBriefing) -> None:
    stored = {a.id: a.text for a in written.articles}
    assert list(shown(written))
    for sentence in shown(written):
        assert sentence.passages
        for p in sentence.passages:
            assert stored[p.article][p.start : p.end] == p.text
        whole = sentence.passages[0].text
        assert sentence.text[1:] in whole, sentence.text
        assert sentence.text[0].lower() == whole[whole.index(sentence.text[1:]) - 1].lower()


def test_no_sentence_stands_in_two_sections(written: StoryBriefing) -> None:
    found = [s.text for s in shown(written)]
    assert len(found) == len(set(found))


def test_the_newest_state_leads_and_a_replaced_figure_is_gone(written: StoryBriefing) -> None:
    news = texts(written.sections.whats_happened)
    assert "Investigators" in news[0] or "towed back" in news[0]
    assert not any("about 40" in t for t in news)


def test_stakes_are_those_that_a_source_states(written: StoryBriefing) -> None:
    assert any("raises concerns about winter supplies" in t for t in texts(written.sections.why_it_matters))


def test_background_is_what_came_before(written: StoryBriefing) -> None:
    history = texts(written.sections.how_we_got_here)
    assert any("1987" in t or "2021" in t for t in history)
    assert not any("towed back" in t for t in history)


def test_a_quoted_paper_is_the_outlet_and_the_article_the_way(written: StoryBriefing) -> None:
    second = [p for p in written.sections.what_the_papers_say if p.outlet == "Quay Gazette"]
    assert [p.via for p in second] == [None]
    assert "second officer was alone" in second[0].sentences[0].text


def test_the_speaker_of_a_statement_is_named(written: StoryBriefing) -> None:
    said_by = {s.text: s.attributed_to for s in shown(written)}
    safe = next(t for t in said_by if t.startswith("All 43"))
    assert said_by[safe] == "Ada Quill"


def test_a_card_takes_role_and_name_from_the_article(written: StoryBriefing) -> None:
    (card,) = [t for t in written.sections.topics if t.name == "Ada Quill"]
    assert card.description is not None
    assert card.description.text == "Harbour master Ada Quill"
    assert card.mentions == 2


def test_pronouns_without_a_referent_are_never_shown(written: StoryBriefing) -> None:
    assert not any(re.match(r"It will be examined", s.text) for s in shown(written))


def test_an_article_that_says_nothing_on_stakes_leaves_a_note() -> None:
    plain = article("The choir of Velm sang in the old mill on Sunday evening.", "Velm Bote", "2030-05-01")
    sections = story(dossier([plain]), Words()).sections
    assert not sections.why_it_matters
    assert "stakes" in sections.notes["why_it_matters"]
    assert texts(sections.whats_happened) == [plain.text]


def test_an_empty_dossier_is_a_briefing_with_notes() -> None:
    empty = article("…", None)
    sections = story(dossier([empty]), Words()).sections
    assert set(sections.notes) >= {"whats_happened", "why_it_matters", "what_the_papers_say", "how_we_got_here", "topics"}


def test_furniture_never_feeds_a_section() -> None:
    text = FERRY_OLD + "\nStar chef Milo Grand opens his ninth restaurant in the capital on Sunday evening."
    cut = text.index("Star chef")
    it = article(text, "Ansel Post", "2030-03-04", furniture=(Furniture(start=cut, end=len(text), why="teaser"),))
    assert not any("Milo Grand" in s.text for s in shown(story(dossier([it]), Words())))


def test_copies_do_not_repeat_a_sentence_nor_outvote_a_reporter() -> None:
    copies = [article(FERRY_OLD, name, "2030-03-04") for name in ("Ansel Post", "Bay Herald", "Cape Times", "Dune Star")]
    own = article(FERRY_NEW, "Coast Mail", "2030-03-07")
    made = [
        Derivation(article=c.id, from_=copies[0].outlet.name, from_article=copies[0].id, how="copy", confidence=0.9, passages=())  # type: ignore[union-attr,arg-type]
        for c in copies[1:]
    ]
    written = story(dossier([*copies, own], origins=[[0, 1, 2, 3], [4]], derivations=made), Words())
    assert not {p.article for p in written.sections.what_the_papers_say} & {c.id for c in copies[1:]}
    assert "Bay Herald, Cape Times and Dune Star carry the report of Ansel Post" in written.sections.notes["what_the_papers_say"]
    found = [s.text for s in shown(written)]
    assert len(found) == len(set(found))
    assert any(
        "Coast Mail" in (a.outlet.name or "")
        for a in written.articles
        if a.outlet and a.id == written.sections.whats_happened[0].passages[0].article
    )


def test_a_conflict_is_left_open_with_the_passages_of_both_sides() -> None:
    one = article("The council of Velm said the fire killed 12 people in the mill.", "Velm Bote", "2030-05-01")
    other = article("The fire brigade counted 17 dead in the mill at Velm on Monday.", "Mill Post", "2030-05-01")
    it = dossier([one, other], claims=[claim("quantity", (one, "killed 12 people", None, 12), (other, "17 dead in the mill", None, 17))])
    (question,) = story(it, Words()).sections.open_questions
    assert {p.article for p in question.passages} == {one.id, other.id}


def test_the_articles_own_words_before_a_statement_are_not_credited_to_its_speaker() -> None:
    from newsloom.records import Proposition

    text = "The mill at Velm is a ruin, and Mayor Rosa Finn said the owners should pay for everything that was lost there."
    it = article(text, "Velm Bote", "2030-05-01")
    statement = said(text, text[32:-1], "Rosa Finn", "the owners should pay for everything that was lost there")
    own = Proposition(sentence=0, start=0, end=26, predicate="ruin", kind="state")
    notes = annotated(it, [statement])
    import msgspec

    with_own = msgspec.structs.replace(notes, propositions=(own,))
    assert next(shown(story(dossier([it], [notes]), Words()))).attributed_to == "Rosa Finn"
    assert next(shown(story(dossier([it], [with_own]), Words()))).attributed_to is None


def test_a_large_story_stays_within_the_number_of_embedded_sentences() -> None:
    from newsloom.brief import candidates
    from newsloom.brief.context import Context

    many = [" ".join(f"Village number {n} reported {k} flooded cellars to the county office." for k in range(1, 11)) for n in range(80)]
    it: Dossier = dossier([article(t, f"Outlet {n}", "2030-06-01") for n, t in enumerate(many)])
    found = candidates.collect(Context(it))
    assert len(found) == candidates.MAX_CANDIDATES
    assert {c.article for c in found} == set(range(80))


@pytest.mark.parametrize(
    ("language", "stakes", "past", "loose"),
    [
        (
            "fr",
            "La fermeture du pont menace les commerces de Velm, craint la mairie.",
            "Le pont de Velm avait été construit en 1931 par des ouvriers italiens.",
            "Elle sera discutée lundi au conseil de Velm.",
        ),
        (
            "es",
            "El cierre del puente amenaza a los comercios de Velm, advierte el alcalde Rey.",
            "El puente de Velm había sido construido en 1931 por obreros italianos.",
            "Esta medida será discutida el lunes en el consejo de Velm.",
        ),
    ],
)
def test_french_and_spanish_have_their_cues(language: str, stakes: str, past: str, loose: str) -> None:
    lead = {"fr": "La ville de Velm ferme son pont dès mercredi.", "es": "La ciudad de Velm cierra su puente desde el miércoles."}[language]
    it = article(f"{lead} {stakes} {past} {loose}", "Velm Bote", "2030-05-01", language=language)
    sections = story(dossier([it]), Words()).sections
    assert texts(sections.why_it_matters) == [stakes]
    assert texts(sections.how_we_got_here) == [past]
    assert lead in texts(sections.whats_happened)
    assert loose not in [s.text for s in shown(story(dossier([it]), Words()))]


def test_a_language_without_tables_is_briefed_without_guessing() -> None:
    it = article(
        "Most w Velm jest zamknięty od środy. Rada miasta spotka się w poniedziałek wieczorem.", "Velm Bote", "2030-05-01", language="pl"
    )
    sections = story(dossier([it]), Words()).sections
    assert sections.whats_happened
    assert not sections.why_it_matters


def test_thanks_and_condolences_state_no_stakes_and_are_no_news() -> None:
    one = article(
        "The ferry Halcyon sank off Port Ansel on Friday with nine people on board. "
        "The council of Ansel thanked the crews whose livelihoods and safety are at risk for their courage. "
        "The island of Ansel risks a winter without fuel, the council warned.",
        "Ansel Post",
        "2030-03-04",
    )
    sections = story(dossier([one]), Words()).sections
    assert [s.text for s in sections.why_it_matters] == ["The island of Ansel risks a winter without fuel, the council warned."]
    assert not any("thanked" in s.text for s in sections.whats_happened)


def test_what_the_newest_article_opens_with_is_news_and_no_background() -> None:
    old = article("A guard of the Velm mill was shot at its gate on Monday. The Velm mill lies on the Wend.", "Velm Bote", "2030-03-01")
    new = article(
        "The guard of the Velm mill who had been shot in March was hit by a colleague by mistake, an inquiry found. Velm is shocked.",
        "Mill Post",
        "2030-11-01",
    )
    sections = story(dossier([old, new]), Words()).sections
    assert sections.whats_happened[0].passages[0].article == new.id
    assert not any(p.article == new.id and p.start == 0 for s in sections.how_we_got_here for p in s.passages)


def _denial(it: Dossier) -> float:
    """What the sentence with a denial weighs as news."""
    context = Context(it)
    return next(happened.score(context, c, 1.0) for c in collect(context) if "denied" in c.text)


def test_a_denial_before_a_confirmation_is_no_news() -> None:
    old = article(
        "Orrin Ferries denied on Monday that the radar of the Halcyon had failed. The Halcyon lies off Port Ansel with a hole in its side. "
        "Divers looked at the hull of the Halcyon for two hours. The council of Ansel met in the school.",
        "Coast Mail",
        "2030-03-04",
    )
    new = article(
        "Orrin Ferries confirmed on Friday that the radar of the Halcyon had failed. Police in Port Ansel detained the second officer. "
        "The Halcyon will be towed to Velm on Sunday. A court in Velm hears the case in May.",
        "Quay Gazette",
        "2030-03-08",
    )
    marked = Proposition(sentence=0, start=0, end=40, predicate="fail", kind="event", marks=(Mark(standing="confirmed", start=14, end=23),))
    first = article(FERRY_OLD, "Ansel Post", "2030-03-02")
    notes = [annotated(first), annotated(old), msgspec.structs.replace(annotated(new), propositions=(marked,))]
    sections = story(dossier([first, old, new], notes), Words()).sections
    assert 0 < _denial(dossier([first, old, new], notes)) < 0.5 * _denial(dossier([first, old, new]))
    assert not any("denied" in s.text for s in sections.whats_happened)
    assert any("detained" in s.text for s in sections.whats_happened)
    assert not any("detained" in s.text for s in sections.how_we_got_here)


def test_a_captures_date_does_not_lead() -> None:
    """An article whose copyright line is years older than its date is not taken for the newest."""
    old = article("The ferry Halcyon ran aground off Port Ansel on Monday. Its captain Ada Quill is unhurt.", "Coast Mail", "2033-01-20")
    old = msgspec.structs.replace(old, metadata={"published.rights": "2030"})
    new = article("The ferry Halcyon was towed to Port Ansel on Friday. Its captain Ada Quill was charged.", "Quay Gazette", "2030-03-08")
    first = story(dossier([article(FERRY_OLD, "Ansel Post", "2030-03-04"), old, new]), Words()).sections.whats_happened[0]
    assert first.passages[0].article == new.id


@pytest.mark.parametrize(
    "sentence",
    [
        "The Halcyon is no threat to the safety of Port Ansel, the council said.",
        "Captain Ada Quill was warned of the risks by the harbour office.",
    ],
)
def test_a_danger_that_is_none_states_no_stakes(sentence: str) -> None:
    one = article(f"The ferry Halcyon ran aground off Port Ansel. {sentence} The Halcyon lies still.", "Coast Mail", "2030-03-04")
    assert story(dossier([one]), Words()).sections.why_it_matters == ()


def test_how_things_stood_on_an_earlier_day_is_no_news_and_no_background() -> None:
    old = article(
        "The ferry Halcyon ran aground off Port Ansel on Monday. Divers are searching the hull of the Halcyon for leaks. "
        "A sailor of the Halcyon remains in critical condition in Port Ansel.",
        "Ansel Post",
        "2030-03-04",
    )
    new = article(
        "The ferry Halcyon was towed to Velm on Friday with its crew. Orrin Ferries did not respond to questions about the Halcyon. "
        "Police in Port Ansel arrested the captain of the Halcyon. The Halcyon will be repaired in Velm by May.",
        "Quay Gazette",
        "2030-03-20",
    )
    sections = story(dossier([old, new]), Words()).sections
    shown = [s.text for s in (*sections.whats_happened, *sections.how_we_got_here)]
    assert any("arrested" in text for text in shown)
    assert not any("are searching" in text or "remains in" in text or "did not respond" in text for text in shown)


def test_captions_are_no_candidates() -> None:
    text = (
        "The Halcyon lies in the dock of Port Ansel on Monday. (Ada Quill/Coast News)\n\n"
        "The ferry Halcyon ran aground off Port Ansel on Monday with 43 people on board."
    )
    first = story(dossier([article(text, "Ansel Post", "2030-03-04")]), Words()).sections.whats_happened[0]
    assert first.text.startswith("The ferry Halcyon ran aground")
