"""Signs of what an unknown name is, counted over the whole article: "the town of X", "X's mayor"; "shares of X", "X, which runs"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from newsloom.annotate.entities.model import Candidate
from newsloom.lexicon import table
from newsloom.text.names_fold import fold

_BEFORE = 60  # code points that are read before a name
_WORD = re.compile(r"[^\W\d_]+")
_AFTER = re.compile(r"(['’]s)?(,)?\s([^\W\d_]+)(?:\s([^\W\d_]+))?")
_DATELINE = re.compile(r"\s{0,3}(?:,[^—–\n]{0,30})?\s{0,3}(?:\([^)\n]{1,30}\)\s{0,3})?[—–-]{1,2}\s")


def tell(body: str, language: str, found: Iterable[Candidate]) -> dict[str, str]:
    """What the article tells of its unknown names, by folded name: "place", "organisation", or "firm" where more than one sign says so.

    Names without clear signs are left out.
    """
    if not _table(language):
        return {}
    score: Counter[str] = Counter()
    for name in found:
        if name.key is None:
            score[fold(name.text)] += _sign(body, language, name)
    return {name: _verdict(count) for name, count in score.items() if count}


def _verdict(score: int) -> str:
    if score > 0:
        return "place"
    return "organisation" if score > -4 else "firm"


def _sign(body: str, language: str, name: Candidate) -> int:
    """Above 0 for a place, below for an organisation: signs before the name, then after it."""
    line = max(body.rfind("\n", 0, name.start) + 1, name.start - _BEFORE)
    before = [fold(word) for word in _WORD.findall(body[line : name.start].rpartition(".")[2])][-3:]
    after = _AFTER.match(body, name.end)
    if not body[line : name.start].strip() and name.text.isupper() and _DATELINE.match(body, name.end):
        return 2
    later = _after(after, language) if after else 0
    if later < 0:
        return later
    ends = [" ".join(before[-size:]) for size in range(1, len(before) + 1)]
    closed = not body[line : name.start].rstrip(" \u00a0'’lLdD").endswith((",", ";", ":", "(", "—"))
    if closed and any(phrase in _words("organisation_before", language) for phrase in ends):
        return -2
    if closed and any(phrase in _words("place_before", language) for phrase in ends):
        return 2 + later
    if closed and any(phrase in _words("place_in", language) for phrase in ends):
        return 1 + later
    return later


def _after(match: re.Match[str], language: str) -> int:
    owns, comma, word, second = match.group(1), match.group(2), fold(match.group(3)), fold(match.group(4) or "")
    if match.group(3)[0].isupper():
        return 0
    if comma:
        return -2 if f"{word} {second}" in _words("organisation_clause", language) else 0
    kind = "owned" if owns else "after"
    for phrase in (f"{word} {second}", word):
        if phrase in _words(f"place_{kind}", language):
            return 2
        if phrase in _words(f"organisation_{kind}", language):
            return -2
    return 0


def _table(language: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = table("names", language).get("signs", {})
    return found


@cache
def _words(name: str, language: str) -> frozenset[str]:
    return frozenset(fold(phrase) for phrase in _table(language).get(name, ()))
