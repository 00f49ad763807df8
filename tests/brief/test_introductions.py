"""Whom a sentence calls by a surname alone is introduced where the page first does so, in an article's own words."""

from __future__ import annotations

from newsloom.brief import introductions
from newsloom.brief.context import Context
from newsloom.records import Annotations, Article, CitedSentence, Entity, Mention, RoleMention, Sections
from newsloom.render import words
from tests.brief.build import annotated, article, dossier

LEAD = "The ferry was towed back to port, harbour master Ada Quill said on Monday."
LATER = "The radar had failed twice, Quill told the council."


def named(it: Article, name: str, role: str | None, *mentions: str, kind: str = "person") -> Annotations:
    text, notes = it.text, annotated(it)
    at = text.index(f"{role} {name}") if role else -1
    roles = (RoleMention(start=at, end=at + len(role), text=role),) if role else ()
    entity = Entity(key=f"person:{name.lower()}", name=name, kind=kind, role=role, roles=roles)  # type: ignore[arg-type]
    found, last = [], 0
    for mention in mentions:
        last = text.index(mention, last)
        found.append(Mention(start=last, end=last + len(mention), entity=0))
        last += len(mention)
    return Annotations(
        article=notes.article,
        version=notes.version,
        language=notes.language,
        sentences=notes.sentences,
        entities=(entity,),
        mentions=tuple(found),
    )


def shown(it: Article, *texts: str) -> tuple[CitedSentence, ...]:
    return tuple(
        CitedSentence(text=t, passages=(it.passage(at, at + len(t)),), attributed_to=None) for t in texts if (at := it.text.index(t)) >= 0
    )


def sections(news: tuple[CitedSentence, ...], history: tuple[CitedSentence, ...] = ()) -> Sections:
    return Sections(
        whats_happened=news, why_it_matters=(), what_the_papers_say=(), how_we_got_here=history, topics=(), open_questions=(), notes={}
    )


def page(it: Article, notes: Annotations, *texts: str) -> list[str]:
    told = introductions.introduce(Context(dossier([it], [notes])), sections(shown(it, *texts))).whats_happened
    return ["".join(run + (f" [{gloss}]" if gloss else "") for run, gloss in words.glossed(s)) for s in told]


def test_a_surname_is_introduced_with_the_office_that_an_article_gives() -> None:
    it = article(f"{LEAD} {LATER}", "Ansel Post", "2030-05-10")
    notes = named(it, "Ada Quill", "harbour master", "Ada Quill", "Quill")
    assert page(it, notes, LATER) == ["The radar had failed twice, Quill [harbour master Ada Quill] told the council."]


def test_the_introduction_is_a_slice_of_an_article() -> None:
    it = article(f"{LEAD} {LATER}", "Ansel Post", "2030-05-10")
    notes = named(it, "Ada Quill", "harbour master", "Ada Quill", "Quill")
    (told,) = introductions.introduce(Context(dossier([it], [notes])), sections(shown(it, LATER))).whats_happened
    assert told.text == LATER
    who = told.glosses[0].who
    assert who is not None
    assert it.text[who.start : who.end] == who.text == "harbour master Ada Quill"


def test_nobody_is_introduced_twice_or_after_the_full_name() -> None:
    it = article(f"{LEAD} {LATER} The council thanked Quill.", "Ansel Post", "2030-05-10")
    notes = named(it, "Ada Quill", "harbour master", "Ada Quill", "Quill", "Quill")
    assert page(it, notes, LEAD, LATER) == [LEAD, LATER]
    assert page(it, notes, LATER, "The council thanked Quill.")[1] == "The council thanked Quill."


def test_an_age_introduces_as_well() -> None:
    it = article("Ivo Lund, 44, left the ship last. Lund's boat was lost.", "Ansel Post", "2030-05-10")
    notes = named(it, "Ivo Lund", None, "Ivo Lund", "Lund")
    assert page(it, notes, "Lund's boat was lost.") == ["Lund's [Ivo Lund, 44] boat was lost."]


def test_quotations_and_longer_names_have_nothing_put_into_them() -> None:
    it = article(f"{LEAD} “Quill did not call us,” the mate said. The Quill Street school is shut.", "Ansel Post", "2030-05-10")
    notes = named(it, "Ada Quill", "harbour master", "Ada Quill", "Quill", "Quill")
    quoted, street = "“Quill did not call us,” the mate said.", "The Quill Street school is shut."
    assert page(it, notes, quoted) == [quoted]
    assert page(it, notes, street) == [street]
