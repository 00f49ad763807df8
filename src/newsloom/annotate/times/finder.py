"""Time expressions of an article."""

from __future__ import annotations

from datetime import date

from newsloom.annotate.reading import Reading
from newsloom.annotate.times.tense import tense
from newsloom.records import TimeExpression, When
from newsloom.text import dates

_WIDEST = 366  # days between the bounds of an unknown date beyond which "on Monday" says nothing any more


def find(reading: Reading) -> tuple[TimeExpression, ...]:
    """The time expressions of an article, in order of place. Offsets are code points of its text.

    Relative ones are resolved against the publication date or its bounds; without either they stay unresolved, with their precision.
    """
    country = reading.article.outlet.country if reading.article.outlet else None
    low, high = base(reading.article.published)
    found = []
    for expression in dates.find(reading.body, reading.language, country):
        when = dates.resolve(expression, low, high, tense(reading, expression), country)
        found.append(TimeExpression(start=expression.start, end=expression.end, when=when, kind=expression.kind))
    return tuple(found)


def base(published: When) -> tuple[date | None, date | None]:
    """First and last day on which an article can have been published, (None, None) where one of them is unknown or they lie far apart."""
    if published.value is not None and len(published.value) >= 10:
        day = _day(published.value[:10])
        return day, day
    if published.value is not None and len(published.value) in (4, 7):
        first, last = _bounds(published.value)
        return _day(published.earliest or first), _day(published.latest or last)
    low, high = _day(published.earliest), _day(published.latest)
    if low is None or high is None or (high - low).days > _WIDEST:
        return None, None
    return low, high


def _bounds(value: str) -> tuple[str, str]:
    if len(value) == 4:
        return f"{value}-01-01", f"{value}-12-31"
    return f"{value}-01", f"{value}-28"


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None
