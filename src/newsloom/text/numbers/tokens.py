"""Tokens of a text, as the number finder needs them: numerals, words, signs, each with its place."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Kind = Literal["numeral", "word", "sign"]

# Grouped numerals first ("10 000", "1'000"), then digits with points and commas inside. All repetitions are bounded by what they match.
_TOKEN = re.compile(
    r"(?P<numeral>\d{1,3}(?:[ \u00a0\u2009\u202f'’]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,．，٫٬]\d+)*)"
    r"|(?P<word>[\u0400-\u052f]+['’ʼ][\u0400-\u052f]+|[^\W\d_]+)"
    r"|(?P<sign>[^\s\w]|_)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token. `start` and `end` are code points of the text; `glued`: no white space stands before it."""

    start: int
    end: int
    text: str
    lower: str
    kind: Kind
    glued: bool


def tokens(text: str) -> list[Token]:
    """The tokens of `text`, in order. White space belongs to none."""
    found: list[Token] = []
    last = -1
    for match in _TOKEN.finditer(text):
        word = match.group()
        kind: Kind = "numeral" if match.lastgroup == "numeral" else "word" if match.lastgroup == "word" else "sign"
        lower = word if kind != "word" else word.lower() if word.isascii() else unicodedata.normalize("NFC", word).lower()
        found.append(Token(match.start(), match.end(), word, lower, kind, match.start() == last))
        last = match.end()
    return found
