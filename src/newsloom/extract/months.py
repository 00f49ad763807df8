"""Names of months in all the languages of CLDR that news is written in (through babel)."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache

_GREAT = ("en", "fr", "de", "es", "it", "pt", "nl")
_LANGUAGES = tuple(
    """
    en de fr es it pt nl sv da nb nn fi is et lv lt pl cs sk sl hr sr sr_Latn bs mk bg ro hu sq el tr az uk be ru kk uz hy
    ka ar he fa ur hi bn ta te th id ms vi sw af ca eu gl ga cy
    """.split()  # noqa: SIM905 - shorter to read
)
_FOUR_DIGITS = re.compile(r"(?<![\d+−-])\d{4}(?!\d)")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0900-\u0dff]){1,18}")


def month_names(text: str, language: str | None) -> tuple[int, int, int] | None:
    """The month named in a text: (number 1 to 12, start, end); None without one.

    Names of the page's language go before those of the great news languages, those before all others. Of several words that can be
    months ("mar. 5 déc. 2024": Tuesday or March) the one nearest to the year is taken.
    """
    if not any(c.isdigit() for c in text):
        return None
    words = [(_fold(m[0]), m.start(), m.end()) for m in _WORD.finditer(text)]
    year = _FOUR_DIGITS.search(text)
    aim = year.start() if year else len(text)
    # Loading all languages takes a second: not for a page in one of the great ones.
    for group in ((language or "",), _GREAT, () if language in _GREAT else _LANGUAGES):
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
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse({"no": "nb"}.get(language, language))
    except (UnknownLocaleError, ValueError, TypeError):
        return {}
    names: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in locale.months[context][width].items():
                folded = _fold(name)
                if len(folded) > 2 and not folded[0].isdigit():
                    names[folded] = number
                    if locale.language == "en":
                        names[folded[:3]] = number
    if locale.language == "en":
        names["sept"] = 9
    return names


def _fold(name: str) -> str:
    """Small letters, no full stop, no accents of Latin letters (sites leave them out)."""
    plain = unicodedata.normalize("NFKD", name.casefold()).strip(". ")
    return "".join(c for c in plain if not "\u0300" <= c <= "\u036f")
