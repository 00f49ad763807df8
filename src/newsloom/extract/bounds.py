"""What a text without a date of its own tells of when it can have been written.

Times since which something lasts, and days on which something happened: the text is not older. Times that are named in two ways, one of
them from the day of writing ("last year, 2023": the text is of 2024). Days on which something is to come ("will be held on 5 May"): the
text is not younger. Everything else tells nothing: better no bound than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import zip_longest
from typing import Any, NamedTuple

import msgspec

from newsloom.extract.dates import parse
from newsloom.lexicon import table
from newsloom.records import When
from newsloom.text import dates
from newsloom.text.dates import Expression

_READ = 50_000  # characters
_PRECISE = ("day", "month", "year", "quarter")
_LINE = 3000  # characters of one that are looked at, on each side of a year
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_REACH = 160  # characters of a sentence on each side of a date
_NEAR = 6  # words between a verb and its date
_EDGE = re.compile(r"[.!?;:](?=\s)|\n|[“”„«»\"()\[\]]")
_COMMA = re.compile(r",| [–—-] ")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_QUOTED = re.compile(r"[“„«\"][^“”„«»\"\n]{1,1000}[”“»\"]")

Stretch = tuple[date | None, date | None]


def bounded(when: When, text: str, language: str, fetched: str) -> When:
    """An unknown date with the first and last day on which the text can have been written, as far as it tells; a known one as it is.

    Args:
        when: the date of publication.
        text: the article's body.
        language: its language.
        fetched: RFC 3339 time when it was got: nothing in it is younger.
    """
    if when.value is not None or when.earliest is not None:
        return when
    limit = _day(when.latest) or date.fromisoformat(fetched[:10])
    told = list(_told(text[:_READ], language))
    first = max((low for low, _ in told if low and low <= limit), default=None)
    last = min((high for _, high in told if high), default=None)
    if last and ((first and last < first) or last > limit):  # several texts in one, or a slip
        last = None
    return msgspec.structs.replace(when, earliest=first.isoformat() if first else None, latest=last.isoformat() if last else when.latest)


def _told(text: str, language: str) -> Iterator[Stretch]:
    rules = table("bounds", language)
    if not rules:
        yield from _lasting(text, language)
        return
    for line in _with_years(text):
        yield from _in_line(line, language, rules)


def _with_years(text: str) -> Iterator[str]:
    """The lines that hold a year: looking for times is dear, and only these can bound anything."""
    start = 0
    while year := _YEAR.search(text, start):
        begin = text.rfind("\n", max(0, year.start() - _LINE), year.start()) + 1 or max(0, year.start() - _LINE)
        end = text.find("\n", year.end(), year.end() + _LINE)
        start = end if end >= 0 else min(len(text), year.end() + _LINE)
        yield text[begin:start]


def _in_line(text: str, language: str, rules: dict[str, Any]) -> Iterator[Stretch]:
    times = dates.find(text, language)
    for expression, after in zip_longest(times, times[1:]):
        if after is not None and (stretch := _named_twice(text, expression, after, rules)):
            yield stretch
        if not expression.year or expression.kind not in ("date", "since"):
            continue
        when = dates.resolve(expression, None, None)
        clause = _clause(text, expression, rules)
        if clause.is_past(expression) or clause.lasts(expression):
            yield _day(when.earliest), None
        elif clause.is_ahead(expression) and not _is_quoted(text, expression):
            yield None, _day(when.latest)


def _lasting(text: str, language: str) -> Iterator[Stretch]:
    """Times since which something lasts, in a language without tables of its own."""
    for found in _since().finditer(text):
        when = parse(found[1], origin="text", language=language)
        if when.value and when.precision in _PRECISE:
            yield _day(when.earliest), None


class _Clause(NamedTuple):
    """The words around a date: those of its clause before it, the word that leads it, those after it up to the clause's end."""

    before: Sequence[str]
    lead: str
    after: Sequence[str]
    rules: dict[str, Any]

    def is_past(self, expression: Expression) -> bool:
        """Whether the clause tells that something happened then."""
        if not self._is_led(expression) or any(word in self.rules["never"] for word in (*self.before, *self.after)):
            return False
        near = self.before[-_NEAR:] or self.after
        return any(word in self.rules["past"] or (len(word) > 4 and word.endswith(tuple(self.rules["past_endings"]))) for word in near)

    def lasts(self, expression: Expression) -> bool:
        """Whether something has lasted since then ("since December 2023", "since the flood in May 2023")."""
        coming = {*self.rules["ahead"], *self.rules["never_since"]}
        since = expression.kind == "since" or (self._is_led(expression) and not self.since.isdisjoint(self.before[-_NEAR:]))
        return since and coming.isdisjoint((*self.before, *self.after))

    @property
    def since(self) -> frozenset[str]:
        return frozenset(table("page_dates")["since"])

    def is_ahead(self, expression: Expression) -> bool:
        """Whether the clause tells that something is still to come on a day."""
        return expression.day is not None and self._is_led(expression) and any(word in self.rules["ahead"] for word in self.before[-_NEAR:])

    def _is_led(self, expression: Expression) -> bool:
        return expression.kind == "since" or self.lead in self.rules["on"] or (expression.day is not None and not self.before)


