"""Dates as sites and feeds write them: read as exactly as they are written, and no more exactly.

Known forms: RFC 3339 / ISO 8601 and its neighbours (`2016/6/29`, `2023/12`, `20240527T0445`), RFC 822/2822 with its many bendings
(month before day, names in any language that CLDR has, a wrong weekday), Unix times, East Asian dates. What is not understood is
unknown; nothing is ever filled in from the present day.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from newsloom.extract.calendars import gregorian, lunar_hijri
from newsloom.extract.months import month_names
from newsloom.lexicon import table
from newsloom.records import Origin, Precision, When

_LONGEST = 120
_ISO = re.compile(
    r"^(?P<y>\d{4})(?:(?P<s>[-/.])(?P<m>\d{1,2})(?:(?P=s)(?P<d>\d{1,2}))?)?(?:(?:\s*[Tt]\s*|\s+|,\s*)(?P<rest>\d{1,2}[:.hH]?\d\d.*))?$"
)
_COMPACT = re.compile(r"^(?P<y>(?:19|20)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?:[Tt ]?(?P<rest>\d{4}(?:\d\d)?.*))?$")
_EAST_ASIAN = re.compile(
    r"^(?P<y>\d{4})\s*[年년]\s*(?P<m>\d{1,2})\s*[月월](?:\s*(?P<d>\d{1,2})\s*[日일])?(?P<rest>[^\d]{0,12}\d{1,2}[:時时시].*)?$"
)
_WEEK = re.compile(r"^(?P<y>\d{4})-?W(?P<w>\d\d)$")
_QUARTER = re.compile(r"^(?:Q(?P<q>[1-4])[ /-]?(?P<y>\d{4})|(?P<y2>\d{4})[ -]?Q(?P<q2>[1-4]))$", re.I)
_NUMERIC = re.compile(r"(?<!\d)(?P<a>\d{1,2})(?P<s>[./-])(?P<b>\d{1,2})(?P=s)(?P<y>\d{4})(?!\d)")
_SHORT_NUMERIC = re.compile(r"(?<![\d./-])(?P<a>\d{1,2})(?P<s>[./])(?P<b>\d{1,2})(?P=s)(?P<y>\d\d)(?![\d./-])")
_SHORT_TEXT = 40  # characters
_YEAR_FIRST = ("zh", "ja", "ko", "hu", "mn")
_TIME = re.compile(
    r"(?<![\d.:/-])(?P<h>\d{1,2})(?:\s?[:.hHu時时시]\s?(?P<mi>\d\d)(?:[:.](?P<s>\d\d)(?:[.,]\d{1,9})?)?[分분]?\s*(?P<ap>[ap]\.?\s?m\b\.?)?|\s?(?P<ap2>[ap]\.?m\b\.?))"
    r"(?!\d)(?![./-]\d)",
    re.I,
)
_AFTERNOON = re.compile("오후|下午|午後")
_BARE_TIME = re.compile(r"^(?P<h>\d\d)(?P<mi>\d\d)(?P<s>\d\d)?(?!\d)")
_OFFSET = re.compile(r"(?:GMT|UTC)?\s?(?P<sign>[+−-])(?P<h>\d{1,2}):?(?P<m>\d\d)?(?!\d)", re.I)
_NAMED_ZONE = re.compile(r"\b([A-Z]{1,5})\b")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_DAY = re.compile(r"(?<![\d:.])(\d{1,2})(?:st|nd|rd|th|er|\.|º|ª|o)?(?![\d:])", re.I)
_SHORT_YEAR = re.compile(r"(?<![\d:])(\d\d)(?![\d:])")


def parse(raw: str | None, *, origin: Origin, language: str | None = None, country: str | None = None) -> When:
    """Read a date.

    Args:
        raw: the date as found.
        origin: where it was found.
        language: BCP 47 primary subtag of the page: names of months, order of day and month.
        country: ISO 3166-1 alpha-2 code of the outlet: order of day and month in English.

    Returns:
        The moment with its precision and the source's offset from UTC (a time without one is given as UTC); unknown where it is not
        understood. Where only the order of day and month is unclear, the year, bounded by the two readings.
    """
    text = _plain(raw or "")
    if not text or len(text) > _LONGEST:
        return When()
    try:
        text = gregorian(text, language)
        return (
            _epoch(text, origin)
            or _structured(text, origin, language)
            or _period(text, origin)
            or _numeric(text, origin, language, country)
            or _short(text, origin, language, country)
            or _worded(text, origin, language)
            or _lunar(text, origin, language)
            or When()
        )
    except (ValueError, OverflowError):
        return When()


def _lunar(text: str, origin: Origin, language: str | None) -> When | None:
    """A day of the lunar Hijri calendar: the month that it falls in, or the year, and the days that it can be."""
    days = lunar_hijri(text, language)
    if days is None:
        return None
    first, last = days
    if first.year != last.year:
        return When(earliest=first.isoformat(), latest=last.isoformat(), origin=origin)
    if first.month != last.month:
        return _span(first, last, "year", f"{first.year:04}", origin)
    return _span(first, last, "month", f"{first.year:04}-{first.month:02}", origin)


def _plain(raw: str) -> str:
    if raw.isascii():
        return " ".join(raw.split())
    text = unicodedata.normalize("NFKC", raw)
    digits = "".join(
        str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() and unicodedata.digit(c, None) is not None else c for c in text
    )
    return " ".join(digits.split())


def _epoch(text: str, origin: Origin) -> When | None:
    if not re.fullmatch(r"1\d{9}(?:\d{3})?(?:\.\d{1,9})?", text):
        return None
    moment = datetime.fromtimestamp(int(text[:10]), UTC)
    return _moment(moment, "second", origin)


def _structured(text: str, origin: Origin, language: str | None) -> When | None:
    m = _ISO.match(text) or _COMPACT.match(text) or _EAST_ASIAN.match(text)
    if not m or not (year := _year(int(m["y"]), language)):
        return None
    if m["m"] is None:
        return None if m["rest"] else _span(date(year, 1, 1), date(year, 12, 31), "year", f"{year:04}", origin)
    month = int(m["m"])
    if m["d"] is None:
        return None if m["rest"] else _month(year, month, origin)
    return _at(date(year, month, int(m["d"])), m["rest"] or "", origin)


def _period(text: str, origin: Origin) -> When | None:
    if m := _WEEK.match(text):
        monday = date.fromisocalendar(int(m["y"]), int(m["w"]), 1)
        return _span(monday, monday + timedelta(days=6), "week", m["y"], origin)
    if m := _QUARTER.match(text):
        year, quarter = int(m["y"] or m["y2"]), int(m["q"] or m["q2"])
        last = date(year, 3 * quarter, monthrange(year, 3 * quarter)[1])
        return _span(date(year, 3 * quarter - 2, 1), last, "quarter", f"{year:04}", origin)
    return None


def _numeric(text: str, origin: Origin, language: str | None, country: str | None) -> When | None:
    """`27.05.2024`, `5/27/2024`: which is the day shows by size, by the mark between, by language or country, or not at all."""
    m = _NUMERIC.search(text)
    if not m or not (year := _year(int(m["y"]), language)):
        return None
    a, b, rest = int(m["a"]), int(m["b"]), text[: m.start()] + " " + text[m.end() :]
    day_first = _day_first(a, b, m["s"], language, country)
    if day_first is None:
        one, two = sorted((date(year, a, b), date(year, b, a)))
        return _span(one, two, "year", f"{year:04}", origin)
    return _at(date(year, b, a) if day_first else date(year, a, b), rest, origin)


def _short(text: str, origin: Origin, language: str | None, country: str | None) -> When | None:
    """`4.3.24`, `4/3/24`: a year of two digits (read as RFC 2822, 4.3 does), in a text that is hardly more than the date, where day and
    month are sure."""
    m = _SHORT_NUMERIC.search(text) if len(text) <= _SHORT_TEXT else None
    if not m or language in _YEAR_FIRST:
        return None
    a, b, year = int(m["a"]), int(m["b"]), int(m["y"])
    day_first = _day_first(a, b, m["s"], language, country)
    if day_first is None or (a > 12 and b > 12):
        return None
    year += 2000 if year < 50 else 1900
    return _at(date(year, b, a) if day_first else date(year, a, b), text[: m.start()] + " " + text[m.end() :], origin)


def _day_first(a: int, b: int, mark: str, language: str | None, country: str | None) -> bool | None:
    if a > 12 or b > 12 or a == b:
        return b <= 12
    if mark == ".":
        return True
    if country:
        return country not in ("US", "PH", "FM", "PW")
    return True if language and language not in ("en", "und") else None


def _worded(text: str, origin: Origin, language: str | None) -> When | None:
    """Dates with the name of a month, in any order of the parts."""
    named = month_names(text, language)
    if named is None:
        return None
    month, start, end = named
    clock = _clock_span(text)
    rest = _blank(_blank(text, start, end), *clock) if clock else _blank(text, start, end)
    year, rest = _find_year(rest, start, language)
    if not year:
        return None
    days = [
        (abs(d.start() - start), int(d[1])) for d in _DAY.finditer(_OFFSET.sub(lambda o: " " * len(o[0]), rest)) if 1 <= int(d[1]) <= 31
    ]
    if not days:
        return _month(year, month, origin)
    return _at(date(year, month, min(days)[1]), text[clock[0] :] if clock else "", origin)


def _find_year(text: str, near: int, language: str | None) -> tuple[int | None, str]:
    """The year and the text without it: four digits; else two, as RFC 2822 (4.3) reads them, after the month and a day."""
    four = next((m for m in _YEAR.finditer(_OFFSET_AFTER_SPACE.sub(lambda o: " " * len(o[0]), text)) if _year(int(m[1]), language)), None)
    if four:
        return _year(int(four[1]), language), _blank(text, four.start(), four.end())
    after = list(_SHORT_YEAR.finditer(text, near))
    before = _DAY.search(text[:near])
    if before and after:
        short = int(after[0][1])
        return short + (2000 if short < 50 else 1900), _blank(text, after[0].start(), after[0].end())
    return None, text


_OFFSET_AFTER_SPACE = re.compile(r"(?<=\s)[+−-]\d{4}\b")


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def _clock_span(text: str) -> tuple[int, int] | None:
    m = next((m for m in _TIME.finditer(text) if int(m["h"]) < 25), None)
    return m.span() if m else None


def _at(day: date, rest: str, origin: Origin) -> When:
    """A day, with the time of day that `rest` tells. Midnight on the dot is how systems write "no time"."""
    m = _TIME.search(rest) or _BARE_TIME.match(rest.strip())
    if not m:
        return _day(day, origin)
    groups = m.groupdict()
    hour, minute, second = int(groups["h"]), int(groups.get("mi") or 0), int(groups.get("s") or 0)
    half = (groups.get("ap") or groups.get("ap2") or ("p" if _AFTERNOON.search(rest) else "")).lower()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    zone = _zone(rest[m.end() :])
    if zone is _UNKNOWN_ZONE or hour > 23 or minute > 59 or second > 59 or (hour, minute, second) == (0, 0, 0):
        return _day(day, origin)
    moment = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone)
    return _moment(moment, "second" if second else "minute", origin)


_UNKNOWN_ZONE = timezone(timedelta(hours=23, minutes=59))


def _zone(rest: str) -> tzinfo:
    """The zone that follows a time: UTC where none is named, `_UNKNOWN_ZONE` for a name that could be several."""
    if m := _OFFSET.search(rest):
        shift = timedelta(hours=int(m["h"]), minutes=int(m["m"] or 0))
        return timezone(-shift if m["sign"] != "+" else shift) if shift < timedelta(hours=15) else _UNKNOWN_ZONE
    offsets, places = table("timezones")["offsets"], table("timezones")["places"]
    names = [n for n in _NAMED_ZONE.findall(rest) if n not in ("AM", "PM", "T", "A", "H")]
    if not names:
        return UTC
    known = next((offsets[n.lower()] for n in names if n.lower() in offsets), None)
    place = next((places[n.lower()] for n in names if n.lower() in places), None)
    if known is None and place is not None:
        return ZoneInfo(place)  # "ET": the day tells whether it is EST or EDT
    if known is None:
        return _UNKNOWN_ZONE
    return UTC if known == 0 else timezone(timedelta(hours=known))


def _year(year: int, language: str | None) -> int | None:
    """A year of our count; Thai sites write the Buddhist one. Other calendars are not guessed at."""
    if language == "th" and 2400 < year < 2700:
        year -= 543
    return year if 1600 <= year <= 2200 else None


def _day(day: date, origin: Origin) -> When:
    return _span(day, day, "day", day.isoformat(), origin)


def _month(year: int, month: int, origin: Origin) -> When:
    return _span(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month", f"{year:04}-{month:02}", origin)


def _span(first: date, last: date, precision: Precision, value: str, origin: Origin) -> When:
    return When(value=value, precision=precision, origin=origin, earliest=first.isoformat(), latest=last.isoformat())


def _moment(moment: datetime, precision: Precision, origin: Origin) -> When:
    value = moment.isoformat(timespec="seconds").replace("+00:00", "Z")
    day = moment.astimezone(UTC).date().isoformat()
    return When(value=value, precision=precision, origin=origin, earliest=day, latest=day)
