"""A language's number tables, made ready for the finder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from newsloom import lexicon
from newsloom.text.numbers.tokens import Token, tokens

Phrases = dict[str, list[tuple[tuple[str, ...], str]]]


@dataclass(frozen=True, slots=True)
class Grammar:
    """Tables of one language. Phrases are keyed by their first word, longest first, each with what it stands for."""

    language: str
    raw: dict[str, Any]
    cardinals: dict[str, int]
    scales: dict[str, int]
    decimal: str
    group: str
    hundred: frozenset[str]
    joiners: frozenset[str]
    articles: frozenset[str]
    vague: Phrases
    several: Phrases
    before: Phrases
    after: Phrases
    units: Phrases
    leads: Phrases
    labels: Phrases
    words: dict[str, Phrases]

    def listed(self, group: str, name: str) -> frozenset[str]:
        """A word list of the table, as a set."""
        return frozenset(self.raw.get(group, {}).get(name, ()))


def phrases(pairs: Iterable[tuple[str, str]]) -> Phrases:
    """Index phrases by first word, longest first."""
    index: Phrases = {}
    for words, meaning in pairs:
        parts = tuple(t.lower for t in tokens(words))
        index.setdefault(parts[0], []).append((parts, meaning))
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return index


def match(index: Phrases, found: Sequence[Token], at: int) -> tuple[int, str] | None:
    """The longest phrase that starts at token `at`: (token after it, meaning)."""
    if not 0 <= at < len(found):
        return None
    for parts, meaning in index.get(found[at].lower, ()):
        if at + len(parts) <= len(found) and all(found[at + k].lower == part for k, part in enumerate(parts)):
            return at + len(parts), meaning
    return None


def match_back(index: Phrases, found: Sequence[Token], end: int) -> tuple[int, str] | None:
    """The longest phrase that ends before token `end`: (its first token, meaning)."""
    for at in range(max(0, end - 6), end):
        hit = match(index, found, at)
        if hit is not None and hit[0] == end:
            return at, hit[1]
    return None


def _separators(language: str, raw: dict[str, Any]) -> tuple[str, str]:
    """Decimal and group mark: the table's, else those of the Unicode locale data."""
    if "decimal" in raw:
        return raw["decimal"], raw["group"]
    from babel import Locale, UnknownLocaleError
    from babel.numbers import get_decimal_symbol, get_group_symbol

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return ".", ","
    return get_decimal_symbol(locale), get_group_symbol(locale)


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a language; one without tables gets bare numerals, percent signs and currency signs."""
    raw = lexicon.table("numbers", language)
    units = lexicon.table("units", language)
    pairs = [(word, f"{group}:{name}") for group in ("measures", "durations", "money") for word, name in units.get(group, {}).items()]
    words = raw.get("words", {})
    decimal, group = _separators(language, raw)
    return Grammar(
        language=language,
        raw=raw,
        cardinals=raw.get("cardinals", {}),
        scales=raw.get("scales", {}),
        decimal=decimal,
        group=group,
        hundred=frozenset(raw.get("hundred", ())),
        joiners=frozenset(raw.get("joiners", ())),
        articles=frozenset(raw.get("articles", ())),
        vague=phrases((w, str(v)) for w, v in raw.get("vague", {}).items()),
        several=phrases((w, f"{v[0]} {v[1]}") for w, v in raw.get("several", {}).items()),
        before=phrases((w, kind) for kind, ws in raw.get("qualifiers", {}).items() for w in ws),
        after=phrases((w, kind) for kind, ws in raw.get("qualifiers_after", {}).items() for w in ws),
        units=phrases(pairs),
        leads=phrases(units.get("leads", {}).items()),
        labels=phrases((w, w) for w in raw.get("labels", {}).get("before", ())),
        words={name: phrases((w, name) for w in ws) for name, ws in words.items()},
    )
