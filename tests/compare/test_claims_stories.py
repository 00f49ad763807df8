"""Claims of whole small stories, from text to verdict."""

from __future__ import annotations

from tests.compare.stories import about, article, claims, laid

FERRY = (
    (
        "Harbour Post",
        "2026-03-02",
        "A ferry capsized off Lisgar on Sunday. Fourteen passengers died when the ferry capsized. "
        "The ferry was overloaded, union leader Petra Kohl said.",
    ),
    (
        "Coast Daily",
        "2026-03-04",
        "Twenty-two passengers died when the ferry capsized off Lisgar, according to the coastguard. "
        "The company that owns it denied that the ferry was overloaded.",
    ),
    (
        "North Wire",
        "2026-03-03",
        "At least 14 people were killed when the ferry capsized off Lisgar. More than 50 casualties were taken to hospital.",
    ),
    ("Evening Star", None, "Transport minister Olaf Renn rejected claims that the ferry was overloaded."),
)

SALE = (
    ("Plain Sheet", "2026-01-05", "Meridia has reportedly sold its airline to the Korvan group."),
    (
        "Upland Times",
        "2026-01-12",
        "Leaked documents show that Meridia sold its airline to the Korvan group. "
        "Finance minister Lena Ostrova declined to confirm that Meridia had sold the airline.",
    ),
    ("The Valley", "2026-01-20", "Finance minister Lena Ostrova confirmed that Meridia sold its airline to the Korvan group."),
)

FORCE = (
    ("Alba", "2026-02-01", "Brazil plans to send 2,000 soldiers to Haiti, the defence ministry said."),
    ("Beacon", "2026-02-10", "Brazil has sent 900 soldiers to Haiti."),
    ("Courier", "2026-02-12", "Brazil has sent 1,400 soldiers to Haiti, officials said."),
)

FLIGHTS = (
    ("Alba", "2026-04-02", "Egypt denied that it had sent aircraft to Sudan. Ethiopia accused Egypt of sending aircraft to Sudan."),
    ("Beacon", "2026-04-03", "Egypt did not send aircraft to Sudan, a spokesman said."),
)


def test_two_figures_for_one_past_event_conflict_whenever_printed() -> None:
    claim = about(claims(*FERRY), "passengers died", kind="quantity")
    assert claim.agreement == "conflict"
    values = {a.article: a.value.low for a in claim.assertions if a.value}
    assert values["Harbour Post"] == 14
    assert values["Coast Daily"] == 22
    assert {(claim.assertions[r.a].article, claim.assertions[r.b].article) for r in claim.relations if r.is_ == "conflict"} == {
        ("Harbour Post", "Coast Daily")
    }


def test_a_denial_joins_what_it_denies_and_makes_it_disputed() -> None:
    claim = about(claims(*FERRY), "overloaded")
    assert claim.agreement == "disputed"
    stances = {a.attributed_to: a.stance for a in claim.assertions}
    assert stances["Petra Kohl"] == "asserts"
    assert stances["Olaf Renn"] == "denies"
    assert "overloaded" in claim.text


def test_rumour_evidence_confirmation_in_order() -> None:
    claim = about(claims(*SALE), "airline")
    assert [s.standing for s in claim.standing] == ["rumoured", "evidenced", "confirmed"]
    assert claim.standing[-1].by == "Lena Ostrova"


def test_declining_to_confirm_is_no_confirmation() -> None:
    found = claims(*SALE[:2])
    assert not any(s.standing == "confirmed" for claim in found for s in claim.standing)


def test_a_plan_is_not_what_happened_and_a_running_count_is_updated() -> None:
    claim = about(claims(*FORCE), "soldiers", kind="quantity")
    verdicts = {(claim.assertions[r.a].article, claim.assertions[r.b].article): r.is_ for r in claim.relations}
    assert verdicts == {("Alba", "Beacon"): "compatible", ("Alba", "Courier"): "compatible", ("Beacon", "Courier"): "updated"}
    assert claim.assertions[0].value is not None
    assert claim.assertions[0].value.mode == "planned"


def test_accused_and_accuser_stand_on_two_sides() -> None:
    claim = about(claims(*FLIGHTS), "aircraft")
    assert claim.agreement == "disputed"
    assert {(a.attributed_to, a.stance) for a in claim.assertions if a.attributed_to in ("Egypt", "Ethiopia")} == {
        ("Egypt", "denies"),
        ("Ethiopia", "asserts"),
    }


