"""Words of a sentence as the grounding check compares them: a rough stem, and the groups of like meaning that a word belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from newsloom import lexicon
from newsloom.text.words import fold, frequency

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*", re.UNICODE)
_CLAUSE = re.compile(r"[,;:.!?()–—…\n]")
_STOP = 1.2e-3  # a word more frequent than this carries no fact of its own
_SHORT = 3
_ENDINGS = (
    "ations",
    "ation",
    "ingly",
    "ments",
    "ment",
    "ness",
    "ary",
    "edly",
    "ings",
    "ies",
    "ied",
    "ing",
    "ers",
    "ed",
    "es",
    "er",
    "ly",
    "s",
)
LONGEST = 4_000  # code points of a sentence or passage that are read; written sentences are refused above


@dataclass(frozen=True, slots=True)
class Word:
    """A word. `start`, `end`: code points. `stem` is what it is compared by; `like`: ids of its groups and the stem itself.

    `content`: it carries a fact of its own. `clause`: number of the stretch between marks of punctuation.
    """

    start: int
    end: int
    text: str
    folded: str
    stem: str
    like: frozenset[str]
    content: bool
    clause: int


def read(text: str, language: str) -> list[Word]:
    """The words of a text, in order."""
    found: list[Word] = []
    clause, last = 0, 0
    for match in _WORD.finditer(text[:LONGEST]):
        gap = text[last : match.start()]
        inside = gap in (",", ".") and text[last - 1 : last].isdigit() and match.group()[0].isdigit()
        clause += not inside and bool(_CLAUSE.search(gap))
        last = match.end()
        folded = fold(match.group())
        cut = stem(folded, language)
        found.append(
            Word(
                start=match.start(),
                end=match.end(),
                text=match.group(),
                folded=folded,
                stem=cut,
                like=frozenset((cut, *_groups(language).get(folded, ()))),
                content=is_content(folded, language),
                clause=clause,
            )
        )
    return found


@lru_cache(maxsize=50_000)
def is_content(folded: str, language: str) -> bool:
    """Whether a word carries a fact of its own: no number, no function word."""
    if not folded or folded[0].isdigit() or folded in _plain(language):
        return False
    return folded in _groups(language) or (len(folded) > 2 and frequency(folded, language) < _STOP)


@lru_cache(maxsize=50_000)
def stem(folded: str, language: str) -> str:
    """A rough stem, for comparison only. English endings are cut; of other languages the first letters are kept."""
    if language != "en":
        return folded if len(folded) <= 5 else folded[: max(5, len(folded) - 3)]
    if folded in _irregular(language):
        return _bare(_irregular(language)[folded])
    return _bare(folded)


def _bare(folded: str) -> str:
    for ending in _ENDINGS:
        if folded.endswith(ending) and len(folded) - len(ending) >= _SHORT:
            cut = folded[: -len(ending)]
            if ending in ("ies", "ied"):
                return cut + "i"
            if len(cut) > _SHORT and cut[-1] == cut[-2] and cut[-1] not in "sl":
                cut = cut[:-1]
            return cut.removesuffix("e") if len(cut) > _SHORT else cut
    if folded.endswith("y") and len(folded) > _SHORT:
        return folded[:-1] + "i"
    return folded.removesuffix("e") if len(folded) > _SHORT else folded


def is_past(folded: str, language: str) -> bool:
    """Whether a word may be a past form, as far as its ending or the table of irregular forms tells."""
    return language == "en" and (folded in _irregular(language) or (folded.endswith("ed") and len(folded) > _SHORT + 1))


@cache
def table(language: str) -> dict[str, Any]:
    """The table of a language; that of English for the parts that another lacks is not taken: unknown stays unknown."""
    return lexicon.table("grounding", language)


@cache
def _groups(language: str) -> dict[str, frozenset[str]]:
    """Folded word → ids of the groups that it belongs to."""
    found: dict[str, set[str]] = {}
    for name, listed in table(language).get("concepts", {}).items():
        for word in listed:
            found.setdefault(fold(word), set()).add(f"~{name}")
    return {word: frozenset(names) for word, names in found.items()}


@cache
def _plain(language: str) -> frozenset[str]:
    return frozenset(fold(word) for word in table(language).get("plain", {}).get("words", ()))


@cache
def _irregular(language: str) -> dict[str, str]:
    return {form: base for base, forms in table(language).get("irregular", {}).items() for form in forms}
