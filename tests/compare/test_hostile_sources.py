"""A house that wants to count as many: a false figure under forty names, with invented credits, rings, datelines, cuts, translations."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest

from newsloom.records import Article, Dossier, Outlet
from tests.compare.stories import article, laid
from tests.compare.test_sources import HONEST, figure

FALSE = "The collapse of the Lisgar bridge killed 400 people on Monday, far more than the authorities admit"
REST = (
    "The dead lie in cold stores at the harbour, and the ministry of transport has told the hospitals to keep quiet about them.",
    "A reporter who asked at the gate of the harbour was sent away by guards without a word.",
    "Lorries without number plates drove to the old quarry all night, and the road there has been closed since.",
    "Nobody in office wants to say where the divers went, or who pays the men at the gate.",
)
MANY = 40


def page(number: int, text: str, language: str = "en") -> Article:
    """A page of the house under one of its names."""
    made = article(f"Voice {number}", f"2026-03-{4 + number % 5:02}", text, language)
    outlet = Outlet(name=f"Voice {number}", domain=f"voice{number}.example")
    return msgspec.structs.replace(made, url=f"https://voice{number}.example/{number}", outlet=outlet, title=f"Truth, part {number}")


def told(number: int, *, opening: str = "", said: str = "", end: str = "") -> Article:
    return page(number, f"{opening}{FALSE}{said}. {' '.join(REST)} {end}".strip())


def behind(found: Dossier, low: float = 400) -> int:
    """Origins of the articles that print a figure."""
    claim = figure(found, low)
    printed = {a.article for a in claim.assertions if a.value and a.value.low == low}
    return len([group for group in found.provenance.origins if printed & set(group.articles)])


def told_as_one(pages: Sequence[Article]) -> None:
    found = laid([*HONEST, *pages])
    claim = figure(found, 400)
    false = {a.article for a in claim.assertions if a.value and a.value.low == 400}
    assert len(false) == len(pages)
    assert behind(found) == 1
    assert claim.independent_sources <= (3 if claim is figure(found, 12) else 1)


FIRST = ("Ada", "Bea", "Cleo", "Dora", "Elin")
LAST = ("Moss", "Lind", "Quist", "Tamar")
AGENCIES = ("Reuters", "AFP", "AP", "dpa")
WORDS = ("Arin", "Boral", "Cestin", "Doven", "Estal", "Forun", "Gantry", "Hollin", "Istan", "Jorun")


def attack(name: str) -> list[Article]:
    """Forty pages of one text, each with what is to make it look like one of its own."""
    turns = {
        "an agency credited": lambda n: told(n, said=", Reuters reported"),
        "forty papers credited": lambda n: told(n, said=f", the {WORDS[n % 10]} {('Ledger', 'Star', 'Post', 'Echo')[n // 10]} reported"),
        "invented wires in datelines": lambda n: told(n, opening=f"LISGAR ({WORDS[n % 10]} Agency) – "),
        "real wires in datelines": lambda n: told(n, opening=f"LISGAR ({AGENCIES[n % 4]}) – "),
        "credits in a ring": lambda n: told(n, end=f"\n\nSource: Voice {(n + 1) % MANY}"),
        "citations in a ring": lambda n: told(n, said=f", Voice {(n + 1) % MANY} reported"),
        "twenty speakers": lambda n: told(n, said=f", said witness {FIRST[n % 5]} {LAST[n % 4]}"),
        "other numbers at the end": lambda n: told(n, end=f"This page was read by {1000 + 37 * n} people in {3 + n} towns."),
        "other names at the end": lambda n: told(n, end=f"Words by {FIRST[n % 5]} {LAST[n % 4]}, photographs by Rui Orr."),
        "another order": lambda n: page(n, " ".join([f"{FALSE}.", *REST[n % 4 :], *REST[: n % 4]])),
    }
    return [turns[name](n) for n in range(MANY)]


ATTACKS = (
    "an agency credited",
    "forty papers credited",
    "invented wires in datelines",
    "real wires in datelines",
    "credits in a ring",
    "citations in a ring",
    "twenty speakers",
    "other numbers at the end",
    "other names at the end",
    "another order",
)


@pytest.mark.parametrize("name", ATTACKS)
def test_forty_pages_of_one_text_are_one_source(name: str) -> None:
    told_as_one(attack(name))


WIRE = (
    "The ferry Halmar ran aground off Port Ansel on Tuesday with 214 people aboard, the coast guard said in a statement. ",
    "Tugs from two harbours needed six hours to bring the passengers ashore, and a school gym was opened for the night. ",
    "The captain told investigators that the rudder did not answer when the ship passed the outer buoy at low speed. ",
    "A spokesman for the company said the same fault had been reported in March and repaired within a week. ",
    "Salvage crews will try to pull the vessel free at the spring tide on Friday, when the water stands higher. ",
    "The harbour stays closed to large ships until then, and the ferry to Kerrow leaves from the old pier instead. ",
)


def test_an_agencys_text_cut_at_different_places_is_one_source() -> None:
    cuts = [WIRE, WIRE[:4], WIRE[:3], (*WIRE[:1], *WIRE[3:]), (*WIRE[:2], *WIRE[4:])]
    found = laid([article(f"Paper {'ABCDE'[n]}", "2026-03-04", "".join(cut)) for n, cut in enumerate(cuts)])
    assert found.provenance.independent_sources == 1
    assert figure(found, 214).independent_sources == 1


GERMAN = (
    "Beim Einsturz der Brücke von Lisgar sind am Montag 400 Menschen getötet worden, weit mehr als die Behörden zugeben. "
    "Die Toten liegen in Kühlhäusern am Hafen, und das Verkehrsministerium hat die Krankenhäuser angewiesen, darüber zu schweigen. "
    "Ein Reporter, der am Tor des Hafens fragte, wurde von Wachen ohne ein Wort fortgeschickt. "
    "Lastwagen ohne Nummernschilder fuhren die ganze Nacht zum alten Steinbruch, und die Straße dorthin ist seither gesperrt. "
    "Niemand im Amt will sagen, wohin die Taucher gegangen sind oder wer die Männer am Tor bezahlt."
)


def test_a_translated_copy_is_no_second_source() -> None:
    found = laid([*HONEST, told(1), page(2, GERMAN, "de")])
    assert behind(found) == 1
    assert found.provenance.independent_sources == 3


def test_three_papers_with_one_document_are_one_source() -> None:
    found = laid(
        [
            article(
                "Post", "2026-03-01", "The rain went on. The dam at Korr has 37 cracks, according to a report by the Korr Audit Office."
            ),
            article("Echo", "2026-03-02", "Schools stayed shut. A report by the Korr Audit Office says the dam at Korr has 37 cracks."),
            article("Star", "2026-03-03", "Trains ran late. The dam at Korr has 37 cracks, the report of the Korr Audit Office said."),
        ]
    )
    claim = figure(found, 37)
    assert (claim.reports, claim.independent_sources) == (3, 1)


def test_a_spokesman_with_and_without_his_name_and_a_paper_of_its_own() -> None:
    found = laid(
        [
            article("Post", "2026-03-01", "The rain went on. The dam at Korr lost 30 boats, police spokesman Ivo Kern said."),
            article("Echo", "2026-03-01", "Schools stayed shut. Police spokesman Ivo Kern said that the dam at Korr lost 30 boats."),
            article("Star", "2026-03-01", "Our reporter went there. The dam at Korr lost 30 boats."),
        ]
    )
    claim = figure(found, 30)
    assert (claim.reports, claim.independent_sources) == (3, 2)
