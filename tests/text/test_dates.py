"""Time expressions in plain text: spans, calendar, bounds, hostile input."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsloom.text import dates

DAY = date(2024, 2, 5)


def one(text: str, language: str = "en", country: str | None = None) -> dates.Expression:
    (found,) = dates.find(text, language, country)
    return found


@pytest.mark.parametrize(("country", "expected"), [("US", "2024-03-04"), ("GB", "2024-04-03"), (None, "2024")])
def test_day_and_month_in_digits_go_by_the_country(country: str | None, expected: str) -> None:
    assert dates.resolve(one("It is dated 03/04/2024.", country=country), None, None).value == expected


def test_a_base_known_to_a_stretch_gives_a_value_only_where_both_ends_agree() -> None:
    last_year = one("It began last year.")
    assert dates.resolve(last_year, date(2024, 1, 1), date(2024, 12, 31)).value == "2023"
    apart = dates.resolve(last_year, date(2023, 12, 1), date(2024, 2, 1))
    assert apart.value is None
    assert (apart.earliest, apart.latest) == ("2022-01-01", "2023-12-31")


def test_without_a_base_relative_words_stay_open() -> None:
    when = dates.resolve(one("They left on Tuesday."), None, None)
    assert (when.value, when.precision, when.earliest) == (None, "day", None)


def test_a_day_that_does_not_exist_is_not_made_up() -> None:
    assert dates.resolve(one("It was 30 February 2023."), None, None).value is None


def test_southern_seasons_follow_the_outlet() -> None:
    summer = one("It burned in the summer of 2023.")
    assert dates.resolve(summer, None, None).value == "2023-06"
    assert dates.resolve(summer, None, None, country="AU").value == "2023-12"


@given(day=st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_a_written_day_is_read_back(day: date) -> None:
    text = f"It was signed on {day.day} {day:%B} {day.year}."
    assert dates.resolve(one(text), None, None).value == day.isoformat()


@given(base=st.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_the_last_weekday_is_never_ahead_nor_more_than_a_week_back(base: date) -> None:
    when = dates.resolve(one("They left on Tuesday."), base, base, "past")
    found = date.fromisoformat(when.value or "")
    assert found.weekday() == 1
    assert 0 <= (base - found).days < 7


@pytest.mark.parametrize("language", ["en", "fr", "es", "de", "xx"])
@given(text=st.text(st.one_of(st.characters(), st.sampled_from("0123456789 ./-MarchMondaylastyear")), max_size=80), base=st.dates())
@settings(max_examples=60, deadline=None)
def test_any_text_is_read_without_a_crash(language: str, text: str, base: date) -> None:
    last = 0
    for found in dates.find(text, language):
        assert last <= found.start <= found.core < found.end <= len(text)
        last = found.end
        try:
            dates.resolve(found, base, base)
        except OverflowError:  # pragma: no cover
            pytest.fail("a date beyond the calendar")


def test_a_long_hostile_line_is_read_in_linear_time() -> None:
    for text in ("12 March " * 3000, "last " * 8000, "between March and " * 2000, "2024-" * 6000):
        dates.find(text, "en")
