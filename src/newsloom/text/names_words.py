"""Words of plain text and how they stand there: with a capital, first in a sentence, in a headline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from newsloom.text.names_fold import bare, fold
from newsloom.text.names_keys import key_of, words_of

_WORD = re.compile(r"(?:[A-Z]{1,2}\.){2,}|[^\W\d_][\w&]*(?:(?:['’\-‐‑]|\.(?![A-ZÀ-Þ][a-zß-ÿ]))(?=\w)[\w&]+)*(?:['’](?=\W|$))?|\d+")
_SENTENCE_END = re.compile(r"[.!?…:;\n\"“”«»•—–|]|-\s")
_ELISION = re.compile(r"(?:[ldnscjm]|qu)['’](?=\w)", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:al|el|ad|as|an|ar|at|ez|es|ash)-(?=[A-Z])")
_CONTRACTION = re.compile(r"['’](?:ll|ve|re|d|m|t)$")  # "She'll"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text and how it stands there."""

    start: int
    end: int
    text: str
    capital: bool
    opens: bool  # first of a sentence, a line or a quotation
    shouted: bool  # one of a line in capitals
    owns: bool = False  # with a possessive ending, which is left out


def words(body: str, language: str = "en") -> list[Word]:
    """All words of `body` with how they stand. An elided article is cut off in the languages that have one ("l'Ukraine" → "Ukraine")."""
    found: list[Word] = []
    last = 0
    elides = language in ("fr", "it", "ca")
    shouting = _shouting(body)
    for match in _WORD.finditer(body):
        text = match.group()
        gap = body[last : match.start()]
        opens = not found or (gap != " " and _SENTENCE_END.search(gap) is not None)
        if opens and gap in (". ", ".") and found and abbreviation(found[-1].text):
            opens = False
        start, end = match.start(), match.start() + len(bare(text))
        elided = _ELISION.match(text) if elides else None
        if elided:
            start += elided.end()
            opens = False
        shouted = bool(shouting) and any(a <= start < b for a, b in shouting)
        owns = end < match.end()
        found.extend(Word(a, b, body[a:b], _capital(body, a, b), opens, shouted, owns) for a, b in _parts(body, start, end, language))
        last = match.end()
    return found


def _capital(body: str, start: int, end: int) -> bool:
    """Whether a word begins with a capital, be it behind an Arabic article ("al-Mansouri")."""
    if _CONTRACTION.search(body, start, end):
        return False
    return body[start].isupper() or (body[start : start + 1] in "ae" and _ARTICLE.match(body, start) is not None)


def _shouting(body: str) -> list[tuple[int, int]]:
    """Lines where capitals tell nothing: headlines in capitals or with a capital on nearly every word."""
    found = []
    at = 0
    for line in body.split("\n"):
        letters = [word[0] for word in line.split() if word[0].isalpha()] if len(line) < 200 else []
        share = sum(c.isupper() for c in letters) / len(letters) if len(letters) >= 4 else 0.0
        if share > 0.6 and (not line.rstrip().endswith((".", "!", "?")) or (share > 0.75 and len(letters) > 8)):
            found.append((at, at + len(line)))
        at += len(line) + 1
    return found


def _parts(body: str, start: int, end: int, language: str) -> list[tuple[int, int]]:
    """A hyphenated word whose parts are all known names ("Russia-Ukraine") counts as several words."""
    text = body[start:end]
    head, hyphen, tail = text.rpartition("-")
    if hyphen and tail in words_of("tails", language):
        return [*_parts(body, start, start + len(head), language), (end - len(tail), end)]
    if "-" not in text or not text[0].isupper() or key_of(text, language):
        return [(start, end)]
    cuts = [start - 1, *(start + i for i, c in enumerate(text) if c == "-"), end]
    parts = [(a + 1, b) for a, b in pairwise(cuts)]
    return parts if all(b > a and key_of(body[a:b], language) for a, b in parts) else [(start, end)]


def abbreviation(word: str) -> bool:
    """Whether a full stop after `word` ends no sentence."""
    return len(word) == 1 or fold(word) in words_of("abbreviations", "en")
