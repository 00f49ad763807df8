"""What all records share: they are frozen, typed, and have one JSON form (their fields, in order, by name)."""

from __future__ import annotations

from typing import Literal

import msgspec

Precision = Literal["second", "minute", "day", "week", "month", "season", "quarter", "year", "unknown"]
Origin = Literal["feed", "metadata", "page", "text", "url", "inferred", "unknown"]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """An immutable, keyword-only value. `newsloom.records.to_json` and `from_json` are its JSON form."""


class Span(Record, frozen=True, kw_only=True, order=True):
    """A stretch of one text: `start` and `end` count Unicode code points, `end` is exclusive."""

    start: int
    end: int

    def slice(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


class When(Record, frozen=True, kw_only=True):
    """A moment or stretch of time, as exactly as it is known and no more.

    Attributes:
        value: "YYYY", "YYYY-MM", "YYYY-MM-DD" or an RFC 3339 time with the offset that the source gave; None when unknown.
        precision: the unit that `value` is exact to.
        origin: where it was read.
        earliest: first day that it can be, where that is known ("YYYY-MM-DD", UTC).
        latest: last day that it can be, where that is known ("YYYY-MM-DD", UTC).
    """

    value: str | None = None
    precision: Precision = "unknown"
    origin: Origin = "unknown"
    earliest: str | None = None
    latest: str | None = None

    @property
    def first_day(self) -> str | None:
        """The earliest day ("YYYY-MM-DD") that this may be, or None.

        What is unknown and only bounded (`origin` "unknown": a text that is not older than what it tells of) has none: a bound is no day
        to order by.
        """
        if self.value is None:
            return None if self.origin == "unknown" else self.earliest
        return self.earliest or (self.value[:10] + "-01-01"[len(self.value) - 4 :] if len(self.value) < 10 else self.value[:10])


class Passage(Record, frozen=True, kw_only=True):
    """Words of one stored article version: `text` is that version's text[start:end] to the letter (Unicode code points)."""

    article: str
    version: str
    start: int
    end: int
    text: str


class Failure(Record, frozen=True, kw_only=True):
    """An input that could not be read, and why."""

    input: str
    error: str
