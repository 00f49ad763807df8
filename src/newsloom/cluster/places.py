"""Places that an article names, under keys that hold over languages and scripts: exact names of the gazetteer only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from newsloom.text import names_gazetteer as gazetteer
from newsloom.text.words import fold, frequency, is_stop

_LONGEST = 3  # words of a place's name that are looked up together
_MOST = 24
_SMALLEST = 15_000.0
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{2,}")
_HAN_LONGEST = 8
_COMMON = 2e-5  # a one-word place more frequent than this in running text is a place only if it is a large one ("Reading", "Nice")
_LARGE = 500_000.0


def places(words: Sequence[str], folded: Sequence[str], text: str, language: str) -> dict[str, str]:
    """Key of a place → the folded name by which the text calls it, in order of first mention.

    Args:
        words, folded: the words as written and folded; only runs of capitalised words are looked up.
        text: the same as plain text, for scripts without spaces.
        language: BCP 47 code.
    """
    found: dict[str, str] = {}
    at = 0
    while at < len(words) and len(found) < _MOST:
        if words[at][:1].islower() or not _may_start(words[at], folded[at], language):
            at += 1
            continue
        step = 1
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            key = _key(" ".join(words[at : at + size]), " ".join(folded[at : at + size]), language) if _run(words, at, size) else None
            if key:
                found.setdefault(key, folded[at + size - 1])
                step = size
                break
        at += step
    for match in _HAN.finditer(text[:4000]):
        _han(match.group(), found)
    return found


def _may_start(word: str, plain: str, language: str) -> bool:
    caseless = word[:1].lower() == word[:1].upper()
    return (word[:1].isupper() or caseless) and len(plain) > 2 and not plain.isdigit() and (caseless or not is_stop(plain, language))


def _run(words: Sequence[str], at: int, size: int) -> bool:
    last = words[at + size - 1]
    return size == 1 or last[:1].isupper() or last[:1].lower() == last[:1].upper()


def _key(written: str, plain: str, language: str) -> str | None:
    return _lookup(plain, written.isupper(), frequency(plain, language) > _COMMON)


@cache
def _lookup(plain: str, shouted: bool, common: bool) -> str | None:
    """The key of the place of that folded name, None where there is none or the name is mostly another word."""
    code = gazetteer.country(plain) if not shouted else gazetteer.country(plain.upper()) or gazetteer.country(plain)
    if code:
        return f"place:{code}"
    area = gazetteer.areas().get(plain)
    if area:
        return area.key
    town = gazetteer.city(plain)
    regions = gazetteer.regions().get(plain, ()) if plain not in gazetteer.only_with_word() else ()
    if len(regions) == 1 and (town is None or town.weight < _LARGE):
        return regions[0].key
    if town and town.weight >= (_LARGE if common else _SMALLEST):
        return town.key
    return None


def _han(run: str, found: dict[str, str]) -> None:
    """Longest matches of place names in a run of Chinese or Japanese characters."""
    at = 0
    while at < len(run) - 1 and len(found) < _MOST:
        for size in range(min(_HAN_LONGEST, len(run) - at), 1, -1):
            key = _lookup(fold(run[at : at + size]), False, False)
            if key:
                found.setdefault(key, run[at : at + 2])
                at += size
                break
        else:
            at += 1
