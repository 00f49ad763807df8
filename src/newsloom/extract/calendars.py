"""Dates of other calendars, written anew in ours: years of Japanese eras and of the Republic of China, days of the solar Hijri calendar.

A month of the lunar Hijri calendar begins when the moon is seen, which differs from country to country: a day in it is a few days of ours.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from newsloom.lexicon import table

_NOWRUZ = (1403, date(2024, 3, 20))  # a first of Farvardin that is known; leap years are counted from there
_YEARS = range(1250, 1500)  # in which the rule of leap years below agrees with the calendar as it is kept
_LUNAR_YEARS = range(1343, 1501)
_LUNAR_START = 1_948_440 - 385 - 1_721_425  # the day before the first of the year 1, as `date.toordinal` counts
_IN_DIGITS = re.compile(r"(?<!\d)(1[34]\d\d)(?P<mark>[/.-])(\d{1,2})(?P=mark)(\d{1,2})(?!\d)")


def gregorian(text: str, language: str | None) -> str:
    """A text with its date in our calendar; as it is where it has none of the others.

    Args:
        text: a date as found, digits already ASCII.
        language: BCP 47 primary subtag of the page: in Persian and Pashto, "1403/01/14" is a day of the solar Hijri calendar.
    """
    text = _eras().sub(lambda m: f"{table('calendars')['eras'][m[1]] + (1 if m[2] == '元' else int(m[2]))}年", text)
    if language in ("fa", "ps") and (found := _IN_DIGITS.search(text)):
        return _written(text, found.span(), int(found[1]), int(found[3]), int(found[4]))
    if found := _named().search(text):
        return _written(text, found.span(), int(found["y"]), _months()[found["m"].casefold()], int(found["d"]))
    return text


def _written(text: str, span: tuple[int, int], year: int, month: int, day: int) -> str:
    """The text with the date at its beginning, as ISO 8601 writes it, and then the rest: a time, if there is one."""
    found = solar_hijri(year, month, day)
    rest = " ".join(re.findall(r"\d{1,2}:\d\d(?::\d\d)?", text[: span[0]] + " " + text[span[1] :])[:1])
    return f"{found.isoformat()} {rest}".strip() if found else text


def solar_hijri(year: int, month: int, day: int) -> date | None:
    """A day of the solar Hijri calendar; None for one that does not exist, or lies outside 1250 to 1499 (1871 to 2121).

    Leap years follow the cycle of 33 years (8 leap years in it), which agrees with the calendar as it is kept in that time.
    """
    length = 31 if month <= 6 else 30 if month <= 11 or _is_leap(year) else 29
    if year not in _YEARS or not 1 <= month <= 12 or not 1 <= day <= length:
        return None
    known, first = _NOWRUZ
    days = sum(365 + _is_leap(y) for y in range(min(known, year), max(known, year)))
    start = first + timedelta(days=days if year >= known else -days)
    return start + timedelta(days=31 * min(month - 1, 6) + 30 * max(0, month - 7) + day - 1)


def lunar_hijri(text: str, language: str | None) -> tuple[date, date] | None:
    """The first and last day that a date of the lunar Hijri calendar in a text can be; None without one.

    Args:
        text: a date as found, digits already ASCII ("14 رمضان 1445", "1445/9/14 هـ").
        language: BCP 47 primary subtag of the page: figures alone are one in Arabic, elsewhere only with "AH" or the like behind them.
    """
    found = _lunar_named().search(text)
    if found:
        return _lunar(int(found["y"]), _lunar_months()[found["m"].casefold()], int(found["d"]))
    figures = _lunar_figures().search(text)
    if not figures or not (figures["mark"] or language in table("calendars")["lunar_hijri_marks"]["languages"]):
        return None
    first, month, last = int(figures[1]), int(figures["m"]), int(figures[4])
    return _lunar(first, month, last) if first > last else _lunar(last, month, first)


def _lunar(year: int, month: int, day: int) -> tuple[date, date] | None:
    """By the arithmetic calendar (30 years with 11 leap years of 355 days, from 16 July 622, Julian), which the calendar of Saudi Arabia
    (Umm al-Qura) leaves by no more than two days between 1343 and 1500; where the moon is looked for, it is a day later at most."""
    if year not in _LUNAR_YEARS or not 1 <= month <= 12 or not 1 <= day <= 30:
        return None
    days = (11 * year + 3) // 30 + 354 * year + 30 * month - (month - 1) // 2 + day + _LUNAR_START
    middle = date.fromordinal(days)
    return middle - timedelta(days=2), middle + timedelta(days=2)


def _is_leap(year: int) -> bool:
    return (25 * year + 11) % 33 < 8


@cache
def _months() -> dict[str, int]:
    return {name: number for names in table("calendars")["solar_hijri"].values() for number, name in enumerate(names, 1)}


@cache
def _named() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(_months(), key=len, reverse=True)))
    return re.compile(rf"(?<!\d)(?P<d>\d{{1,2}})\s{{0,3}}(?P<m>{names})(?:\s{{0,3}}(?:ماه|،|,))?\s{{0,3}}(?P<y>1[34]\d\d)(?!\d)", re.I)


@cache
def _eras() -> re.Pattern[str]:
    return re.compile(rf"(?:中華|中华)?({'|'.join(table('calendars')['eras'])})\s{{0,2}}(元|\d{{1,3}})\s{{0,2}}年")


@cache
def _lunar_months() -> dict[str, int]:
    tables = table("calendars")["lunar_hijri"].values()
    return {name: number for names in tables for number, group in enumerate(names, 1) for name in group.split("|")}


@cache
def _lunar_named() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(_lunar_months(), key=len, reverse=True)))
    return re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})\s{{0,3}}(?:من\s|شهر\s){{0,2}}(?P<m>{names}),?\s{{0,3}}(?:لعام\s|سنة\s|عام\s)?(?P<y>1[34]\d\d)(?!\d)",
        re.I,
    )


@cache
def _lunar_figures() -> re.Pattern[str]:
    marks = "|".join(map(re.escape, table("calendars")["lunar_hijri_marks"]["after"]))
    return re.compile(
        rf"(?<!\d)(1[34]\d\d|\d{{1,2}})([/.-])(?P<m>\d{{1,2}})\2(1[34]\d\d|\d{{1,2}})(?!\d)(?:\s{{0,2}}(?P<mark>{marks})(?!\w))?"
    )
