"""Units around a number: money signs and codes, percent, measures and durations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from newsloom import lexicon
from newsloom.text.numbers.grammar import Grammar, Phrases, match, match_back, phrases
from newsloom.text.numbers.number import Kind
from newsloom.text.numbers.tokens import Token

_WEIGHED = ("weigh", "foot", "feet", "inch", "tall")
STRONGEST = 10.0  # a number over it after "magnitude" is none


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit over tokens first..last (exclusive). `unit` is None for money of an unknown country."""

    first: int
    last: int
    kind: Kind
    unit: str | None


@cache
def _signs() -> Phrases:
    return phrases(lexicon.table("currencies").get("signs", {}).items())


@cache
def _codes() -> frozenset[str]:
    return frozenset(lexicon.table("currencies").get("codes", ()))


@cache
def _symbols() -> dict[str, str]:
    symbols: dict[str, str] = lexicon.table("units").get("symbols", {})
    return symbols


def _by_country(sign: str, fallback: str | None, country: str | None) -> str | None:
    table: dict[str, Any] = lexicon.table("currencies").get("by_country", {})
    code: str | None = table.get(sign, {}).get(country or "", fallback)
    return code


def before(found: Sequence[Token], at: int, country: str | None) -> Unit | None:
    """Money sign or code right before token `at` ("$", "US$", "EUR")."""
    for back in (3, 2, 1):
        first = at - back
        if first < 0:
            continue
        hit = match(_signs(), found, first)
        if hit is not None and hit[0] == at and (back == 1 or all(t.glued for t in found[first + 1 : at])):
            return Unit(first, at, "money", _by_country(found[first].text, hit[1], country) if back == 1 else hit[1])
    if at > 0 and found[at - 1].text in _codes():
        return Unit(at - 1, at, "money", _code(found[at - 1].text))
    return None


def _code(text: str) -> str:
    return "CNY" if text == "RMB" else text


def start(found: Sequence[Token], first: int, country: str | None) -> int:
    """The token where a money sign before token `first` starts, else `first`."""
    unit = before(found, first, country)
    return unit.first if unit else first


def led(found: Sequence[Token], at: int, rules: Grammar) -> Unit | None:
    """A measure's name before its number: "magnitude 6.4", "a magnitude-5.8 quake"."""
    end = at - 1 if at and found[at - 1].text in ("-", "‑") and found[at - 1].glued and at < len(found) and found[at].glued else at
    hit = match_back(rules.leads, found, end)
    return None if hit is None else Unit(hit[0], at, "measure", hit[1])


def money_follows(found: Sequence[Token], at: int) -> bool:
    """A money sign or code stands within the next tokens: "3,5 M€"."""
    return any(token.text in ("€", "$", "£") or token.text in _codes() for token in found[at + 1 : at + 3])


def after(found: Sequence[Token], at: int, rules: Grammar, country: str | None) -> Unit | None:
    """The unit that starts at token `at`, a hyphen before it allowed ("90-minute")."""
    first = at
    if first < len(found) and found[first].lower in ("-", "‑", *rules.listed("words", "fillers")):
        first += 1
        if first < len(found) and found[first].text in ("'", "’"):
            first += 1
    if first >= len(found):
        return None
    for name, kind in (("percentage_point", "percentage_point"), ("percent", "percent"), ("ratio", "ratio")):
        hit = match(rules.words.get(name, {}), found, first)
        if hit is not None and (first == at or found[at].text in ("-", "‑")):
            return _percent(found, at, hit[0], kind, rules)
    token = found[first]
    if token.text in ("%", "％", "٪"):
        return Unit(first, first + 1, "percent", "percent")
    return _worded(found, first, rules, country) or (_symbol(found, first, country) if first == at else None)


def _percent(found: Sequence[Token], first: int, last: int, kind: str, rules: Grammar) -> Unit | None:
    if kind == "percentage_point":
        return Unit(first, last, "percentage_point", "percentage_point")
    if kind == "ratio":  # "twice shot seven times" counts times, "seven times as much" compares
        compares = last < len(found) and found[last].lower in rules.listed("words", "ratio_after")
        return Unit(first, last, "ratio", "ratio") if compares else None
    points = match(rules.words.get("percentage_point", {}), found, last)
    return Unit(first, points[0], "percentage_point", "percentage_point") if points else Unit(first, last, "percent", "percent")


def _worded(found: Sequence[Token], first: int, rules: Grammar, country: str | None) -> Unit | None:
    hit = match(rules.units, found, first)
    if hit is None:
        return None
    group, _, name = hit[1].partition(":")
    if group == "money":
        word = name.removeprefix("?")
        code = _by_country(word, None, country) if name.startswith("?") else name
        if code == "GBP" and (country == "US" or any(t.lower.startswith(_WEIGHED) for t in found[max(0, first - 8) : first + 3])):
            return Unit(first, hit[0], "measure", "pound weight")
        if code == "USD" and hit[0] - first == 1:
            code = _by_country("dollar", "USD", country)
        return Unit(first, hit[0], "money", code)
    return Unit(first, hit[0], "duration" if group == "durations" else "measure", name)


def _symbol(found: Sequence[Token], at: int, country: str | None) -> Unit | None:
    hit = match(_signs(), found, at)
    if hit is not None and found[hit[0] - 1].kind == "sign" and (hit[0] - at == 1 or found[at + 1].glued):
        return Unit(at, hit[0], "money", _by_country(found[at].text, hit[1], country))
    if found[at].text in _codes():
        return Unit(at, at + 1, "money", _code(found[at].text))
    for length in (3, 2, 1):
        text = "".join(t.text for t in found[at : at + length])
        if at + length <= len(found) and text in _symbols() and all(t.glued for t in found[at + 1 : at + length]):
            return Unit(at, at + length, "measure", _symbols()[text])
    return None
