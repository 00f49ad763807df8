"""Kinds of derivation that are easily mistaken: templates, translations, paragraphs, farms of paraphrases, marks in datelines, owners."""

from __future__ import annotations

import random
from collections.abc import Sequence

import msgspec
import pytest

from newsloom.compare.provenance import trace
from newsloom.extract.furniture import furnish
from newsloom.records import Annotations, Article, Outlet, Provenance, When
from newsloom.text import papers
from newsloom.text.vectors import embedder

NEWS = (
    "The ferry Halmar ran aground off Port Ansel late on Tuesday with 214 people aboard, the coast guard said in a statement.\n"
    "Tugs from Kerrow and Lisk needed six hours to bring the passengers ashore, and a school gym was opened for the night.\n"
    "The captain told investigators that the rudder did not answer when the ship passed the outer buoy at low speed.\n"
    "A spokesman for the company said the same fault had been reported in March 2024 and repaired within a week.\n"
    "Salvage crews will try to pull the vessel free at the spring tide on Friday, when the water stands 40 centimetres higher.\n"
)
GERMAN = (
    "Die Fähre Halmar ist am späten Dienstag mit 214 Menschen an Bord vor Port Ansel auf Grund gelaufen, teilte die Küstenwache mit.\n"
    "Schlepper aus Kerrow und Lisk brauchten sechs Stunden, um die Passagiere an Land zu holen; zur Nacht wurde eine Turnhalle geöffnet.\n"
    "Der Kapitän sagte den Ermittlern, das Ruder habe nicht reagiert, als das Schiff langsam die äußere Boje passierte.\n"
    "Ein Sprecher der Reederei sagte, derselbe Fehler sei im März 2024 gemeldet und binnen einer Woche behoben worden.\n"
    "Bergungsmannschaften wollen das Schiff bei der Springflut am Freitag freiziehen, wenn das Wasser 40 Zentimeter höher steht.\n"
)
GERMAN_OWN = (
    "Marit Vold zählte ihre 22 Schüler in der Dunkelheit dreimal, bevor jemand ihnen sagte, was mit der Fähre Halmar geschehen war.\n"
    "Der Hafenmeister von Port Ansel lobte die Fischer, die ohne Befehl hinausgefahren waren.\n"
    "Anwälte der Familien verlangen die Funkprotokolle, die die Reederei bisher nicht herausgegeben hat.\n"
    "Am Mittwoch standen 214 Paar nasse Schuhe vor der Turnhalle, und niemand wusste, wem sie gehörten.\n"
)
OTHER = (
    "Passengers of the stranded Halmar spoke on Wednesday of an hour in the dark before anyone told them what had happened.\n"
    "Marit Vold, a teacher, counted her 22 pupils by torchlight three times and missed one of them twice.\n"
    "The harbour master of Port Ansel praised fishermen who had put to sea without waiting for an order.\n"
    "Lawyers for the families want the radio logs, which the line has not handed over so far.\n"
)
QUAKE = (
    "A quake of magnitude {size} shook the coast near {place} on Monday at {hour} local time, the survey office said.\n"
    "Its centre lay {depth} kilometres below the sea floor, and no wave warning was given for the islands.\n"
    "There were no first reports of deaths or of serious damage to houses and roads in the district of {county}.\n"
    "People in {town} left their homes for an hour, and schools there were checked before lessons began.\n"
    "Further shocks are likely over the coming days, the office said, and asked people to stay away from cliffs.\n"
)


def article(id: str, text: str, outlet: str, day: str | None = None, language: str = "en", domain: str | None = None) -> Article:
    return Article(
        id=id,
        version="1",
        input=id,
        first_seen="2025-01-01T00:00:00Z",
        text=text,
        language=language,
        outlet=Outlet(name=outlet, domain=domain),
        published=When(value=day, precision="day", origin="metadata") if day else When(),
    )


def traced(articles: Sequence[Article], *, translations: bool = False) -> Provenance:
    done = furnish(articles)
    unread = [Annotations(article=a.id, version=a.version, language=a.language) for a in done]
    return trace(done, unread, embedder() if translations else None)


