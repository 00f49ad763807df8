"""How old a named person is: read beside the name, laid side by side, and told where the reports differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsloom.compare.sayings.ages import _beside
from newsloom.records import Claim
from tests.compare.stories import claims


@pytest.mark.parametrize(
    ("text", "language", "age"),
    [
        ("Berit Solvang, 34, of Oros, was charged.", "en", 34),
        ("Berit Solvang (34) was charged.", "en", 34),
        ("Berit Solvang, who is 34, was charged.", "en", 34),
        ("Berit Solvang, 34 ans, a été arrêtée.", "fr", 34),
        ("Berit Solvang, de 34 años, fue detenida.", "es", 34),
        ("Berit Solvang, 34, wurde festgenommen.", "de", 34),
        ("Berit Solvang, 3,400 of whose hens died, wept.", "en", None),
        ("Berit Solvang, 340, won.", "en", None),
        ("Berit Solvang scored 34 points.", "en", None),
    ],
)
def test_an_age_stands_right_after_a_name(text: str, language: str, age: int | None) -> None:
    found = _beside(text, 0, len("Berit Solvang"), language)
    assert (found[0] if found else None) == age


def test_an_age_stands_right_before_a_name_in_figures_or_words() -> None:
    for text in ("Police held 34-year-old suspect Berit Solvang.", "Thirty-four-year-old Berit Solvang was held."):
        start = text.index("Berit")
        found = _beside(text, start, start + len("Berit Solvang"), "en")
        assert found is not None
        assert found[0] == 34


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["en", "fr", "es", "de", "ja"]))
def test_any_text_beside_a_name_is_read_without_fault(before: str, after: str, language: str) -> None:
    text = f"{before}Berit{after}"
    found = _beside(text, len(before), len(before) + len("Berit"), language)
    assert found is None or 0 < found[0] < 116


def _of(found: tuple[Claim, ...]) -> list[Claim]:
    return [c for c in found if any(a.value and a.value.counts.startswith("the age of") for a in c.assertions)]


def test_two_reports_that_differ_on_an_age_conflict() -> None:
    found = claims(
        ("Alba", "2026-03-01", "Police charged Berit Solvang, 34, with theft on Sunday."),
        ("Beacon", "2026-03-01", "Berit Solvang, 37, was charged with theft on Sunday."),
    )
    (claim,) = _of(found)
    assert claim.agreement == "conflict"
    assert "the age of Berit Solvang" in claim.why


def test_a_birthday_may_lie_between_reports() -> None:
    found = claims(
        ("Alba", "2026-03-01", "Police charged Berit Solvang, 34, with theft on Sunday."),
        ("Beacon", "2026-05-01", "Berit Solvang, 35, was sentenced for theft on Friday."),
    )
    assert [c.agreement for c in _of(found)] == ["unclear"]


def test_an_age_on_which_reports_agree_makes_no_row_and_two_people_are_not_compared() -> None:
    found = claims(
        ("Alba", "2026-03-01", "Police charged Berit Solvang, 34, and Tomas Reik, 51, with theft on Sunday."),
        ("Beacon", "2026-03-01", "Berit Solvang, 34, was charged with theft on Sunday. Tomas Reik, 51, was charged as well."),
    )
    assert _of(found) == []
