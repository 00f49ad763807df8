"""Days that a text speaks of, read cheaply: "27 January", "January 27", "Monday" (with the day of publication as base)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

from newsloom.text.words import fold

_EPOCH = date(1970, 1, 1).toordinal()
_MONDAY = 4  # 1970-01-05, the first Monday of the count


@cache
def _calendar(language: str) -> tuple[dict[str, int], dict[str, int]]:
    """(month name → 1..12, weekday name → 0..6) in folded words, full and abbreviated names; English for an unknown language."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse("en")
    months: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for number, name in locale.months["format"][width].items():
            months.setdefault(fold(name).rstrip("."), number)
        for number, name in locale.days["format"][width].items():
            weekdays.setdefault(fold(name).rstrip("."), number)
    return months, {word: number for word, number in weekdays.items() if len(word) > 2}


@cache
def calendar_words(language: str) -> frozenset[str]:
    """Folded names of months and weekdays: written with a capital in some languages, but no names of anyone."""
    months, weekdays = _calendar(language)
    return frozenset(months) | frozenset(weekdays)


def mentioned_days(words: Sequence[str], base: int | None, language: str) -> tuple[int, ...]:
    """Days (since 1970-01-01) that folded words name, first mention first.

    Without a base (the day of publication) weekdays stay unread and a day and month without a year are placed in the year 1970, so that
    two undated articles can still agree on them.
    """
    months, weekdays = _calendar(language.split("-")[0])
    found: dict[int, None] = {}
    for at, word in enumerate(words):
        if word in weekdays:
            if base is not None:
                found[base - (base - _MONDAY - weekdays[word]) % 7] = None
        elif word in months:
            day = _near(words, at)
            resolved = _resolve(day, months[word], _year(words, at), base) if day else None
            if resolved is not None:
                found[resolved] = None
    return tuple(found)


def _near(words: Sequence[str], at: int) -> int | None:
    """The day of the month beside a month's name ("27 January", "27 de enero", "January 27th")."""
    for place in (at + 1, at - 1, at - 2):
        if 0 <= place < len(words):
            plain = words[place].rstrip("sthndr")
            if plain.isdecimal() and len(plain) <= 2 and 1 <= int(plain) <= 31:
                return int(plain)
    return None


def _year(words: Sequence[str], at: int) -> int | None:
    for word in words[at + 1 : at + 4]:
        if len(word) == 4 and word.isdecimal() and word[:2] in ("19", "20"):
            return int(word)
    return None


def _resolve(day: int, month: int, year: int | None, base: int | None) -> int | None:
    """The day as days since 1970: with a base but no year, the last such day up to a week after it."""
    try:
        if year is not None:
            return date(year, month, day).toordinal() - _EPOCH
        if base is None:
            return date(1970, month, day).toordinal() - _EPOCH
        now = date.fromordinal(base + _EPOCH)
        found = date(now.year, month, day).toordinal() - _EPOCH
        return found if found <= base + 7 else date(now.year - 1, month, day).toordinal() - _EPOCH
    except ValueError:
        return None