def _clause(text: str, expression: Expression, rules: dict[str, Any]) -> _Clause:
    left = text[max(0, expression.start - _REACH) : expression.start]
    left = left[max((edge.end() for edge in _EDGE.finditer(left)), default=0) :]
    right = text[expression.end : expression.end + _REACH]
    edge = _EDGE.search(right)
    right = right[: edge.start()] if edge else right
    before = _words(left[max((comma.end() for comma in _COMMA.finditer(left)), default=0) :])
    own = _words(text[expression.start : expression.core + 4])[:1]  # "le 4 mars": the lead is part of the expression
    lead = own[0] if own and own[0] in rules["on"] else before.pop() if before else ""
    if own and before and before[-1] in rules["on"]:
        before.pop()
    breaks = [n for n, word in enumerate(before) if word in rules["breaks"]]
    before = before[breaks[-1] + 1 :] if breaks else before
    after = _COMMA.split(right if before else right.removeprefix(","))[0]  # "On 4 March, the gate broke"
    return _Clause(before, lead, _until_break(_words(after), rules), rules)


def _until_break(words: list[str], rules: dict[str, Any]) -> list[str]:
    return words[: next((n for n, word in enumerate(words) if n and word in rules["breaks"]), len(words))]


def _words(text: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in _WORD.findall(text)]


def _is_quoted(text: str, expression: Expression) -> bool:
    """Whether a date stands in somebody's words, which may be of long ago."""
    near = text[max(0, expression.start - 1000) : expression.end + 1000]
    place = expression.start - max(0, expression.start - 1000)
    return any(quote.start() < place < quote.end() for quote in _QUOTED.finditer(near))


def _named_twice(text: str, one: Expression, other: Expression, rules: dict[str, Any]) -> Stretch | None:
    """The days on which a text can be of that calls one time both "last year" and "2023"."""
    between = text[one.end : other.start]
    if not any(between == mark for mark in rules["between"]) and not _is_genitive(between, one, rules):
        return None
    relative, named = (one, other) if other.year else (other, one)
    if relative is other and _GOES_ON.match(text, other.end):
        return None  # "in 2007 (last year counted)"
    if relative.year or not named.year or relative.kind != "date" or named.kind != "date":
        return None
    if relative.form == "unit" and relative.unit == "year" and relative.mod is not None and relative.n is None:
        year = named.year - relative.mod
        return date(year, 1, 1), date(year, 12, 31)
    if relative.form == "day_word" and relative.offset is not None and named.month and named.day:
        day = _day(f"{named.year:04}-{named.month:02}-{named.day:02}")
        day = day - timedelta(days=relative.offset) if day else None
        return (day, day + timedelta(days=1)) if day else None  # printed the next morning
    return None


def _is_genitive(between: str, one: Expression, rules: dict[str, Any]) -> bool:
    """ "Last year's floods of July 2023"."""
    form = rules.get("genitive")
    if not form or one.form != "unit":
        return False
    parts = _GENITIVE.findall(between.replace("’", "'"))
    return parts[:1] == [form["mark"]] and 3 <= len(parts) <= form["words"] + 2 and parts[-1] in form["on"]


_GOES_ON = re.compile(r"[^\S\n][^\W\d_]")
_GENITIVE = re.compile(r"'s|[^\W\d_]+|[^\w\s]")


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None


@cache
def _since() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in table("page_dates")["since"])
    return re.compile(rf"\b(?:{words})\s+((?:[^\W_]+[.,]?\s+){{0,4}}(?:19|20)\d\d)\b", re.I)
