"""A draft held against the desk: what is wrong in it is told as such, and nothing is called supported because there is room for it."""

from __future__ import annotations

from functools import cache

from newsloom.compare.check import findings
from newsloom.records import Finding
from tests.compare.stories import article, laid

DESK = (
    ("Post", "2026-03-02", "At least 7 people were killed when the Korr dam burst on Monday, fire chief Orlo Venn said."),
    ("Echo", "2026-03-05", "The dam burst at Korr killed 14 people, fire chief Orlo Venn said. “I signed for every bed,” Ines Balt said."),
    ("Star", "2026-03-20", "The number of people killed when the Korr dam burst rose to 20, fire chief Orlo Venn said."),
    ("Herald", "2026-03-21", "The operator Corvane admitted that it knew of cracks in the dam. A rumour of cracks had gone round."),
    ("Gazette", "2026-03-21", "The clean-up at Korr will cost 90 million euros. “An apology is not a dam,” said deputy Tea Lobo."),
)  # fmt: skip


@cache
def checked(draft: str) -> tuple[Finding, ...]:
    reports = [article(*report) for report in DESK]
    return findings(laid([*reports, article("Draft", None, draft)]), "Draft")


def one(draft: str, words: str) -> list[Finding]:
    """The findings on the sentence of the draft that holds these words."""
    return [f for f in checked(draft) if any(words in p.text for p in f.here)]


def kinds(draft: str, words: str) -> set[str]:
    return {f.finding for f in one(draft, words)}


def test_a_figure_that_a_lower_bound_leaves_room_for_is_not_supported() -> None:
    draft = "The dam burst at Korr killed 31 people, fire chief Orlo Venn said."
    assert kinds(draft, "31 people") <= {"unknown", "contradicted"}
    assert any(f.there and "20" in f.why for f in one(draft, "31 people"))


def test_an_older_figure_is_called_outdated() -> None:
    assert kinds("The dam burst at Korr killed 14 people.", "14 people") == {"newer_figure"}


def test_the_newest_figure_is_supported() -> None:
    assert "supported" in kinds("The number of people killed when the Korr dam burst has risen to 20.", "to 20")


def test_an_altered_word_of_a_quote_is_shown_and_the_sentence_is_not_called_supported() -> None:
    draft = "“An apology is not a wall,” said deputy Tea Lobo."
    (finding,) = one(draft, "An apology")
    assert finding.finding == "quoted_differently"
    assert finding.why == "here “wall”, on the desk “dam”"
    assert finding.here and finding.there


def test_a_quote_of_another_is_told() -> None:
    (finding,) = [f for f in one("“I signed for every bed,” fire chief Orlo Venn said.", "every bed") if f.finding != "supported"]
    assert finding.finding == "other_attribution"
    assert "Ines Balt" in finding.why


def test_what_is_new_is_unknown_whatever_its_form() -> None:
    draft = "The stadium of Korr will be renamed in June. A zoo in Brume offered 50 beds to the families."
    assert kinds(draft, "stadium") == {"unknown"}
    assert kinds(draft, "zoo") == {"unknown"}


def test_a_wrong_sum_is_not_supported() -> None:
    assert "supported" not in kinds("The clean-up at Korr will cost 900 million euros, the ministry said.", "900 million")


def test_what_was_confirmed_since_is_doubted_no_more() -> None:
    assert "contradicted" not in kinds("The operator Corvane knew of cracks in the dam.", "cracks")


def test_a_figure_of_a_part_supports_no_other_figure_of_the_whole() -> None:
    reports = [
        article("Post", "2026-03-02", "Norvia has sent about 10,000 troops to Estland, the defence ministry said."),
        article(
            "Echo",
            "2026-03-03",
            "Some 8,000 Norvian troops are already in the region of Korr, officials said. Norvia sent them to Estland.",
        ),
    ]
    draft = article("Draft", None, "Norvia has sent around 50,000 troops to Estland, the defence ministry said.")
    told = [f for f in findings(laid([*reports, draft]), "Draft") if any("50,000" in p.text for p in f.here)]
    assert told and all(f.finding != "supported" for f in told)


def test_a_flat_denial_of_what_the_desk_reports_is_not_called_unknown() -> None:
    reports = [
        article("Post", "2026-03-02", "Norvia has sent troops to Estland, the defence ministry said."),
        article("Echo", "2026-03-03", "Norvia has sent troops to Estland."),
    ]
    told = findings(laid([*reports, article("Draft", None, "Norvia has sent no troops to Estland.")]), "Draft")
    assert {f.finding for f in told} == {"contradicted"}