def test_a_translation_folds_into_the_earlier_text() -> None:
    pair = [article("b", GERMAN, "Kerrower Bote", "2025-03-05", "de"), article("a", NEWS, "Ansel Post", "2025-03-04")]
    found = traced(pair, translations=True)
    assert [(d.article, d.from_article, d.how) for d in found.derivations] == [("b", "a", "rewrite")]
    assert {p.article for p in found.derivations[0].passages} == {"a", "b"}
    assert found.independent_sources == 1


def test_a_report_of_its_own_in_another_language_stands() -> None:
    pair = [article("a", NEWS, "Ansel Post", "2025-03-04"), article("b", GERMAN_OWN, "Kerrower Bote", "2025-03-05", "de")]
    assert traced(pair, translations=True).independent_sources == 2


def test_one_template_and_two_events_are_two_origins() -> None:
    one = QUAKE.format(size="5.1", place="Orle", hour="10.18", depth=22, county="Marsh", town="Lisk")
    two = QUAKE.format(size="4.7", place="Velm", hour="03.40", depth=61, county="Holm", town="Tarrow")
    assert traced([article("a", one, "Shock Wire", "2025-03-04"), article("b", two, "Ground Report", "2025-03-09")]).derivations == ()


def test_paragraphs_taken_over_are_told_with_both_passages() -> None:
    longer = OTHER + "".join(NEWS.splitlines(keepends=True)[:3]) + OTHER.replace("Halmar", "ship").replace("Wednesday", "Thursday")
    found = traced([article("a", NEWS, "Ansel Post", "2025-03-04"), article("b", longer, "Sound Courier", "2025-03-05")])
    assert [(d.article, d.how) for d in found.derivations] == [("b", "copy")]
    first, second = found.derivations[0].passages[:2]
    assert (first.article, second.article) == ("b", "a") and first.text.split() == second.text.split()


def test_a_shared_call_for_tips_is_no_copy() -> None:
    tips = (
        "Anyone who saw the car near the old bridge is asked to call the detectives of the county office at 555-010-4477, or to leave word "
        "without giving a name at www.tips.example before the end of the month, for which a reward of 500 is offered.\n"
    )
    pair = [article("a", NEWS + tips, "Ansel Post", "2025-03-04"), article("b", OTHER + tips, "Sound Courier", "2025-03-05")]
    assert traced(pair).derivations == ()


def test_forty_paraphrases_under_forty_names_are_one_origin() -> None:
    slots = (
        ("ran aground", "was stranded", "got stuck"),
        ("late on Tuesday", "on Tuesday night", "as Tuesday ended"),
        ("people aboard", "persons on board", "souls aboard"),
        ("needed six hours", "took six hours", "worked six hours"),
        ("bring the passengers ashore", "land the passengers", "get the passengers to land"),
        ("told investigators", "said to investigators", "explained to investigators"),
        ("did not answer", "failed to respond", "gave no answer"),
        ("had been reported", "was reported", "had come up"),
        ("pull the vessel free", "tow the vessel off", "drag the vessel off"),
        ("in a statement", "in a note", "in writing"),
    )
    draw = random.Random(7)
    farm = []
    for number in range(40):
        text = NEWS
        for options in slots:
            text = text.replace(options[0], draw.choice(options))
        farm.append(article(f"f{number:02}", text, f"Name {number} Gazette", f"2025-03-{1 + number % 28:02}"))
    found = traced([*farm, article("own", OTHER, "Sound Courier", "2025-03-05")])
    assert (found.reports, found.independent_sources) == (41, 2)


def test_a_credit_does_not_mean_an_article_of_a_later_month() -> None:
    credited = article("a", f"{NEWS}\nSource: Sound Courier\n", "Ansel Post", "2025-03-04")
    later = article("b", OTHER, "Sound Courier", "2025-09-04")
    assert [(d.article, d.from_, d.from_article) for d in traced([credited, later]).derivations] == [("a", "Sound Courier", None)]


