"""Ties time expressions to the calendar: exactly as far as the words and the base date allow, and no further."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from newsloom.records import Origin, Precision, When
from newsloom.text.dates import periods
from newsloom.text.dates.expression import Expression, Tense

Resolver = Callable[[Expression, date, Tense], When | None]

_PRECISIONS: dict[str, Precision] = {
    "minute": "minute", "hour": "day", "day": "day", "week": "week", "weekend": "week", "fortnight": "week",
    "month": "month", "quarter": "quarter", "year": "year", "decade": "year",
}  # fmt: skip
_SOUTH = frozenset({"AU", "NZ", "ZA", "AR", "CL", "UY", "PY", "BO", "PE", "BR", "ZW", "ZM", "MZ", "NA", "BW"})


def resolve(expression: Expression, low: date | None, high: date | None, tense: Tense = "unknown", country: str | None = None) -> When:
    """When `expression` is.

    Args:
        low, high: first and last day on which the text can have been published; the same day where that is known, None where nothing is.
        tense: whether the clause speaks of what was or of what will be; decides "on Monday" and "in May".
        country: of the outlet, for the seasons of the southern half of the world.

    Returns:
        `value` None, with the precision that the words have, where the base is missing or does not settle it.
    """
    precision = _precision(expression)
    if expression.season is not None and country in _SOUTH:
        precision, expression = "season", _southern(expression)
    if expression.kind == "recurring" or expression.form in ("anchored", "length", "recurring"):
        return When(precision=precision, origin="text")
    if expression.explicit:
        return _explicit(expression) or When(precision=precision, origin="text")
    if low is None or high is None:
        return When(precision=precision, origin="text")
    first, last = _relative(expression, low, tense), _relative(expression, high, tense)
    if first is None or last is None:
        return When(precision=precision, origin="text")
    if first == last:
        return first
    return When(precision=precision, origin="inferred", earliest=first.earliest, latest=last.latest)


def _southern(expression: Expression) -> Expression:
    return replace(expression, season=((expression.season or 1) + 1) % 4 + 1)


def _precision(expression: Expression) -> Precision:
    if expression.form == "decade":
        return "unknown"
    if expression.season is not None:
        return "season"
    if expression.quarter is not None:
        return "quarter"
    if expression.half is not None:
        return "month"
    if expression.day is not None or expression.weekday is not None or expression.offset is not None:
        return "day"
    if expression.month is not None:
        return "month"
    if expression.unit is not None:
        return _PRECISIONS.get(expression.unit, "unknown")
    return "year" if expression.year is not None else "unknown"


def _explicit(e: Expression) -> When | None:
    if e.decade is not None:
        return When(precision="unknown", origin="text", earliest=f"{e.decade}-01-01", latest=f"{e.decade + 9}-12-31")
    year = e.year or 0
    if e.form == "months" and e.month and e.month2:
        return periods.between(date(year, e.month, 1), periods.month_end(year, e.month2), "month", "text")
    if e.season is not None:
        return periods.of_season(year, e.season, "text")
    if e.quarter is not None:
        return periods.of_quarter(year, e.quarter, "text")
    if e.half is not None:
        return periods.of_half(year, e.half, "text")
    if e.month is None:
        return periods.of_year(year, "text")
    if e.day is None:
        return periods.of_month(year, e.month, "text")
    return _days(e, year, "text")


def _days(e: Expression, year: int, origin: Origin) -> When | None:
    first = periods.date_or_none(year, e.month or 1, e.day or 1)
    if first is None:
        return None
    if e.day2 is None:
        return periods.of_day(first, origin)
    last = periods.date_or_none(year, e.month or 1, e.day2)
    return periods.between(first, last, "day", origin) if last is not None and first < last else None


def _relative(e: Expression, base: date, tense: Tense) -> When | None:
    handler = _HANDLERS.get(e.form)
    try:
        return handler(e, base, tense) if handler else None
    except (OverflowError, ValueError):  # beyond the first or last day that the calendar holds
        return None


def _dated(e: Expression, base: date, tense: Tense) -> When | None:
    """A day or month without its year: the nearest one in the direction that the words or the tense give."""
    if e.month is None:
        return None
    mod = e.mod
    if e.form == "months":
        mod, tense = None, "past" if tense == "unknown" else tense
    years = [base.year - 1, base.year, base.year + 1]
    day = e.day or 15
    days = [(found, year) for year in years if (found := periods.date_or_none(year, e.month, day)) is not None]
    year = _choose([(d, y) for d, y in days], base, mod, tense, same_month=e.day is None)
    if year is None:
        return None
    if e.form == "months" and e.month2:
        return periods.between(date(year, e.month, 1), periods.month_end(year + (e.month2 < e.month), e.month2), "month", "inferred")
    return periods.of_month(year, e.month, "inferred") if e.day is None else _days(e, year, "inferred")


def _choose(days: list[tuple[date, int]], base: date, mod: int | None, tense: Tense, same_month: bool) -> int | None:
    def same(day: date) -> bool:
        return same_month and (day.year, day.month) == (base.year, base.month)

    if mod == 0:
        return next((y for d, y in days if d.year == base.year), None)
    past = [(d, y) for d, y in days if (d <= base or same(d)) and not (mod == -1 and same(d))]
    future = [(d, y) for d, y in days if (d >= base or same(d)) and not (mod == 1 and same(d))]
    if mod == -1 or (mod is None and tense == "past"):
        return past[-1][1] if past else None
    if mod == 1 or tense == "future":
        return future[0][1] if future else None
    return min(days, key=lambda pair: abs((pair[0] - base).days))[1] if days else None


def _weekday(e: Expression, base: date, tense: Tense) -> When | None:
    if e.weekday is None:
        return None
    back = (base.weekday() - e.weekday) % 7
    if e.mod == 0:
        ahead = (e.weekday - base.weekday()) % 7
        return periods.of_day(base - timedelta(back) if tense == "past" else base + timedelta(ahead), "inferred")
    if e.mod == 1 or (e.mod is None and tense == "future"):
        ahead = (e.weekday - base.weekday()) % 7
        return periods.of_day(base + timedelta(ahead or (7 if e.mod == 1 else 0)), "inferred")
    return periods.of_day(base - timedelta(back or (7 if e.mod == -1 else 0)), "inferred")


def _weekday_unit(e: Expression, base: date, tense: Tense) -> When | None:
    del tense
    if e.weekday is None or e.unit != "week":
        return None
    return periods.of_day(base - timedelta(base.weekday()) + timedelta(7 * (e.mod or 0) + e.weekday), "inferred")


def _day_word(e: Expression, base: date, tense: Tense) -> When | None:
    del tense
    return periods.of_day(base + timedelta(e.offset or 0), "inferred")


def _unit(e: Expression, base: date, tense: Tense) -> When | None:
    """ "last year", "this week", "next month", "over the weekend"."""
    del tense
    return _step(base, e.unit or "", e.mod or 0)


def _step(base: date, unit: str, by: int) -> When | None:
    if unit == "day":
        return periods.of_day(base + timedelta(by), "inferred")
    if unit == "week":
        return periods.of_week(base + timedelta(7 * by))
    if unit == "weekend":
        saturday = base - timedelta((base.weekday() - 5) % 7) + timedelta(7 * (by if by > 0 else 0))
        if by < 0 and base.weekday() >= 5:
            saturday -= timedelta(7)
        return When(
            value=saturday.isoformat(),
            precision="week",
            origin="inferred",
            earliest=saturday.isoformat(),
            latest=(saturday + timedelta(1)).isoformat(),
        )
    if unit == "month":
        year, month = divmod(base.year * 12 + base.month - 1 + by, 12)
        return periods.of_month(year, month + 1, "inferred")
    if unit == "quarter":
        year, quarter = divmod(base.year * 4 + (base.month - 1) // 3 + by, 4)
        return periods.of_quarter(year, quarter + 1, "inferred")
    return periods.of_year(base.year + by, "inferred") if unit == "year" else None


def _ago(e: Expression, base: date, tense: Tense) -> When | None:
    del tense
    return _counted(e, base, -1)


def _ahead(e: Expression, base: date, tense: Tense) -> When | None:
    del tense
    return _counted(e, base, 1)


def _counted(e: Expression, base: date, sign: int) -> When | None:
    n = e.n or 1
    if e.unit in ("hour", "minute"):
        return periods.of_day(base, "inferred") if sign < 0 and (e.unit == "minute" or n <= 6) else None
    if e.unit == "fortnight":
        return periods.of_week(base + timedelta(14 * n * sign))
    if e.unit == "decade":
        return periods.of_year(base.year + 10 * n * sign, "inferred")
    return _step(base, e.unit or "", n * sign) if n < 1000 else None


def _span(e: Expression, base: date, tense: Tense) -> When | None:
    """ "over the past three months": from then until the base."""
    del tense
    sizes = {"day": 1, "week": 7, "weekend": 2, "month": 30, "quarter": 91, "year": 365, "decade": 3652}
    size = sizes.get(e.unit or "")
    if size is None or (e.n or 1) * size > 73_000:
        return None
    first = base - timedelta((e.n or 1) * size)
    return When(precision=_precision(e), origin="inferred", earliest=first.isoformat(), latest=base.isoformat())


def _seasonal(e: Expression, base: date, tense: Tense) -> When | None:
    season = e.season or 1
    years = [base.year - 1, base.year, base.year + 1]
    found = [(date.fromisoformat(periods.of_season(y, season, "inferred").earliest or ""), y) for y in years]
    if e.mod == 0:
        return periods.of_season(base.year, season, "inferred")
    if e.mod == -1:
        ended = [y for _, y in found if (periods.of_season(y, season, "inferred").latest or "") < base.isoformat()]
        return periods.of_season(ended[-1], season, "inferred") if ended else None
    year = _choose(found, base, e.mod, "past" if tense == "unknown" else tense, same_month=True)
    return None if year is None else periods.of_season(year, season, "inferred")


def _quarterly(e: Expression, base: date, tense: Tense) -> When | None:
    """A quarter without its year is the newest one that had begun, or the next one where the text looks ahead."""
    quarter = e.quarter or 1
    if e.form == "quarter_of":
        return periods.of_quarter(base.year + (e.mod or 0), quarter, "inferred")
    current = (base.month - 1) // 3 + 1
    if tense == "future":
        return periods.of_quarter(base.year + (quarter < current), quarter, "inferred")
    return periods.of_quarter(base.year - (quarter > current), quarter, "inferred")


def _half_year(e: Expression, base: date, tense: Tense) -> When | None:
    """A half-year without its year is the newest one that had begun, or the next one where the text looks ahead."""
    half, current = e.half or 1, 1 if base.month <= 6 else 2
    if e.mod is not None:
        return periods.of_half(base.year + e.mod, half, "inferred")
    if tense == "future":
        return periods.of_half(base.year + (half < current), half, "inferred")
    return periods.of_half(base.year - (half > current), half, "inferred")


def _month_of(e: Expression, base: date, tense: Tense) -> When | None:
    del tense
    return periods.of_month(base.year + (e.mod or 0), e.month or 1, "inferred")


_HANDLERS: dict[str, Resolver] = {
    "date": _dated, "days": _dated, "months": _dated, "month_of": _month_of, "weekday": _weekday, "weekday_unit": _weekday_unit,
    "day_word": _day_word, "unit": _unit, "ago": _ago, "ahead": _ahead, "span": _span, "season": _seasonal, "quarter": _quarterly,
    "quarter_of": _quarterly, "half": _half_year,
}  # fmt: skip
