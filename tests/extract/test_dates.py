"""Dates as they are written, and no more exactly."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsloom.extract.calendars import solar_hijri
from newsloom.extract.dates import parse
from newsloom.extract.when import from_url, published
from newsloom.records import When

CASES = [
    ("2024-05-27T13:18:05+02:00", "2024-05-27T13:18:05+02:00", "second"),
    ("2024-05-27T13:18", "2024-05-27T13:18:00Z", "minute"),
    ("2024-05-27 13:18:00-0700", "2024-05-27T13:18:00-07:00", "minute"),
    ("20240527T044526Z", "2024-05-27T04:45:26Z", "second"),
    ("2024-05-27T00:00:00Z", "2024-05-27", "day"),
    ("2016/6/29", "2016-06-29", "day"),
    ("2023/12", "2023-12", "month"),
    ("2024", "2024", "year"),
    ("2024-W12", "2024", "week"),
    ("Q3 2024", "2024", "quarter"),
    ("1716785126", "2024-05-27T04:45:26Z", "second"),
    ("Mon, May 27 2024 04:45:26 +0000", "2024-05-27T04:45:26Z", "second"),
    ("Tue, 27 May 2024 9:05 GMT", "2024-05-27T09:05:00Z", "minute"),
    ("Wed, 05 Jun 24 10:11 EST", "2024-06-05T10:11:00-05:00", "minute"),
    ("04 Apr 2024 10:00 MEST", "2024-04-04T10:00:00+02:00", "minute"),
    ("Sept. 9, 2025 1:18 p.m. ET", "2025-09-09T13:18:00-04:00", "minute"),
    ("January 9, 2025 at 1:18 PM PT", "2025-01-09T13:18:00-08:00", "minute"),
    ("9 September 2025, 1:18 pm IST", "2025-09-09", "day"),
    ("27 May 2024 13:18 IST", "2024-05-27", "day"),  # India, Ireland or Israel
    ("Mo, 27 Mai 2024 06:10:00 +0200", "2024-05-27T06:10:00+02:00", "minute"),
    ("mar., 5 déc. 2024 10:10", "2024-12-05T10:10:00Z", "minute"),
    ("27 de mayo de 2024 a las 13:18", "2024-05-27T13:18:00Z", "minute"),
    ("27. května 2024", "2024-05-27", "day"),
    ("27 мая 2024, 13:18", "2024-05-27T13:18:00Z", "minute"),
    ("2024年5月27日 13:18", "2024-05-27T13:18:00Z", "minute"),
    ("2024년 5월 27일 오후 1:18", "2024-05-27T13:18:00Z", "minute"),
    ("١٣ مايو ٢٠٢٤", "2024-05-13", "day"),
    ("May 27, 2024 1:18 p.m. EDT", "2024-05-27T13:18:00-04:00", "minute"),
    ("May 2024", "2024-05", "month"),
    ("13/04/2024", "2024-04-13", "day"),
    ("3.4.2024", "2024-04-03", "day"),
    ("soon after lunch", None, "unknown"),
    ("2 hours ago", None, "unknown"),
    ("2024-13-45", None, "unknown"),
    ("1403/02/07", None, "unknown"),  # another calendar
    ("", None, "unknown"),
]


@pytest.mark.parametrize(("raw", "value", "precision"), CASES)
def test_a_date_is_read_as_it_is_written(raw: str, value: str | None, precision: str) -> None:
    found = parse(raw, origin="feed")
    assert (found.value, found.precision) == (value, precision)
    assert found.origin == ("feed" if value else "unknown")


def test_an_unclear_order_of_day_and_month_gives_the_year_and_its_bounds() -> None:
    found = parse("03/04/2024", origin="page")
    assert (found.value, found.precision, found.earliest, found.latest) == ("2024", "year", "2024-03-04", "2024-04-03")
    assert parse("03/04/2024", origin="page", language="en", country="US").value == "2024-03-04"
    assert parse("03/04/2024", origin="page", language="en", country="GB").value == "2024-04-03"
    assert parse("03/04/2024", origin="page", language="fr").value == "2024-04-03"


def test_bounds_are_days_in_utc() -> None:
    found = parse("2024-05-27T23:30:00-05:00", origin="feed")
    assert (found.earliest, found.latest) == ("2024-05-28", "2024-05-28")


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("https://p.example/2024/05/27/pier", "2024-05-27"),
        ("https://p.example/2023/12/pier", "2023-12"),
        ("https://p.example/2019/nov/18/pier", "2019-11-18"),
        ("https://p.example/a/2024-05-27-pier", "2024-05-27"),
        ("https://p.example/2024/pier-1999/12345", None),
        ("https://p.example/pier", None),
    ],
)
def test_dates_in_addresses(url: str, value: str | None) -> None:
    assert from_url(url).value == value


def at(value: str) -> When:
    return parse(value, origin="metadata")


def test_the_future_and_the_distant_past_are_kept_and_not_believed() -> None:
    found, facts = published([at("2031-01-01T10:00Z")], fetched="2026-01-01T00:00:00Z", origin="metadata")
    assert (found.value, found.latest, facts) == (None, "2026-01-01", {"published.untrusted": "2031-01-01T10:00:00Z"})
    found, facts = published([at("1970-01-01"), at("2025-02-03")], fetched="2026-01-01T00:00:00Z", origin="feed")
    assert (found.value, facts["published.untrusted"]) == ("2025-02-03", "1970-01-01")


def test_a_later_witness_adds_the_hour_or_disagrees() -> None:
    found, facts = published([at("2025-02-03"), at("2025-02-03T10:15Z")], fetched="2026-01-01T00:00:00Z", origin="metadata")
    assert (found.value, facts) == ("2025-02-03T10:15:00Z", {})
    found, facts = published([at("2025-02-03"), at("2025-03-09")], fetched="2026-01-01T00:00:00Z", origin="metadata")
    assert (found.value, facts) == ("2025-02-03", {"published.disagrees": "2025-03-09 (metadata)"})


@given(st.text(max_size=60))
def test_any_text_gives_an_answer(raw: str) -> None:
    found = parse(raw, origin="feed")
    assert (found.value is None) == (found.precision == "unknown")


@pytest.mark.parametrize(
    ("raw", "language", "country", "value"),
    [
        ("4.3.24", "de", "DE", "2024-03-04"),
        ("04.03.24, 13:18 Uhr", "de", "DE", "2024-03-04T13:18:00Z"),
        ("3/4/24", "en", "US", "2024-03-04"),
        ("4/3/24", "fr", None, "2024-03-04"),
        ("13/4/99", None, None, "1999-04-13"),
        ("4/3/24", "en", None, None),  # the day cannot be told
        ("24/3/4", "ja", "JP", None),
        ("version 1.2.24 of the programme is out, says its maker", "en", None, None),
        ("24.13.24", "de", None, None),
    ],
)
def test_years_of_two_digits(raw: str, language: str | None, country: str | None, value: str | None) -> None:
    assert parse(raw, origin="page", language=language, country=country).value == value


@pytest.mark.parametrize(
    ("raw", "language", "value"),
    [
        ("۱۴ فروردین ۱۴۰۳", "fa", "2024-04-02"),
        ("سه‌شنبه ۱۴ فروردین ۱۴۰۳ - ۱۳:۱۸", "fa", "2024-04-02T13:18:00Z"),
        ("1403/12/30", "fa", "2025-03-20"),
        ("1 Farvardin 1404", "en", "2025-03-21"),
        ("1404/12/30", "fa", None),  # no leap year
        ("1403/01/14", "en", None),
        ("4 มีนาคม 2567", "th", "2024-03-04"),
        ("令和6年3月4日 13時18分", "ja", "2024-03-04T13:18:00Z"),
        ("令和元年5月1日", "ja", "2019-05-01"),
        ("中華民國113年3月4日", "zh", "2024-03-04"),
        ("20 Ramadan 1445", "ar", "2024"),
        ("4 maart 2024 13u18", "nl", "2024-03-04T13:18:00Z"),
    ],
)
def test_other_calendars(raw: str, language: str, value: str | None) -> None:
    assert parse(raw, origin="page", language=language).value == value


def test_the_solar_hijri_calendar_has_no_gap() -> None:
    days = [solar_hijri(y, m, d) for y in range(1390, 1412) for m in range(1, 13) for d in range(1, 32)]
    known = [day.toordinal() for day in days if day]
    assert known == list(range(known[0], known[-1] + 1))
    assert solar_hijri(1399, 12, 30) == date(2021, 3, 20) and solar_hijri(1357, 11, 22) == date(1979, 2, 11)


@pytest.mark.parametrize(
    ("raw", "language", "value", "within"),
    [
        ("14 رمضان 1445", "ar", "2024-03", ("2024-03-22", "2024-03-26")),
        ("١٤ رمضان ١٤٤٥ هـ", "ar", "2024-03", ("2024-03-22", "2024-03-26")),
        ("الأحد 14 رمضان 1445 هـ الموافق 24 مارس 2024", "ar", "2024-03-24", ("2024-03-24", "2024-03-24")),
        ("1445/09/14", "ar", "2024-03", ("2024-03-22", "2024-03-26")),
        ("14 Ramadan 1445 AH", "en", "2024-03", ("2024-03-22", "2024-03-26")),
        ("14/09/1445 AH", "en", "2024-03", ("2024-03-22", "2024-03-26")),
        ("20 Ramazan 1445", "tr", "2024", ("2024-03-28", "2024-04-01")),
        ("1445/09/14", "en", None, (None, None)),
        ("31 رمضان 1445", "ar", None, (None, None)),
        ("12/11/1400", "en", None, (None, None)),
    ],
)
def test_a_lunar_hijri_day_is_a_few_days_of_ours(raw: str, language: str, value: str | None, within: tuple[str | None, str | None]) -> None:
    found = parse(raw, origin="page", language=language)
    assert (found.value, (found.earliest, found.latest)) == (value, within)