@pytest.mark.parametrize("mark", ["WORL", "ORL", "ORLTV", "Ann Moss", "ORLEast"])
def test_an_outlets_own_mark_or_a_person_in_a_dateline_is_no_origin(mark: str) -> None:
    assert traced([article("a", f"PORT ANSEL ({mark}) – {NEWS}", "orltv12.com", domain="orltv12.com")]).derivations == ()


def test_the_call_sign_of_another_outlet_of_the_story_is_one() -> None:
    pair = [article("a", f"PORT ANSEL (KQRL) – {NEWS}", "orltv12.com", domain="orltv12.com")]
    pair.append(article("b", OTHER, "kqrl.com", domain="kqrl.com"))
    assert [(d.article, d.how) for d in traced(pair).derivations] == [("a", "dateline")]


def test_offices_that_end_like_papers_are_none() -> None:
    assert not papers.is_paper("Orle County Medical Examiner")
    assert papers.is_paper("Orle County Examiner")


def test_common_owners_are_told_and_not_folded() -> None:
    pair = [article("a", NEWS, "Ansel Post"), article("b", OTHER, "Sound Courier")]
    owned = [msgspec.structs.replace(one, outlet=Outlet(name=one.outlet.name, owner="Quay Group")) for one in pair if one.outlet]
    found = traced(owned)
    assert found.independent_sources == 2
    assert [(one.owner, one.outlets) for one in found.common_owners] == [("Quay Group", ("Ansel Post", "Sound Courier"))]
    assert found.common_owners[0].as_of


def test_a_page_that_names_an_address_on_another_site_credits_it() -> None:
    original = msgspec.structs.replace(article("a", NEWS, "Ansel Post"), url="https://anselpost.example/ferry")
    short = msgspec.structs.replace(article("b", OTHER, "Sound Courier"), metadata={"syndicated.from": "https://anselpost.example/ferry"})
    found = traced([short, original])
    assert [(d.article, d.from_article, d.how) for d in found.derivations] == [("b", "a", "credit")]
    assert found.independent_sources == 1


def test_an_address_that_is_none_is_no_credit() -> None:
    odd = msgspec.structs.replace(article("a", NEWS, "Ansel Post"), metadata={"syndicated.from": "http://[oops"})
    assert traced([odd]).derivations == ()


def test_unseen_characters_hide_no_copy() -> None:
    hidden = " ".join(f"{word[:2]}\u200b{word[2:]}" if len(word) > 3 else word for word in NEWS.split(" "))
    found = traced([article("a", NEWS, "Ansel Post", "2025-03-04"), article("b", hidden, "Sound Courier", "2025-03-05")])
    assert [(d.article, d.how) for d in found.derivations] == [("b", "copy")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The wall was safe, Hill said after the inspection.",
        "Nobody had asked for help, the paper reported.",
        "She told the Daily News Wednesday.",
    ],
)
def test_a_person_a_thing_and_a_day_are_no_papers(sentence: str) -> None:
    cited = [d.from_ for d in traced([article("a", sentence, "Ansel Post")]).derivations]
    assert not {"The Hill", "The Paper", "Daily News Wednesday"} & set(cited)


def test_a_paper_with_its_article_is_cited() -> None:
    assert [d.from_ for d in traced([article("a", "The wall was safe, The Hill reported.", "Ansel Post")]).derivations] == ["The Hill"]


def test_the_outlet_itself_is_not_cited_by_its_last_word() -> None:
    assert traced([article("a", "The wall was safe, a report obtained by the Times says.", "anselcountytimes.com")]).derivations == ()


def test_of_two_of_one_day_the_one_that_names_itself_is_the_origin() -> None:
    text = NEWS + "The captain's lawyer told the Sound Courier that he would answer in court.\n"
    found = traced([article("a", text, "Ansel Post", "2025-03-04"), article("b", text, "Sound Courier", "2025-03-04")])
    assert [(d.article, d.from_article) for d in found.derivations if d.how == "copy"] == [("a", "b")]
