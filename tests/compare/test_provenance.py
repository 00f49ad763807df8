"""Who derives from whom, and how many independent origins remain."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from newsloom.compare.provenance import origins_of, trace
from newsloom.extract.furniture import furnish
from newsloom.records import Annotations, Article, Outlet, Provenance, When

SHARED = Path(__file__).parents[2].parent / "shared" / "corpus"

WIRE = (
    "The ferry Halmar ran aground off Port Ansel late on Tuesday with 214 people aboard, the coast guard said in a statement.\n"
    "Tugs from two harbours needed six hours to bring the passengers ashore, and a school gym was opened to put them up for the night.\n"
    "The captain told investigators that the rudder did not answer when the ship passed the outer buoy at low speed.\n"
    "A spokesman for the ferry company said the same fault had been reported in March and repaired within a week.\n"
    "Salvage crews will try to pull the vessel free at the spring tide on Friday, when the water stands 40 centimetres higher.\n"
)
OTHER = (
    "Passengers of the stranded Halmar spoke on Wednesday of an hour in the dark before anyone told them what had happened.\n"
    "Marit Vold, a teacher, counted her 22 pupils by torchlight three times and missed one of them twice.\n"
    "The harbour master of Port Ansel praised fishermen who had put to sea without waiting for an order.\n"
    "Lawyers for the families want the radio logs, which the line has not handed over so far.\n"
)
REWRITE = (
    "With 214 people on board, the Halmar ferry was stranded near Port Ansel on Tuesday evening, according to a coast guard statement.\n"
    "It took tugs of two harbours six hours before all passengers were ashore; they spent the night in the gym of a school.\n"
    "As the ship passed the outer buoy slowly, its rudder failed to answer, the captain is said to have told the investigators.\n"
    "The fault was known: it had been reported and repaired in March, a company spokesman said.\n"
    "On Friday the spring tide brings 40 centimetres more water, and salvage crews hope to pull the vessel free then.\n"
)


def article(id: str, text: str, outlet: str | None = None, day: str | None = None, **more: object) -> Article:
    return Article(
        id=id,
        version=f"v-{id}",
        input=f"{id}.txt",
        first_seen="2025-01-01T00:00:00Z",
        text=text,
        language="en",
        outlet=Outlet(name=outlet) if outlet else None,
        published=When(value=day, precision="day", origin="text") if day else When(),
        **more,  # type: ignore[arg-type]
    )


def traced(articles: Sequence[Article]) -> Provenance:
    done = furnish(articles)
    found = trace(done, [Annotations(article=a.id, version=a.version, language=a.language) for a in done])
    texts = {a.id: a.text for a in done}
    for derivation in found.derivations:
        assert 0 <= derivation.confidence <= 1
        for passage in derivation.passages:
            assert texts[passage.article][passage.start : passage.end] == passage.text
    assert sorted(i for group in found.origins for i in group.articles) == sorted(texts)
    return found


def ways(found: Provenance) -> set[tuple[str, str, str | None, str]]:
    return {(d.article, d.from_, d.from_article, d.how) for d in found.derivations}


def test_two_that_credit_one_outlet_are_one_origin() -> None:
    found = traced([article("a", WIRE + "Source: https://www.bbc.com/news/x1"), article("b", OTHER + "Original Source: www.bbc.co.uk")])
    assert found.independent_sources == 1
    assert found.reports == 2
    assert [group.name for group in found.origins] == ["BBC"]
    assert ways(found) == {("a", "BBC", None, "credit"), ("b", "BBC", None, "credit")}


def test_a_credit_folds_into_the_credited_article_where_it_is_there() -> None:
    found = traced([article("a", OTHER + "Source: https://www.bbc.com/news/x1"), article("own", WIRE, "BBC", "2024-05-01")])
    assert found.independent_sources == 1
    assert ways(found) == {("a", "BBC", "own", "credit")}


def test_a_credit_in_the_middle_is_a_pictures() -> None:
    first, rest = WIRE.split("\n", 1)
    assert traced([article("a", f"{first}\n(Source: BBC)\n{rest}"), article("b", OTHER)]).derivations == ()


def test_agency_datelines_are_one_origin() -> None:
    found = traced(
        [article("a", "PORT ANSEL (Reuters) - " + WIRE, "Karst Mail"), article("b", "PORT ANSEL (Reuters) - " + OTHER, "Tessel Post")]
    )
    assert found.independent_sources == 1
    assert {d.how for d in found.derivations} == {"dateline"}


def test_an_agency_in_the_byline() -> None:
    found = traced([article("a", WIRE, "Karst Mail", byline="Nils Aker with AFP"), article("b", OTHER)])
    assert ("a", "Agence France-Presse", None, "dateline") in ways(found)


def test_an_agency_is_not_derived_from_itself() -> None:
    assert traced([article("a", "PORT ANSEL (Reuters) - " + WIRE, "Reuters")]).derivations == ()


def test_copies_fold_and_the_earliest_is_the_origin() -> None:
    papers = [article(f"p{n}", WIRE + f"Halmar notes by desk {n}.", f"Paper {n}", f"2024-05-0{9 - n}") for n in range(1, 5)]
    found = traced([*papers, article("other", OTHER, "Tessel Post", "2024-05-02")])
    assert found.independent_sources == 2
    assert {(a, b) for a, _, b, how in ways(found) if how == "copy"} == {("p1", "p4"), ("p2", "p4"), ("p3", "p4")}
    assert all(len(d.passages) >= 2 for d in found.derivations)


def test_forty_copies_of_its_own_text_are_one_origin() -> None:
    found = traced([article(f"p{n}", f"{WIRE}Edition number {n}.", "Loud Mouth", f"2024-05-{n % 28 + 1:02}") for n in range(40)])
    assert found.independent_sources == 1


def test_a_rewrite_in_the_same_order_folds() -> None:
    found = traced([article("a", WIRE, "Karst Mail", "2024-05-01"), article("b", REWRITE, "Tessel Post", "2024-05-02")])
    assert ("b", "Karst Mail", "a", "rewrite") in ways(found)
    assert found.independent_sources == 1


def test_two_reports_of_one_event_are_two_origins() -> None:
    assert traced([article("a", WIRE, "Karst Mail"), article("b", OTHER, "Tessel Post")]).independent_sources == 2


def test_a_shared_speech_is_no_copy() -> None:
    speech = (
        "“We have asked the line for every page of its log since March, and until we have it nobody from this house will say one word "
        "about whose fault it was, because the people who stood in the dark that night deserve better than a guess.”\n"
    )
    one = article(
        "a", f"The harbour master kept his counsel on Wednesday.\n{speech}He left by the back door of the town hall.", "Karst Mail"
    )
    two = article("b", f"No blame yet for the stranding, and none soon.\n{speech}Port Ansel's council meets again in June.", "Tessel Post")
    assert traced([one, two]).independent_sources == 2


def test_citing_is_told_and_does_not_fold() -> None:
    found = traced(
        [article("a", WIRE + "According to the New York Times, the line had been warned twice."), article("b", OTHER, "New York Times")]
    )
    assert ("a", "New York Times", None, "cites") in ways(found)
    assert found.independent_sources == 2


def test_a_circle_of_credits_ends() -> None:
    found = traced(
        [
            article("a", WIRE + "Source: Tessel Post", "Karst Mail", "2024-05-01"),
            article("b", OTHER + "Source: Karst Mail", "Tessel Post", "2024-05-02"),
        ]
    )
    assert found.independent_sources == 1


def test_a_stub_is_no_source() -> None:
    stub = article("s", "The details of this report are here: [url=https://p.example/2]here[/url].", title="Halmar aground")
    found = traced([stub, article("w", WIRE, title="Halmar aground")])
    assert found.independent_sources == 1


def test_origins_of_gives_each_article_its_origin() -> None:
    found = traced([article("a", WIRE), article("b", WIRE + "Again."), article("c", OTHER)])
    at = origins_of(found)
    assert at["a"] == at["b"] != at["c"]


def test_a_thousand_articles_take_seconds() -> None:
    articles = [article(f"p{n}", WIRE.replace("214", str(n)) + f"Edition {n}.", f"Paper {n}") for n in range(1000)]
    done = list(articles)
    begin = time.process_time()
    found = trace(done, [Annotations(article=a.id, version=a.version, language="en") for a in done])
    assert found.independent_sources == 1
    assert time.process_time() - begin < 90  # quadratic in articles, it takes many minutes


def test_nothing_gives_nothing() -> None:
    assert trace([], []).independent_sources == 0


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="research data is not beside the checkout")
def test_seed_articles() -> None:
    found = traced([article(p.name[:3], p.read_text(encoding="utf-8")) for p in sorted((SHARED / "seeds").glob("*.txt"))])
    assert (found.reports, found.independent_sources) == (5, 4)
    assert {d.article for d in found.derivations if d.from_ == "BBC" and d.how == "credit"} == {"003", "004"}


def test_an_agency_that_no_table_has_is_one_origin() -> None:
    texts = [f"ORLE (Meridian Agency) – {WIRE}", f"ORLE, 7 May (Meridian Agency) – {OTHER}"]
    articles = [article(f"a{n}", text, outlet=f"Orle Paper {n}") for n, text in enumerate(texts)]
    found = traced(articles)
    assert found.independent_sources == 1
    assert {d.from_ for d in found.derivations if d.how == "dateline"} == {"Meridian Agency"}


def test_a_byline_that_is_no_person_names_the_agency() -> None:
    one = article("a", OTHER, outlet="Orle Post", metadata={"byline": "Agence Boréale"})
    assert [(d.how, d.from_) for d in traced([one]).derivations] == [("dateline", "Agence Boréale")]


def test_a_domain_leads_to_the_outlet_of_the_story() -> None:
    paper = article("a", WIRE, outlet="La Gazette du Val-Doré", url="https://journal.example/a")
    credited = article("b", OTHER + "Source: https://gazettevaldore.example/x", outlet="Orle Post")
    other = article("c", REWRITE + "Source: https://www.journal.example/y", outlet="Sound")
    assert traced([paper, credited, other]).independent_sources == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "The Orle Ledger writes that the ministry filed the warning away.",
        "According to the Orle Valley Gazette, the ministry filed the warning away.",
        "The ministry filed the warning away, its head told the Harbour Lantern.",
    ],
)
def test_papers_that_no_table_has_are_cited(sentence: str) -> None:
    assert [d.how for d in traced([article("a", sentence, outlet="Sound")]).derivations] == ["cites"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Herald said that the ministry had filed the warning away.",
        "According to the Harbour Board, the ferry was late.",
        "A report by the Ferry Inspectorate said so.",
    ],
)
def test_the_paper_itself_and_offices_are_not_cited(sentence: str) -> None:
    assert traced([article("a", sentence, outlet="Orle Valley Herald")]).derivations == ()


def test_two_articles_of_one_outlet_are_one_origin() -> None:
    """What a paper reports twice has one source."""
    found = traced([article("a", WIRE, "Harbour Post", "2025-03-04"), article("b", OTHER, "The Harbour Post", "2025-03-05")])
    assert (found.independent_sources, found.derivations) == (1, ())
    assert found.origins[0].name == "Harbour Post"


def test_an_outlets_agency_copy_is_the_agencys() -> None:
    agency = OTHER + "Copyright 2025 The Associated Press. All rights reserved. No reprint without leave."
    found = traced([article("a", WIRE, "Harbour Post", "2025-03-04"), article("b", agency, "Harbour Post", "2025-03-05")])
    assert [(o.name, o.articles) for o in found.origins] == [("Harbour Post", ("a",)), ("Associated Press", ("b",))]


def test_two_texts_on_a_platform_are_two_origins() -> None:
    assert traced([article("a", WIRE, "Medium"), article("b", OTHER, "Medium")]).independent_sources == 2


AGENCY = [
    OTHER + "Copyright 2025 The Associated Press. All rights reserved.",
    OTHER + "© 2025 Associated Press. This material may not be published, broadcast, rewritten or redistributed.",
    "PORT ANSEL (AP) — " + OTHER,
    "Rescue at sea.\n\n(KLAN/AP) PORT ANSEL, Orle - " + OTHER,
    OTHER + "___\n\nAssociated Press writer Nils Aker in Orle contributed to this report.",
]


@pytest.mark.parametrize("text", AGENCY)
def test_an_agencys_text_is_the_agencys(text: str) -> None:
    assert [o.name for o in traced([article("a", text, "KLAN")]).origins] == ["Associated Press"]


@pytest.mark.parametrize(
    "line", ["The Associated Press contributed to this report.", "Contributing: Associated Press", "Associated Press contributed"]
)
def test_an_agency_that_contributed_is_cited(line: str) -> None:
    found = traced([article("a", OTHER + line, "KLAN")])
    assert [o.name for o in found.origins] == ["KLAN"]
    assert [(d.from_, d.how) for d in found.derivations] == [("Associated Press", "cites")]


def test_the_rights_of_another_outlet_of_the_story() -> None:
    found = traced([article("a", WIRE, "KLAN TV", "2025-03-04"), article("b", OTHER + "Copyright 2025 KLAN TV", "WOST", "2025-03-05")])
    assert [(o.name, o.articles) for o in found.origins] == [("KLAN TV", ("a", "b"))]


def test_an_agency_in_a_printed_byline() -> None:
    from newsloom import extract
    from newsloom.records import Document, Hints

    text = "Ferry runs aground\n\nBy Nils Aker, Associated Press\n\n" + OTHER
    read = Document(
        input="a.txt", content=text.encode(), media="text/plain", fetched="2025-06-01T00:00:00Z", hints=Hints(outlet="KLAN"), origin="text"
    )
    assert [o.name for o in traced([extract.article(read)]).origins] == ["Associated Press"]


def test_a_paper_called_by_its_last_word_is_one_citation() -> None:
    text = OTHER + "According to the Quay Gazette, the log is lost. The Gazette quoted a diver, and the Gazette reported more on Friday.\n"
    assert [d.from_ for d in traced([article("a", text, "KLAN")]).derivations] == ["Quay Gazette"]


def test_a_host_does_not_cite_the_paper_that_it_is_of() -> None:
    text = OTHER + "“It was dark,” Marit Vold told The Orle Herald. Nobody answered, she told The Herald.\n"
    own = article("a", text)
    own = msgspec.structs.replace(own, outlet=Outlet(domain="orleherald.example"))
    assert traced([own]).derivations == ()
