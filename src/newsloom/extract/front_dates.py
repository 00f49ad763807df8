"""Dates as the head of an article prints them, read strictly: what is not certain is not said."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date
from functools import cache

from newsloom.records import Span, When

_LANGUAGES = ("en", "fr", "es", "de", "it", "pt")
_ZONES = {
    "z": "+00:00",
    "gmt": "+00:00",
    "utc": "+00:00",
    "bst": "+01:00",
    "cet": "+01:00",
    "cest": "+02:00",
    "est": "-05:00",
    "edt": "-04:00",
    "pst": "-08:00",
    "pdt": "-07:00",
}
_WORD = r"[^\W\d_]{3,12}"
_CLOCK = (
    r"(?:(?:,|\s|-|\||at|à|a las|um|T){0,4}\s?(?P<hour>[01]?\d|2[0-3])(?:[:.h]|\sh\s)(?P<minute>[0-5]\d)"
    r"(?::(?P<second>[0-5]\d)(?:\.\d{1,9})?)?"
    r"\s?(?P<half>[ap]\.?m\.?)?\s?(?:Uhr\s?)?\(?(?P<zone>Z|GMT|UTC|BST|CES?T|E[SD]T|P[SD]T|[+-]\d\d:?\d\d)?\)?(?![\w]))?"
)
_ISO = re.compile(r"(?<![\d/-])(?P<year>[12]\d{3})-(?P<month>\d\d)(?:-(?P<day>\d\d))?(?![\d/-])" + _CLOCK, re.IGNORECASE)
_DAY_FIRST = re.compile(
    rf"(?<![\d/.-])(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s(?:of\s|de\s)?(?P<name>{_WORD})\.?,?\s(?:de\s|del\s)?(?P<year>[12]\d{{3}})(?!\d)"
    + _CLOCK,
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<name>{_WORD})\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>[12]\d{{3}})(?!\d)" + _CLOCK, re.IGNORECASE
)
_MONTH = re.compile(rf"(?<!\d\s)(?<!\d\.\s)\b(?P<name>{_WORD})\.?,?\s(?:de\s|of\s)?(?P<year>[12]\d{{3}})(?!\d)", re.IGNORECASE)
_SLASHED = re.compile(
    r"(?<![\d/.-])(?P<first>\d{1,2})(?P<mark>[/.])(?P<then>\d{1,2})(?P=mark)(?P<year>[12]\d{3})(?![\d/])" + _CLOCK, re.IGNORECASE
)


def find(line: str, *, month_first: bool | None = None) -> list[tuple[Span, When]]:
    """All dates in `line`, in order, not overlapping.

    Args:
        line: a short text (code points are counted from its start).
        month_first: how 03/04/2024 is to be read; None where that is not known, which then gives the year and its bounds only.

    Returns:
        spans and moments with origin "text". A clock time counts only where its zone is printed: without one the day is what is known.
    """
    found: list[tuple[Span, When]] = []
    for pattern in (_ISO, _DAY_FIRST, _MONTH_FIRST, _SLASHED, _MONTH):
        for match in pattern.finditer(line):
            span = Span(start=match.start(), end=match.end())
            if any(span.overlaps(other) for other, _ in found):
                continue
            when = _slashed(match, month_first) if pattern is _SLASHED else _named(match)
            if when is not None:
                found.append((span, when))
    return sorted(found, key=lambda item: item[0])


def _named(match: re.Match[str]) -> When | None:
    groups = match.groupdict()
    month = int(groups["month"]) if groups.get("month") else _months().get(_fold(groups.get("name") or ""))
    if month is None or not 1 <= month <= 12:
        return None
    year = int(groups["year"])
    if not groups.get("day"):
        last = monthrange(year, month)[1]
        stem = f"{year:04}-{month:02}"
        return When(value=stem, precision="month", origin="text", earliest=f"{stem}-01", latest=f"{stem}-{last:02}")
    return _day(year, month, int(groups["day"]), groups)


def _slashed(match: re.Match[str], month_first: bool | None) -> When | None:
    groups = match.groupdict()
    first, then, year = int(groups["first"]), int(groups["then"]), int(groups["year"])
    if groups["mark"] == ".":
        month_first = False
    if month_first is None and first <= 12 and then <= 12 and first != then:
        days = sorted([date(year, first, then), date(year, then, first)])
        return When(value=f"{year:04}", precision="year", origin="text", earliest=days[0].isoformat(), latest=days[1].isoformat())
    month, day = (first, then) if then > 12 or (month_first and first <= 12) else (then, first)
    return _day(year, month, day, groups)


def _day(year: int, month: int, day: int, groups: dict[str, str | None]) -> When | None:
    try:
        value = date(year, month, day).isoformat()
    except ValueError:
        return None
    zone = groups.get("zone")
    if not (zone and groups.get("hour")):
        return When(value=value, precision="day", origin="text", earliest=value, latest=value)
    hour, half = int(groups["hour"] or 0), (groups.get("half") or "").lower()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    offset = _ZONES.get(zone.lower()) or f"{zone[:3]}:{zone[-2:]}"
    clock = f"{hour:02}:{groups['minute']}:{groups.get('second') or '00'}"
    return When(
        value=f"{value}T{clock}{offset}",
        precision="second" if groups.get("second") else "minute",
        origin="text",
        earliest=value,
        latest=value,
    )


@cache
def _months() -> dict[str, int]:
    """Month names and unambiguous beginnings of three letters or more, folded, over the languages known."""
    from babel.dates import get_month_names

    names: dict[str, set[int]] = {}
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, locale=language).items():
                    folded = _fold(str(name).rstrip("."))
                    for size in range(3, len(folded) + 1):
                        names.setdefault(folded[:size], set()).add(number)
    return {name: next(iter(numbers)) for name, numbers in names.items() if len(numbers) == 1}


def _fold(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
