"""How many sources stand behind a claim, over the whole road: copies, one speaker in many papers, wires, circles, origins never seen."""

from __future__ import annotations

import msgspec

from newsloom.records import Article, Claim, Dossier, Outlet
from tests.compare.stories import about, article, laid

_HEADS = ("Bridge disaster grows", "The truth they hide", "Readers demand answers", "What we know", "Exclusive")
_ENDS = (
    "Nobody in office wants to talk about it.",
    "Share this with all you know.",
    "The other papers keep silent.",
    "Our readers are outraged.",
    "More of this tomorrow.",
    "The mayor has to go.",
    "It is time that people learn the truth.",
    "We have said so from the first day.",
)
_FALSE = "The Lisgar bridge collapse killed 400 people on Monday, far more than the authorities admit, according to our own count."


def hostile(number: int) -> Article:
    """One of forty pages of one house, each under another name and address, a little reworded."""
    lines = [
        _HEADS[number % len(_HEADS)] + ".",
        _FALSE,
        "The dead lie in cold stores at the harbour, and the ministry of transport has told the hospitals to keep quiet about them.",
        "A reporter who asked at the gate of the harbour was sent away by guards without a word.",
        _ENDS[number % len(_ENDS)],
    ]
    made = article(f"Free Voice {number}", "2026-03-04", " ".join(lines))
    url = f"https://voice{number}.example/truth-{number}"
    return msgspec.structs.replace(made, url=url, outlet=Outlet(name=f"Free Voice {number}", domain=f"voice{number}.example"))


HONEST = (
    article("Post", "2026-03-03", "The collapse of the Lisgar bridge killed 12 people on Monday, police spokesman Ivo Kern said."),
    article("Courier", "2026-03-03", "Twelve people were killed when the Lisgar bridge collapsed on Monday, fire chief Orlo Venn said."),
)  # fmt: skip


def figure(found: Dossier, low: float) -> Claim:
    """The claim that has a version with this figure."""
    return next(c for c in found.claims if any(a.value and a.value.low == low for a in c.assertions))


def test_a_false_figure_under_forty_names_is_one_source() -> None:
    found = laid([*HONEST, *(hostile(n) for n in range(40))])
    claim = figure(found, 400)
    false = {a.article for a in claim.assertions if a.value and a.value.low == 400}
    origins = {n for n, group in enumerate(found.provenance.origins) if false & set(group.articles)}
    assert len(false) == 40
    assert len(origins) == 1
    assert found.provenance.independent_sources == 3
    assert claim.independent_sources <= 3
    if claim is not figure(found, 12):
        assert claim.independent_sources == 1


def test_five_papers_that_quote_one_spokesman_are_five_reports_of_one_source() -> None:
    openings = (
        "Rain kept falling on the north bank.",
        "The market hall stayed shut.",
        "Schools reopened after a week.",
        "Trains ran late again.",
        "The ferry was full by noon.",
    )
    told = (
        "The dam at Korr lost 30 million litres of water, ministry spokesman Ivo Kern said.",
        "Ministry spokesman Ivo Kern said the dam at Korr had lost 30 million litres of water.",
        "Ivo Kern, spokesman for the ministry, told reporters that the dam at Korr lost 30 million litres of water.",
        "The dam at Korr has lost 30 million litres of water, said Ivo Kern, a spokesman for the ministry.",
        "“The dam at Korr lost 30 million litres of water,” said the ministry's spokesman, Ivo Kern.",
    )
    papers = ("Post", "Courier", "Star", "Echo", "Herald")
    found = laid([article(p, f"2026-03-0{n + 1}", f"{openings[n]} {told[n]}") for n, p in enumerate(papers)])
    claim = about(found.claims, "30 million litres", kind="quantity")
    assert claim.reports == 5
    assert claim.independent_sources == 1
    assert found.provenance.independent_sources == 5


def test_papers_that_cite_each_other_in_a_circle_are_counted_once_each() -> None:
    found = laid(
        [
            article("The Orle Post", "2026-03-01", "The mill in Orle will close in May, the Brume Courier reported. It stood silent."),
            article("The Brume Courier", "2026-03-01", "According to the Lisgar Star, the mill in Orle will close in May."),
            article("The Lisgar Star", "2026-03-01", "The mill in Orle will close in May, the Orle Post reported."),
        ]
    )  # fmt: skip
    assert len([d for d in found.provenance.derivations if d.how == "cites"]) == 3
    claim = about(found.claims, "will close in May")
    assert claim.reports == 3
    assert claim.independent_sources == 1


def test_two_papers_with_one_wire_dateline_are_one_source() -> None:
    found = laid(
        [
            article("Orle Post", "2026-03-01", "ORLE (Meridian Agency) – A fire destroyed 14 boats in the harbour of Orle on Sunday."),
            article("Brume Star", "2026-03-02", "ORLE (Meridian Agency) – Fourteen boats burned in the harbour of Orle on Sunday."),
        ]
    )  # fmt: skip
    assert found.provenance.independent_sources == 1
    (origin,) = found.provenance.origins
    assert origin.name == "Meridian Agency"
    assert figure(found, 14).independent_sources == 1
    assert {d.from_article for d in found.provenance.derivations} == {None}


def test_an_origin_that_was_never_seen_is_named() -> None:
    found = laid(
        [
            article("Orle Post", "2026-03-01", "The bank Harlow hid losses of 90 million euros, the Fennmark Inquirer first reported."),
            article("Brume Star", "2026-03-02", "The bank Harlow hid losses of 90 million euros, according to the Fennmark Inquirer."),
        ]
    )  # fmt: skip
    cited = [d for d in found.provenance.derivations if d.how == "cites"]
    assert {d.from_ for d in cited} == {"Fennmark Inquirer"}
    assert all(d.from_article is None and d.passages for d in cited)
    claim = figure(found, 90_000_000)
    assert claim.reports == 2
    assert claim.independent_sources == 1
