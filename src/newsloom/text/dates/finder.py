"""Finds time expressions in plain text by the tables of its language."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, cast

from newsloom.lexicon import table
from newsloom.text.dates.expression import Expression, Kind
from newsloom.text.dates.tables import Pattern, Tables, tables

_ISO = re.compile(r"(?<![\w/.-])(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>3[01]|[12]\d|0[1-9])(?![\w-])")
_NUMERIC = re.compile(r"(?<![\w/.-])(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d)(?![\w/])")
_AMOUNT = re.compile(
    r"(?:than|least|nearly|almost|up to|of some|plus de|moins de|environ|más de|menos de|unos|unas|casi|als|rund|etwa|knapp)[ \u00a0]$",
    re.IGNORECASE,
)
_NOUN = re.compile(r"[ \u00a0][a-zà-ÿ]{3,}|[ \u00a0][A-ZÄÖÜ][a-zäöüß]{3,}")
_LED_YEAR = re.compile(r"(?:in|since|from|until|of|by|en|depuis|de|desde|del|año|seit|jahr|von)[ \u00a0]$", re.IGNORECASE)
_BACK = 24
_MONTH_FIRST = frozenset({"US"})


def find(text: str, language: str, country: str | None = None) -> list[Expression]:
    """The time expressions of `text`, in order of place, none overlapping.

    Args:
        language: primary subtag; one without tables gets dates in digits only.
        country: ISO 3166-1 alpha-2 code of the outlet: whether "03/04/2024" puts the month first.
    """
    words = tables(language)
    found = [*_digits(text, language, country)]
    lines = _lines(text)
    for rank, pattern in enumerate(words.patterns):
        for line in lines:
            if all(map(line.holds, pattern.needs)):  # a look for words takes a tenth of the time of a look for the pattern
                matches = pattern.regex.finditer(text, line.start, line.end)
                found.extend((rank, read) for match in matches if (read := _read(text, match, pattern, words, language)))
    found.sort(key=lambda pair: (pair[1].core - pair[1].end, pair[0]))
    covered = bytearray(len(text))
    taken: list[Expression] = []
    for _, expression in found:
        if not any(covered[expression.start : expression.end]):
            taken.append(expression)
            covered[expression.start : expression.end] = b"\x01" * (expression.end - expression.start)
    return sorted(taken, key=lambda expression: expression.start)


class _Line:
    """A line of a text (no expression goes over its end), and which words it holds, looked up once a set."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.start, self.end = start, end
        self._lower = text[start:end].lower().replace("\u00a0", " ").replace("\u202f", " ")
        self._known: dict[frozenset[str], bool] = {}

    def holds(self, words: frozenset[str]) -> bool:
        """Whether one of `words` (lower case) stands in the line, be it within another word."""
        found = self._known.get(words)
        if found is None:
            found = self._known[words] = any(word in self._lower for word in words)
        return found


def _lines(text: str) -> list[_Line]:
    lines, at = [], 0
    for line in text.split("\n"):
        if line:
            lines.append(_Line(text, at, at + len(line)))
        at += len(line) + 1
    return lines


def _digits(text: str, language: str, country: str | None) -> list[tuple[int, Expression]]:
    found = []
    for match in _ISO.finditer(text):
        parts: dict[str, Any] = {name: int(value) for name, value in match.groupdict().items()}
        found.append((0, Expression(match.start(), match.end(), match.start(), "date", **parts)))
    for match in _NUMERIC.finditer(text):
        a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
        day, month = _day_month(a, b, language, country)
        if (month or 1) <= 12 and (day or 1) <= 31:
            found.append((0, Expression(match.start(), match.end(), match.start(), "date", year=year, month=month, day=day)))
    return found


def _day_month(a: int, b: int, language: str, country: str | None) -> tuple[int | None, int | None]:
    """Day and month of "a/b"; unknown where an English text does not tell which comes first."""
    if b > 12:
        return b, a
    if a > 12 or language != "en" or a == b:
        return a, b
    if country is None:
        return None, None
    return (b, a) if country in _MONTH_FIRST else (a, b)


def _read(text: str, match: re.Match[str], pattern: Pattern, words: Tables, language: str) -> Expression | None:
    before = text[max(0, match.start() - _BACK) : match.start()]
    if pattern.lead is not None and not pattern.lead.search(before):
        return None
    if pattern.not_lead is not None and pattern.not_lead.search(before):
        return None
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    if words.capitalised and any(not groups[name][:1].isupper() for name in ("month", "month2", "weekday") if name in groups):
        return None
    if pattern.form == "year" and (_amount(text, match, before) or not _plausible(text, match, before, language)):
        return None
    expression = Expression(
        match.start(),
        match.end(),
        match.start(),
        pattern.form,
        kind=cast(Kind, pattern.kind),
        **{"mod": pattern.mod, "offset": pattern.offset, **_values(groups, words)},
    )
    return _led(before, expression, words)


def _amount(text: str, match: re.Match[str], before: str) -> bool:
    """Four digits that count things: "more than 2000 people"."""
    return bool(_AMOUNT.search(before)) and bool(_NOUN.match(text, match.end()))


def _plausible(text: str, match: re.Match[str], before: str, language: str) -> bool:
    """A bare year is of the last hundred years or so, unless a preposition leads it; "1900 block" and "2010 Mill Street" are addresses."""
    after = text[match.end() : match.end() + 40].split()[:3]
    labels = table("numbers", language).get("labels", {})
    if after and after[0].strip(",.") in labels.get("after", ()):
        return False
    if (
        len(after) > 1
        and after[0][:1].isupper()
        and any(w.strip(".,").lower() in labels.get("street", ()) and w[:1].isupper() for w in after[1:])
    ):
        return False
    return int(match["year"]) >= 1900 or bool(_LED_YEAR.search(before))


def _values(groups: dict[str, str], words: Tables) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name in ("year", "day", "day2", "decade"):
        if name in groups:
            values[name] = int(groups[name])
    for name, source in (
        ("month", "months"),
        ("weekday", "weekdays"),
        ("season", "seasons"),
        ("quarter", "quarters"),
        ("half", "halves"),
        ("unit", "units"),
        ("mod", "mods"),
    ):
        if name in groups:
            values[name] = words.values[source].get(groups[name].lower())
    if "month2" in groups:
        values["month2"] = words.values["months"].get(groups["month2"].lower())
    if "qn" in groups:
        values["quarter"] = int(groups["qn"])
    if "rel" in groups:
        values["offset"] = words.values["relative"].get(re.sub(r"[\u00a0\u202f]", " ", groups["rel"].lower()))
    number = groups.get("n") or groups.get("n2")
    if number is not None:
        values["n"] = int(number) if number.isdecimal() else words.values["numbers"].get(number.lower())
    return {name: value for name, value in values.items() if value is not None}


def _led(before: str, expression: Expression, words: Tables) -> Expression:
    """Take "since" and "until" into the expression."""
    if expression.kind != "date":
        return expression
    for kind, lead in words.leads:
        match = lead.search(before)
        if match is not None:
            return replace(expression, start=expression.core - (len(before) - match.start()), kind=cast(Kind, kind))
    return expression
