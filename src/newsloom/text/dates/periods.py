"""Days, weeks, months, quarters, seasons and years as `When`s: what each value is, and from when to when it goes."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from newsloom.records import Origin, Precision, When


def date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def of_day(day: date, origin: Origin) -> When:
    return When(value=day.isoformat(), precision="day", origin=origin, earliest=day.isoformat(), latest=day.isoformat())


def of_week(day: date) -> When:
    monday = day - timedelta(day.weekday())
    return When(
        value=monday.isoformat(),
        precision="week",
        origin="inferred",
        earliest=monday.isoformat(),
        latest=(monday + timedelta(6)).isoformat(),
    )


def month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def of_month(year: int, month: int, origin: Origin) -> When:
    return When(
        value=f"{year:04}-{month:02}",
        precision="month",
        origin=origin,
        earliest=f"{year:04}-{month:02}-01",
        latest=month_end(year, month).isoformat(),
    )


def of_quarter(year: int, quarter: int, origin: Origin) -> When:
    month = 3 * quarter - 2
    return When(
        value=f"{year:04}-{month:02}",
        precision="quarter",
        origin=origin,
        earliest=f"{year:04}-{month:02}-01",
        latest=month_end(year, month + 2).isoformat(),
    )


def of_half(year: int, half: int, origin: Origin) -> When | None:
    return between(date(year, 6 * half - 5, 1), month_end(year, 6 * half), "month", origin)


def of_season(year: int, season: int, origin: Origin) -> When:
    """Seasons by the months of meteorology: spring is March to May; winter runs into the next year."""
    month = 3 * season
    end_year, end_month = (year, month + 2) if season < 4 else (year + 1, 2)
    return When(
        value=f"{year:04}-{month:02}",
        precision="season",
        origin=origin,
        earliest=f"{year:04}-{month:02}-01",
        latest=month_end(end_year, end_month).isoformat(),
    )


def of_year(year: int, origin: Origin) -> When:
    return When(value=f"{year:04}", precision="year", origin=origin, earliest=f"{year:04}-01-01", latest=f"{year:04}-12-31")


def between(first: date, last: date, precision: Precision, origin: Origin) -> When | None:
    if last < first:
        return None
    return When(precision=precision, origin=origin, earliest=first.isoformat(), latest=last.isoformat())
