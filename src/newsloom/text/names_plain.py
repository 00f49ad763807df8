"""Names of the gazetteer in scripts without capitals: Chinese and Japanese, which set no spaces, and Arabic.

Only countries, areas, organisations of the tables, capitals and larger cities are found: a sequence of letters that is also an everyday
word must not make a place. What stands inside a longer run of katakana is no name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from newsloom.text import names_gazetteer as gazetteer
from newsloom.text.names_fold import fold, fold_once
from newsloom.text.names_keys import Kind

LANGUAGES = ("zh", "ja", "ar")
_LONGEST = 10  # letters of a Chinese or Japanese name
_CITY = 300_000  # people from which a city's name counts
_SURE = 2_000_000  # ... where the name is of two letters only and no word for a town follows
_TOWN = ("市", "都", "府")
_KATAKANA = re.compile(r"[ァ-ヺー]")
_ARABIC = re.compile(r"[\u0620-\u06ff]+")
_PREFIXES = ("و", "ب", "ل", "ف", "ك")

Found = tuple[int, int, str, Kind]


def find(body: str, language: str) -> Iterator[Found]:
    """(start, end, key, kind) of each name, in order of place, the longest at each place. Offsets are code points of `body`."""
    yield from _spaced(body) if language == "ar" else _unspaced(body)


def _unspaced(body: str) -> Iterator[Found]:
    names, starts = _names(), _starts()
    at, size = 0, len(body)
    while at < size:
        longest = min(_LONGEST, size - at) if body[at] in starts else 0
        for length in range(longest, 1, -1):
            word = body[at : at + length]
            hit = names.get(word)
            if hit is not None and _stands(body, at, at + length, hit):
                yield at, at + length, hit[0], hit[1]
                at += length
                break
        else:
            at += 1


def _stands(body: str, start: int, end: int, hit: tuple[str, Kind, float]) -> bool:
    if _KATAKANA.match(body, start) and _KATAKANA.match(body, start - 1 if start else len(body)):
        return False
    if _KATAKANA.match(body, end - 1) and _KATAKANA.match(body, end):
        return False
    if body.startswith("字", end):
        return False  # "ローマ字" is writing
    if hit[1] != "city" or end - start > 2:
        return True
    return hit[2] >= _SURE or body.startswith(_TOWN, end)


def _spaced(body: str) -> Iterator[Found]:
    words = [m.span() for m in _ARABIC.finditer(body)]
    at = 0
    while at < len(words):
        for size in (4, 3, 2, 1):
            if at + size > len(words) or "\n" in body[words[at][0] : words[at + size - 1][1]]:
                continue
            hit = _arabic(body, words[at][0], words[at + size - 1][1])
            if hit is not None:
                yield hit
                at += size - 1
                break
        at += 1


def _arabic(body: str, start: int, end: int) -> Found | None:
    for cut in (0, 1, 2):
        if cut and body[start + cut - 1 : start + cut] not in _PREFIXES:
            return None
        name = body[start + cut : end]
        hit = _names().get(fold(name)) if len(name) > 2 else None
        if hit is not None and (hit[1] != "city" or len(name) > 3):
            return start + cut, end, hit[0], hit[1]
    return None


@cache
def _names() -> dict[str, tuple[str, Kind, float]]:
    """Key, kind and number of people by name, for the scripts that this module reads. Countries go before cities."""
    found: dict[str, tuple[str, Kind, float]] = {}
    for name, code in gazetteer.countries().items():
        if _script(name):
            found[name] = (f"place:{code}", "country", 0.0)
    for name, area in gazetteer.areas().items():
        if _script(name):
            found.setdefault(name, (area.key, "area", 0.0))
    for name, (key, _) in gazetteer.organisations().items():
        if _script(name):
            found.setdefault(fold_once(name), (f"org:{key}", "organisation", 0.0))
    for name, places in gazetteer.cities().items():
        if _script(name) and 4 * places[0].weight >= _CITY:
            found.setdefault(name, (places[0].key, "city", 4 * places[0].weight))
    return found


@cache
def _starts() -> frozenset[str]:
    return frozenset(name[0] for name in _names())


def _script(name: str) -> bool:
    return len(name) > 1 and ("\u0620" <= name[0] < "\u06d6" or "\u3040" <= name[0] < "\ua000")
