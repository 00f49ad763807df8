"""The briefing's word lists, compiled: which cues a sentence holds."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from newsloom import lexicon

_NOTHING = re.compile(r"(?!)")


@cache
def words(name: str, language: str) -> tuple[str, ...]:
    """The list `name` of `lexicon/LANGUAGE/brief.toml`, () where the language has none."""
    return tuple(lexicon.table("brief", language).get(name, ()))


@cache
def anywhere(name: str, language: str) -> re.Pattern[str]:
    """Matches any entry of the list as whole words, case apart; a "*" inside an entry stands for a word or part of one."""
    return _compile(words(name, language), prefix=r"(?<!\w)")


@cache
def opening(name: str, language: str) -> re.Pattern[str]:
    """The same at the start of a text only, an opening quotation mark apart."""
    return _compile(words(name, language), prefix=r"\A[\"'“‘«„\s]{0,3}")


@cache
def whole(name: str, language: str) -> re.Pattern[str]:
    """Matches a word that is an entry of the list, and nothing longer."""
    return _compile(words(name, language), prefix=r"\A", suffix=r"\Z")


def list_of(name: str, language: str) -> bool:
    """True where the language has that list."""
    return bool(words(name, language))


@lru_cache(maxsize=100_000)
def count(name: str, language: str, text: str) -> int:
    """How many different entries of a list stand in a text."""
    return len({match.lower() for match in anywhere(name, language).findall(text)})


def _compile(entries: tuple[str, ...], prefix: str, suffix: str = r"(?!\w)") -> re.Pattern[str]:
    if not entries:
        return _NOTHING
    # longest first, so that "chief of staff" wins over "chief"
    parts = (re.escape(e).replace(r"\*", r"\w{0,20}(?:-\w{1,12})?") for e in sorted(entries, key=len, reverse=True))
    return re.compile(prefix + "(?:" + "|".join(parts) + ")" + suffix, re.IGNORECASE)
