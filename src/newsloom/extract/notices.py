"""Documents that hold no article: help texts, donation appeals, cookie and script notices, error pages, login walls.

Such a page has a title and words, and a story made of it would tell a reader nothing. The words are in the `notices` tables.
"""

from __future__ import annotations

import re
from functools import cache

from newsloom import lexicon

REASON = "holds no article: only a notice of the site"
_LONGEST = 220  # words: a longer text is taken for an article, whatever it says of its site
_SHARE = 0.6  # of the words must stand in sentences that speak of the site or to its reader
_TITLED = 0.3  # where the title says so as well
_CURT = 8  # words of a sentence that is a notice without speaking to its reader ("Error 404")
_EVERY = 80  # words for each of which a further phrase is asked for
_PIECE = re.compile(r"[^.!?\n]{1,600}[.!?]*")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_QUOTES = re.compile(r"[“”„«»]|\"[^\"\n]{12,400}\"")


def only(text: str, title: str | None, language: str) -> bool:
    """Whether a text is nothing but a notice of its site.

    True for a short text that quotes nobody, has one of the phrases by which sites speak of themselves, and speaks of the site or to its
    reader for most of its length.
    """
    short = _folded(text[: _LONGEST * 20])
    if len(_WORD.findall(short)) > _LONGEST or len(text) > _LONGEST * 20 or _QUOTES.search(text):
        return False
    table = _table(language.split("-")[0].lower())
    titled = re.split(r"\s[|–—:-]\s", _folded(title or ""))[0].strip(" .!?…") in table["titles"]
    found = told = words = 0
    for piece in _PIECE.findall(short):
        inside = _WORD.findall(piece)
        speaks = any(w in table["address"] for w in inside)
        phrase = (speaks or len(inside) <= _CURT) and any(_stands(piece, p) for p in table["phrases"])
        words += len(inside)
        found += phrase
        told += len(inside) if phrase or speaks else 0
    return bool(words) and (found > words // _EVERY or titled) and told >= words * (_TITLED if titled else _SHARE)


def _folded(text: str) -> str:
    return re.sub(r"[^\S\n]+", " ", text.lower().replace("’", "'"))


def _stands(words: str, phrase: str) -> bool:
    at = words.find(phrase)
    end = at + len(phrase)
    return at >= 0 and not words[at - 1 : at].isalnum() and not words[end : end + 1].isalnum()


@cache
def _table(language: str) -> dict[str, tuple[str, ...]]:
    """The language's words and the English ones: notices are often English whatever the site is."""
    tables = [lexicon.table("notices", code) for code in dict.fromkeys((language, "en"))]
    return {name: tuple(_folded(w) for t in tables for w in t.get(name, ())) for name in ("phrases", "titles", "address")}
