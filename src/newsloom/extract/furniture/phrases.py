"""The furniture tables of a language as quick look-ups."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from newsloom import lexicon
from newsloom.extract.furniture.blocks import fold

_RUN = re.compile(r"[^\W_]+")


class Phrases:
    """The words of one or more languages' `furniture` tables, folded. A page's furniture is often English whatever its text is."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        tables = [lexicon.table("furniture", language) for language in languages]
        self.sections = _union(tables, "headings", "sections")
        self.lists = _union(tables, "headings", "lists")
        self.cards = _union(tables, "headings", "cards")
        self.pointers = _longest(tables, "lines", "pointers")
        self.promotions = _longest(tables, "lines", "promotions")
        self.promotion_words = _longest(tables, "lines", "promotion_words")
        self.strong = _longest(tables, "lines", "strong_promotions")
        self.notices = _longest(tables, "lines", "notices")
        self.address = _union(tables, "lines", "address")
        self.credits = _longest(tables, "lines", "credits")
        self.pictures = _longest(tables, "lines", "pictures")
        self.rights = _longest(tables, "lines", "rights")
        self.signatures = _longest(tables, "lines", "signatures")
        self.stubs = _longest(tables, "lines", "stubs")
        self.ago_before = _longest(tables, "lines", "ago_before")
        self.ago_after = _longest(tables, "lines", "ago_after")
        self.leads = _longest(tables, "headings", "leads")
        self.corrections = _longest(tables, "lines", "corrections")
        self.selves = _longest(tables, "lines", "selves")
        self.buttons = _longest(tables, "lines", "buttons")
        self.small_buttons = _longest(tables, "lines", "small_buttons")
        self.counters = _longest(tables, "lines", "counters")
        self.labels = _union(tables, "lines", "labels")
        self.contributions = _longest(tables, "lines", "contributions")
        self.contributors = _longest(tables, "lines", "contributors")
        self.contributed = _longest(tables, "lines", "contributed")
        self.contacts = _longest(tables, "lines", "contacts")
        self.card_verbs = _longest(tables, "lines", "card_verbs")


@cache
def of(language: str) -> Phrases:
    """The phrases for an article in `language` (BCP 47); all languages' where it is unknown or has no table."""
    primary = language.split("-")[0].lower()
    known = tuple(code for code in lexicon.languages() if lexicon.table("furniture", code))
    return Phrases(tuple(dict.fromkeys((primary, "en"))) if primary in known else known)


def starts(folded: str, phrases: tuple[str, ...]) -> str | None:
    """The longest of `phrases` that `folded` begins with at a word's end, or None."""
    if not folded.startswith(phrases):
        return None  # most lines, in one step
    for phrase in phrases:
        if folded.startswith(phrase) and (len(folded) == len(phrase) or not phrase[-1].isalnum() or not folded[len(phrase)].isalnum()):
            return phrase
    return None


def holds(folded: str, phrases: tuple[str, ...]) -> bool:
    """Whether one of `phrases` stands in `folded`, whole words only."""
    by_word = _by_first_word(phrases)
    words = {"", *_RUN.findall(folded)}
    return any(_stands(folded, phrase) for word in words if word in by_word for phrase in by_word[word])


def _stands(folded: str, phrase: str) -> bool:
    at = folded.find(phrase)
    while at >= 0:
        end = at + len(phrase)
        if (at == 0 or not folded[at - 1].isalnum()) and (end == len(folded) or not folded[end].isalnum()):
            return True
        at = folded.find(phrase, at + 1)
    return False


@cache
def _by_first_word(phrases: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Phrases by the letters that they begin with; under "" those that begin with a mark."""
    found: dict[str, tuple[str, ...]] = {}
    for phrase in phrases:
        first = _RUN.match(phrase)
        word = first.group() if first else ""
        found[word] = (*found.get(word, ()), phrase)
    return found


def _items(tables: list[dict[str, Any]], part: str, name: str) -> set[str]:
    return {fold(word) for table in tables for word in table.get(part, {}).get(name, ())}


def _union(tables: list[dict[str, Any]], part: str, name: str) -> frozenset[str]:
    return frozenset(_items(tables, part, name))


def _longest(tables: list[dict[str, Any]], part: str, name: str) -> tuple[str, ...]:
    return tuple(sorted(_items(tables, part, name), key=len, reverse=True))
