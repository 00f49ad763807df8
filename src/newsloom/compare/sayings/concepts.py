"""What the words of a saying stand for, over the languages of the table `concepts`: "stepped down" and "démission" are one thing told."""

from __future__ import annotations

import re
from functools import cache

from newsloom import lexicon

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ELISION = re.compile(r"^[^\W\d_]{1,2}['’](?=[^\W\d_]{2})")  # "l'incendie"
_LEAST = 3  # letters of the shortest beginning of a word


def concepts(words: str, language: str) -> frozenset[str]:
    """The concepts that a stretch of text names, empty in a language without words for any."""
    single, rows = _table(language)
    if not single and not rows:
        return frozenset()
    tokens = [_ELISION.sub("", t.replace("’", "'")) for t in _WORD.findall(words.lower())]
    found: set[str] = set()
    for at, token in enumerate(tokens):
        found |= _of_word(token, language)
        for row, names in rows.get(token[:_LEAST], ()):
            if len(tokens) - at >= len(row) and all(_fits(t, part) for t, part in zip(tokens[at:], row, strict=False)):
                found |= names
    return frozenset(found)


@cache
def _of_word(token: str, language: str) -> frozenset[str]:
    single, _ = _table(language)
    names = set(single.get(token, ()))
    for end in range(_LEAST, len(token) + 1):
        names.update(single.get(token[:end] + "*", ()))
    return frozenset(names)


def _fits(token: str, part: str) -> bool:
    """True where a word is a part of a row: the whole word, a beginning ("step*"), or beginning and end ("den*ed")."""
    head, star, tail = part.partition("*")
    return token == part if not star else token.startswith(head) and token.endswith(tail)


_Rows = dict[str, list[tuple[tuple[str, ...], frozenset[str]]]]


@cache
def _table(language: str) -> tuple[dict[str, set[str]], _Rows]:
    """Concepts by word or beginning of a word; and by the first letters of what is told in a row of words."""
    single: dict[str, set[str]] = {}
    rows: _Rows = {}
    for name, entry in lexicon.table("concepts").items():
        for phrase in entry.get(language, ()):
            row = tuple(_ELISION.sub("", part) for part in phrase.replace("’", "'").split())
            if len(row) == 1 and "*" not in row[0][:-1]:
                single.setdefault(row[0], set()).add(name)
            else:
                rows.setdefault(row[0].split("*")[0][:_LEAST], []).append((row, frozenset({name})))
    return single, rows


@cache
def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, entry in lexicon.table("concepts").items():
        for other in entry.get("opposes", ()):
            found.setdefault(name, set()).add(other)
            found.setdefault(other, set()).add(name)
    return {name: frozenset(others) for name, others in found.items()}


def opposed(a: frozenset[str], b: frozenset[str]) -> bool:
    """True where one of two sets of concepts holds what cannot be so beside what only the other one holds."""
    return any(_opposites().get(name, frozenset()) & (b - a) for name in a - b)
