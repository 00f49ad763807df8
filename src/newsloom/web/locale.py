"""Dates and numbers as the reader's browser asks for them (Unicode CLDR, through babel). Names of months follow the pages' language."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from newsloom.records import When

DEFAULT = "en_GB"
_TAG = re.compile(r"\s*([A-Za-z]{2,3})(?:-([A-Za-z]{4}))?(?:-([A-Za-z]{2}))?\s*(?:;\s*q=([0-9.]{1,5}))?\s*$")


@lru_cache(256)
def of(header: str) -> str:
    """The locale that an Accept-Language header (RFC 9110) asks for first and that is known; British English for none."""
    wanted: list[tuple[float, int, str]] = []
    for number, part in enumerate(header[:500].split(",")):
        if match := _TAG.match(part):
            language, script, region, quality = match.groups()
            name = "_".join(x for x in (language.lower(), script and script.title(), region and region.upper()) if x)
            try:
                wanted.append((-float(quality or 1), number, name))
            except ValueError:
                continue
    for _, _, name in sorted(wanted):
        try:
            return str(Locale.parse(name))
        except (UnknownLocaleError, ValueError):
            continue
    return DEFAULT


def number(value: float, loc: str = DEFAULT) -> str:
    return format_decimal(value, locale=loc)


def _parsed(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def day(value: str | None, loc: str = DEFAULT) -> str:
    """A day, month or year, no more exact than it is given."""
    if not value:
        return "undated"
    if re.fullmatch(r"\d{4}", value):
        return value
    if re.fullmatch(r"\d{4}-\d{2}", value):
        first = _parsed(f"{value}-01")
        return format_skeleton("yMMMM", first, locale=loc) if first else value
    found = _parsed(value)
    return format_date(found, "long", locale=loc) if found else value


def moment(value: str | None, loc: str = DEFAULT) -> str:
    """A time of the desk's own clock: day and minute, UTC."""
    if not value or len(value) < 16:
        return day(value, loc)
    return f"{day(value, loc)}, {value[11:16]} UTC"


def ago(value: str | None, loc: str = DEFAULT) -> str:
    """How long ago, roughly; a day where it is more than a week."""
    if not value:
        return "never"
    try:
        then = datetime.fromisoformat(value.replace("Z", "+00:00"))
    except ValueError:
        return value
    seconds = (datetime.now(UTC) - then).total_seconds()
    if seconds < 60:
        return "just now"
    for size, unit in ((60, "minute"), (3600, "hour"), (86_400, "day")):
        count = int(seconds // size)
        if count < {"minute": 60, "hour": 24, "day": 8}[unit]:
            return f"{count} {unit}{'' if count == 1 else 's'} ago"
    return day(value, loc)


def when(it: When | None, loc: str = DEFAULT) -> str:
    """A time no more exact than it is known; an inferred one says so."""
    if it is None:
        return "undated"
    if it.value:
        shown = day(it.value, loc)
        shown = f"week of {shown}" if it.precision == "week" else shown
        return f"{shown} (inferred)" if it.origin == "inferred" else shown
    if it.earliest and it.latest:
        return day(it.earliest, loc) if it.earliest == it.latest else f"between {day(it.earliest, loc)} and {day(it.latest, loc)}"
    if it.earliest:
        return f"not before {day(it.earliest, loc)}"
    return f"by {day(it.latest, loc)} (inferred)" if it.latest and it.origin == "inferred" else "undated"


@lru_cache(256)
def language(code: str) -> str:
    """A language by its name in the pages' language; a code that is not known stays as it is."""
    try:
        return Locale.parse(code, sep="-").get_display_name("en") or code
    except (UnknownLocaleError, ValueError, TypeError):
        return code


def span(first: str | None, last: str | None, loc: str = DEFAULT) -> str:
    return f"{day(first, loc)} to {day(last, loc)}" if first and last and first != last else day(first or last, loc)