def test_an_outlet_that_repeats_a_figure_forty_times_stays_one_source_and_the_denial_stands_beside_it() -> None:
    copies = [(f"Copy {n}", "2026-01-02", "Poland has sent 50,000 troops to Chad, the Veritas Channel said.") for n in range(40)]
    denial = ("Plain Sheet", "2026-01-03", "Poland has not sent troops to Chad, Poland's defence ministry said.")
    claim = about(claims(*copies, denial), "50,000", kind="quantity")
    assert (claim.reports, claim.independent_sources, claim.agreement) == (41, 1, "disputed")


def test_one_speaker_in_many_papers_is_one_source() -> None:
    openings = ("Rain fell all day.", "The town mourns.", "Traffic was heavy.", "Schools are shut.")
    words = "Mayor Ines Balt said that the bridge collapsed because of rust."
    reports = [(f"Paper {n}", "2026-05-05", f"{opening} {words}") for n, opening in enumerate(openings)]
    claim = about(claims(*reports), "bridge collapsed")
    assert claim.reports == 4
    assert claim.independent_sources == 1


def test_every_passage_is_its_slice_and_every_claim_is_drawn_from_a_passage() -> None:
    found = laid([article(*report) for report in FERRY])
    texts = {a.id: a.text for a in found.articles}
    for claim in found.claims:
        cited = [p for a in claim.assertions for p in a.passages]
        assert all(texts[p.article][p.start : p.end] == p.text for p in cited)
        assert any(claim.text.rstrip(".").lower()[1:] in text.lower() for text in texts.values())


def test_figures_of_three_languages_meet_in_one_claim() -> None:
    found = laid(
        [
            article("Alba", "2026-05-01", "The mine collapse in Potosí killed 31 workers."),
            article("Brume", "2026-05-01", "L'effondrement de la mine de Potosí a tué 31 mineurs.", "fr"),
            article("Cerro", "2026-05-01", "El derrumbe de la mina de Potosí causó 31 muertos.", "es"),
        ]
    ).claims
    claim = about(found, "31 workers", kind="quantity")
    assert {"Alba", "Brume"} <= {a.article for a in claim.assertions}
    assert claim.agreement == "agree"


def test_nothing_from_nothing() -> None:
    assert claims(("Blank", None, "   \n\n ")) == ()


LEAK = (
    ("Alba", "2026-03-01", "Unverified messages claim that rust had been seen in the harbour crane."),
    ("Beacon", "2026-03-05", "Union leader Petra Kohl said that two members had reported the rust in the crane to the port."),
    ("Courier", "2026-03-09", "A leaked report shows rust in the arm of the harbour crane."),
    ("Dial", "2026-03-20", "The Lisgar Port Company confirmed that it had known since January of rust in the harbour crane."),
)


def test_rumour_allegation_evidence_and_admission_meet_whatever_their_verbs() -> None:
    claim = about(claims(*LEAK), "rust", kind="event")
    assert [s.standing for s in claim.standing] == ["rumoured", "alleged", "evidenced", "confirmed"]
    assert [s.when.value for s in claim.standing] == [day for _, day, _ in LEAK]


MONEY = (
    ("Alba", "2026-02-01", "Korvan Air lost 30 million euros in 2025. Its market value stood at 200 million euros."),
    ("Beacon", "2026-02-20", "Korvan Air corrected its accounts. Korvan Air lost 34 million euros in 2025."),
    ("Courier", None, "Korvan Air lost 34 million euros in 2025. It had first given the loss as 30 million euros."),
)


def test_sums_are_aligned_by_what_they_are_of_and_a_corrected_one_is_an_update() -> None:
    claim = about(claims(*MONEY), "30 million", kind="quantity")
    assert {a.value.low for a in claim.assertions if a.value} == {30e6, 34e6}
    assert claim.agreement == "updated"


def test_a_running_toll_is_updated_over_languages() -> None:
    found = laid(
        [
            article("Alba", "2026-05-01", "Twelve people were killed when the bridge in Lisgar collapsed, and 9 are missing."),
            article("Brume", "2026-05-03", "Le bilan s'élève désormais à 15 morts à Lisgar.", "fr"),
            article("Courier", "2026-05-06", "The death toll of the collapse in Lisgar rose to 17 on Wednesday."),
        ]
    ).claims
    claim = about(found, "Twelve people", kind="quantity")
    assert {a.article for a in claim.assertions} == {"Alba", "Brume", "Courier"}
    assert claim.agreement == "updated"


def test_an_undated_article_gives_its_steps_no_date() -> None:
    claim = about(claims(("Alba", None, "Mayor Ines Balt said that the bridge collapsed in Lisgar.")), "bridge")
    assert all(step.when.value is None and step.when.latest is None for step in claim.standing)
