"""What a text without a date of its own tells of when it can have been written: not before the time since which something lasts in it."""

from __future__ import annotations

import re
from functools import cache

from newsloom.extract.dates import parse
from newsloom.lexicon import table
from newsloom.records import When

_READ = 50_000  # characters
_PRECISE = ("day", "month", "year", "quarter")


def not_before(when: When, text: str, language: str, fetched: str) -> str | None:
    """The earliest day on which a text without a date can have been written: the latest beginning that it counts from ("closed since
    December 2023"). None for a known date, or where the text tells nothing.

    Args:
        when: the date of publication.
        text: the article's body.
        language: its language.
        fetched: RFC 3339 time when it was got.
    """
    if when.value is not None or when.earliest is not None:
        return None
    limit = min(fetched[:10], when.latest or fetched[:10])
    stated = (parse(found[1], origin="text", language=language) for found in _since().finditer(text[:_READ]))
    starts = [one.earliest for one in stated if one.value and one.earliest and one.precision in _PRECISE and one.earliest <= limit]
    return max(starts, default=None)


@cache
def _since() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in table("page_dates")["since"])
    return re.compile(rf"\b(?:{words})\s+((?:[^\W_]+[.,]?\s+){{0,4}}(?:19|20)\d\d)\b", re.I)
