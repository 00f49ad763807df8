"""Whether a sentence can stand in a timeline by itself: it tells something, in its own words, of someone it names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from newsloom import lexicon
from newsloom.text.words import tokens

_QUOTES = re.compile(r"[\"“”„«»]")
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|«[^»]*»|„[^“]*“")
_MOST_QUOTED = 3  # words: more is what someone said, not what happened
_DATELINE = re.compile(
    r"\s*(?:UPDATE\s?#?\d{0,2}\s?(?:\([\d/.-]{4,12}\))?:\s*)?(?:\([A-Z][A-Za-z/ ]{1,20}\)\s*)?"
    r"(?:[A-ZÀ-Þ][\w.’' /-]{1,30}(?:,? (?:[A-ZÀ-Þ][\w.]{1,14}|\d{1,2}),?){0,3}(?:\s?\([A-Z][\w/ ]{1,20}\))?\s*(?:--|–|—| - )\s*)?"
)
_NOTES = re.compile(r"\s*(?:\[\d{1,3}\]\s*|[-–—•*]+\s+)+")
_NOTE = re.compile(r"\[\s?(?:\d{1,3}|[a-z]+)\s?\]")
_REPEATED = 3  # words that stand twice in a row of a sentence: a headline and its text run together
_FIRST = 3  # words among which a pronoun still opens the sentence
_VERB = 10  # words among which the first verb of a caption stands


@dataclass(frozen=True, slots=True)
class Words:
    """The timeline table of a language."""

    sets: dict[str, frozenset[str]]
    endings: dict[str, tuple[str, ...]]

    def has(self, name: str, word: str) -> bool:
        """Whether a word (lower case) is listed under `name`, or ends as that list's words do."""
        ending = self.endings.get(name)
        return word in self.sets.get(name, ()) or bool(ending and len(word) > 4 and word.endswith(ending))

    def known(self, name: str) -> bool:
        return bool(self.sets.get(name))


@cache
def words(language: str) -> Words:
    """The table of a language (primary subtag), empty where it has none."""
    raw: dict[str, Any] = lexicon.table("timeline", language)
    sets = {name: frozenset(value) for name, value in raw.items() if not name.endswith("_endings")}
    return Words(sets, {name.removesuffix("_endings"): tuple(value) for name, value in raw.items() if name.endswith("_endings")})


def shown(text: str) -> tuple[int, int]:
    """Start and end of what a sentence says, without dateline and note marks at its ends."""
    start, end = 0, len(text.rstrip())
    for pattern in (_NOTES, _DATELINE, _NOTES):
        match = pattern.match(text, start)
        if match is not None and match.end() < end - 20:
            start = match.end()
    while (notes := re.search(r"(?:\s?\[\d{1,3}\])$", text[start:end])) is not None:
        end = start + notes.start()
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return start, end


def stands_alone(text: str, language: str) -> bool:
    """Whether the sentence opens with no pronoun, is no furniture and no quotation, and speaks of no "me" or "you"."""
    table = words(language)
    lower = [word.lower() for word in tokens(text)]
    if not lower or text[:1].islower() or _QUOTES.match(text) or _NOTE.search(text):
        return False
    return not (_leans(lower, table) or _page(text, lower, table) or _quotation(text) or any(table.has("selves", word) for word in lower))


def _leans(lower: list[str], table: Words) -> bool:
    if table.has("openers", lower[0]):
        return True
    return not table.has("cataphora", lower[0]) and any(table.has("pronouns", word) for word in lower[1:_FIRST])


def _page(text: str, lower: list[str], table: Words) -> bool:
    small = text.lower()
    if any(mark in small for mark in table.sets.get("furniture", ())):
        return True
    grams = [tuple(lower[k : k + _REPEATED]) for k in range(len(lower) - _REPEATED + 1)]
    long = [gram for gram in grams if sum(map(len, gram)) > 12]
    return len(set(long)) < len(long)


def _quotation(text: str) -> bool:
    if len(re.findall('["“”«»]', text)) % 2:
        return True
    return sum(len(part.split()) for part in _QUOTED.findall(text)) > _MOST_QUOTED


def caption(text: str, language: str) -> bool:
    """Whether the first verb stands in the present tense of a caption ("Pupils leave the school on Monday")."""
    table = words(language)
    if not table.known("captions"):
        return False
    for word in [token.lower() for token in tokens(text)][1:_VERB]:
        if table.has("captions", word):
            return True
        if table.has("tensed", word) or table.has("past", word):
            return False
    return False


def tells(text: str, language: str) -> bool:
    """Whether a sentence without a date of its own tells something that happened; in languages without a table it may."""
    table = words(language)
    return not table.known("past") or any(table.has("past", token.lower()) for token in tokens(text))


def ahead(text: str, language: str) -> bool:
    """Whether something in the sentence looks ahead."""
    table = words(language)
    return not table.known("future") or any(table.has("future", token.lower()) for token in tokens(text))
