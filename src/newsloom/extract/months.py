"""Names of months: those of the news languages from a table (`tools/months.py` writes it from CLDR), of any other through babel."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache

from newsloom.lexicon import rows

_GREAT = ("en", "fr", "de", "es", "it", "pt", "nl")
_FOUR_DIGITS = re.compile(r"(?<![\d+−-])\d{4}(?!\d)")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0900-\u0eff]){1,18}")


def month_names(text: str, language: str | None) -> tuple[int, int, int] | None:
    """The month named in a text: (number 1 to 12, start, end); None without one.

    Names of the page's language go before those of the great news languages, those before all others. Of several words that can be
    months ("mar. 5 déc. 2024": Tuesday or March) the one nearest to the year is taken.
    """
    if not any(c.isdigit() for c in text):
        return None
    words = [(fold(m[0]), m.start(), m.end()) for m in _WORD.finditer(text)]
    year = _FOUR_DIGITS.search(text)
    aim = year.start() if year else len(text)
    for group in ((language or "",), _GREAT, () if language in _GREAT else tuple(_table())):
        names = _union(group)
        found = [(abs(aim - end), names[word], start, end) for word, start, end in words if word in names]
        if found:
            return min(found)[1:]
    return None


@cache
def _union(languages: tuple[str, ...]) -> dict[str, int]:
    """Names of several languages; one that is two different months in two of them is left out."""
    found: dict[str, set[int]] = defaultdict(set)
    for language in languages:
        for name, number in _of(language).items():
            found[name].add(number)
    return {name: next(iter(numbers)) for name, numbers in found.items() if len(numbers) == 1}


@cache
def _of(language: str) -> dict[str, int]:
    language = {"no": "nb"}.get(language, language)
    names = dict(_table().get(language) or _from_babel(language))
    if language == "en":
        names |= {name[:3]: number for name, number in names.items()} | {"sept": 9}
    return names


@cache
def _table() -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows("months"):
        found[row["language"]] |= dict.fromkeys(row["names"].split("|"), int(row["month"]))
    return dict(found)


def _from_babel(language: str) -> dict[str, int]:
    from babel import Locale, UnknownLocaleError

    if language in ("", "und"):
        return {}
    try:
        months = Locale.parse(language).months
    except (UnknownLocaleError, ValueError, TypeError):
        return {}
    names = (
        (fold(name), number)
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in months[context][width].items()
    )
    return {name: number for name, number in names if len(name) > 2 and not name[0].isdigit()}


def fold(name: str) -> str:
    """Small letters, no full stop, no accents of Latin letters (sites leave them out)."""
    plain = unicodedata.normalize("NFKD", name.casefold()).strip(". ")
    return "".join(c for c in plain if not "\u0300" <= c <= "\u036f")
