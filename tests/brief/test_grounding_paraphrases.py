"""True sentences in other words pass, and the same words turned false do not."""

from __future__ import annotations

import pytest

from newsloom.brief.grounding import Context, Source, check


def faults(sentence: str, *passages: str, days: frozenset[str] = frozenset()) -> list[str]:
    return [f.kind for f in check(sentence, [Source(text=p, language="en", days=days) for p in passages], Context())]


TOLD = "Orrin Ferries would close 40 offices and cut 1,200 of its 2,300 jobs, harbour union chief Ada Quill warned on Monday."


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("Velm set up a 2-million-crown fund for fishermen.", "The town of Velm has set up a fund of 2 million crowns for fishermen."),
        ("South American crews boarded the ferry in Velm.", "Crews from South America boarded the ferry in Velm."),
        ("The clinic in Velm admitted 31 hurt passengers.", "Thirty-one hurt passengers were taken to the clinic in Velm."),
        ("Repairs will take three months, at an unknown cost.", "Repairs will take three months, and nobody can say what they will cost."),
        ("All 14 guards were interviewed and cleared in Velm.", "All 14 guards in Velm had been questioned and cleared."),
    ],
)
def test_what_is_true_in_other_words_passes(sentence: str, passage: str) -> None:
    assert faults(sentence, passage) == []


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("Velm set up a 3-million-crown fund for fishermen.", "The town of Velm has set up a fund of 2 million crowns for fishermen."),
        ("North American crews boarded the ferry in Velm.", "Crews from South America boarded the ferry in Velm."),
        ("The clinic in Velm admitted 13 hurt passengers.", "Thirty-one hurt passengers were taken to the clinic in Velm."),
        ("Fewer than four suspects are held in Velm.", "Four suspects are held in Velm, after two more were arrested in Orle."),
        ("All 14 guards were interviewed and charged in Velm.", "All 14 guards in Velm had been questioned and cleared."),
    ],
)
def test_the_same_words_turned_false_do_not(sentence: str, passage: str) -> None:
    assert faults(sentence, passage)


def test_a_year_that_last_year_means_is_a_date_of_the_passage() -> None:
    told = "The line carried 2.6 million passengers last year."
    days = frozenset({"2029"})
    assert faults("In 2029 the line carried 2.6 million passengers.", told, days=days) == []
    assert "date" in faults("In 2028 the line carried 2.6 million passengers.", told, days=days)
