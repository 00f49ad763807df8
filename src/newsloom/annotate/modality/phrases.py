"""The little language in which the tables spell phrases, and its compilation to one pattern a group.

A phrase is words parted by spaces: `deny~` any regular form of an English verb, `douteu*` any ending, `a|b` either, `a_b|c` either where
one has two words, `?word` with or without, `<name>` the macro of that name, `...` up to five words that no comma or end of a sentence
parts, `,` `:` `;` the mark itself, `[a-z]+(ed/ing)` letters of a class, as regular expressions spell them, but for the bar. Gaps are
bounded and nothing is nested, so a pattern costs time in proportion to its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_STOP = r"(?![^\s,;:?]{3,40}[.!][\"”’»]?\s+(?-i:[\"“«]?[A-ZÀ-Þ]))"  # the end of a sentence: what comes after it is not of one phrase
_GAP = rf"(?:{_STOP}[^\s,;:?]{{1,40}}\s+){{0,5}}?"
_MARKS = frozenset(",;:?!.")
_VOWELS = frozenset("aeiou")


def compiled(
    phrases: Iterable[str], macros: Mapping[str, str], head: str = r"(?<![\w'-])", tail: str = r"(?![\w-])"
) -> re.Pattern[str] | None:
    """One pattern for all phrases (the longest first), None without phrases.

    Args:
        phrases: in the language above.
        macros: name → what stands for it: phrases parted by `|`.
        head, tail: what bounds a match (regular expressions).
    """
    made = [_phrase(p, macros) for p in sorted(phrases, key=lambda p: (-len(p.split()), p))]
    return re.compile(head + "(?:" + "|".join(made) + ")" + tail, re.IGNORECASE) if made else None


def _phrase(phrase: str, macros: Mapping[str, str]) -> str:
    out, loose = "", True  # loose: white space before the next piece is already there
    for piece in phrase.split():
        if piece == "...":
            out, loose = out + ("" if loose else r"\s+") + _GAP, True
        elif piece in _MARKS:
            word = r"[^\s,;:?]{1,40}" if out.endswith(_GAP) else ""
            out, loose = out + word + ("" if loose and out else r"\s*") + re.escape(piece), False
        elif piece.startswith("?"):
            out, loose = out + ("" if loose else r"\s+") + f"(?:{_piece(piece[1:], macros)}\\s+)?", True
        else:
            out, loose = out + ("" if loose else r"\s+") + _piece(piece, macros), False
    return out


def _piece(piece: str, macros: Mapping[str, str]) -> str:
    forms = [_macro(word, macros) if word.startswith("<") else _form(word) for word in piece.split("|")]
    return forms[0] if len(forms) == 1 else "(?:" + "|".join(forms) + ")"


def _macro(word: str, macros: Mapping[str, str]) -> str:
    return "(?:" + "|".join(_phrase(part, macros) for part in macros[word.strip("<>")].split("|")) + ")"


def _form(word: str) -> str:
    if "[" in word:
        return re.sub(r"\((?!\?)", "(?:", word).replace("/", "|")
    if word.endswith("*"):
        return re.escape(word[:-1]) + r"\w*"
    if word.endswith("~"):
        return _inflected(word[:-1])
    return r"\s+".join(re.escape(part) for part in word.split("_"))


def _inflected(verb: str) -> str:
    """Regular forms of an English verb, given with or without its last "e": "deny" → den(?:y|ies|ied|ying)."""
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return re.escape(verb[:-1]) + "(?:y|ies|ied|ying)"
    stem, last = re.escape(verb.removesuffix("e")), re.escape(verb[-1])
    return stem + f"(?:e|s|es|ed|ing|{last}ed|{last}ing){'' if verb.endswith('e') else '?'}"
