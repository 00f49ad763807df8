"""Single amounts: numerals with scale, number words, collectives, vague words, fractions."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from newsloom.text.numbers import digits, words
from newsloom.text.numbers.grammar import Grammar, match
from newsloom.text.numbers.grammar import grammar as grammar_of
from newsloom.text.numbers.tokens import Token

_LEADS = frozenset(
    {"a", "an", "un", "une", "una", "le", "la", "ein", "eine", "die", "das"}
)  # articles that stand for one before a fraction


@dataclass(frozen=True, slots=True)
class Atom:
    """One amount over tokens first..last (exclusive)."""

    first: int
    last: int
    low: float
    high: float | None
    vague: bool = False
    share: bool = False
    scaled: bool = False
    numeral: bool = False
    qualifier: str | None = None


@cache
def _openers(language: str) -> frozenset[str] | None:
    """The words that an amount can start with, None where a number may be written as part of a longer word."""
    rules = grammar_of(language)
    if rules.raw.get("compounds"):
        return None
    halves = rules.raw.get("words", {}).get("half", ())
    tables = (rules.cardinals, rules.scales, rules.raw.get("collectives", {}), rules.raw.get("fractions", {}), rules.vague, rules.several)
    return frozenset().union(_LEADS, rules.articles, rules.hundred, halves, *tables)


def may_start(token: Token, grammar: Grammar) -> bool:
    """False for a word that no amount starts with: most of a text, which `read` need not look at."""
    if token.kind != "word":
        return True
    known = _openers(grammar.language)
    return known is None or token.lower in known


def read(found: Sequence[Token], at: int, grammar: Grammar, money: bool = False) -> Atom | None:
    """The amount that starts at token `at`."""
    for reader in (_half_of, _share, _vague, _several, _plain):
        atom = reader(found, at, grammar)
        if atom is not None:
            return _with_suffix(found, atom, grammar, money)
    return None


def _plain(found: Sequence[Token], at: int, grammar: Grammar) -> Atom | None:
    token = found[at]
    if token.kind == "numeral":
        number = digits.value(token.text, grammar.decimal, grammar.group)
        if number is None:
            return None
        atom = Atom(at, at + 1, number, number, numeral=True)
        if at + 1 < len(found) and found[at + 1].glued and (part := _vulgar(found[at + 1])) is not None:
            atom = replace(atom, last=at + 2, low=number + part, high=number + part)
        return _scaled(found, atom, grammar)
    if (part := _vulgar(token)) is not None:
        return Atom(at, at + 1, part, part, share=True)
    start = at
    if token.lower in grammar.articles and at + 1 < len(found):
        led = _article(found, at, grammar)
        if led is not None:
            return _collective(found, led, grammar)
    got = words.read(found, start, grammar)
    if got is None:
        collective = grammar.raw.get("collectives", {}).get(token.lower)
        return None if collective is None else Atom(at, at + 1, collective, collective)
    atom = Atom(at, got[0], got[1], got[1], scaled=got[1] >= 1000)
    half = match(grammar.words.get("and_a_half", {}), found, atom.last)
    if half is not None:
        atom = replace(atom, last=half[0], low=atom.low + 0.5, high=atom.low + 0.5)
        atom = _scaled(found, atom, grammar)
    return _collective(found, atom, grammar)


def _article(found: Sequence[Token], at: int, grammar: Grammar) -> Atom | None:
    """ "a hundred", "a million", "a dozen", "une vingtaine"."""
    word = found[at + 1].lower
    about = grammar.raw.get("about", {})
    if word in about:
        return Atom(at, at + 2, about[word], about[word], vague=True)
    collective = grammar.raw.get("collectives", {}).get(word)
    if collective is not None and not (at + 2 < len(found) and found[at + 2].lower in grammar.scales):
        return Atom(at, at + 2, collective, collective)
    if word in grammar.hundred and grammar.language == "en":
        return Atom(at, at + 2, 100, 100)
    if word in grammar.scales and not grammar.raw.get("bare_scales"):
        return Atom(at, at + 2, grammar.scales[word], grammar.scales[word], scaled=True)
    return None


def _scaled(found: Sequence[Token], atom: Atom, grammar: Grammar) -> Atom:
    """Scale words after digits ("3.5 million", "2 mil millones", "10 lakh", "3 dozen", "5 hundred")."""
    at, factor = atom.last, 1.0
    while at < len(found) and found[at].kind == "word" and found[at].lower in grammar.scales and at - atom.last < 3:
        factor *= grammar.scales[found[at].lower]
        at += 1
        if at < len(found) and found[at].text == "." and found[at].glued and found[at - 1].lower in ("mio", "mrd"):
            at += 1
    if factor == 1 and at < len(found) and found[at].lower in grammar.hundred:
        factor, at = 100.0, at + 1
    if factor == 1:
        return atom
    number = _neat(atom.low * factor)
    return replace(atom, last=at, low=number, high=number, scaled=True)


def _collective(found: Sequence[Token], atom: Atom, grammar: Grammar) -> Atom:
    """ "two dozen", "deux centaines"."""
    if atom.last >= len(found):
        return atom
    word = found[atom.last].lower
    size = grammar.raw.get("collectives", {}).get(word)
    if size is None or atom.high is None:
        return atom
    return replace(atom, last=atom.last + 1, low=atom.low * size, high=atom.high * size)


def _vague(found: Sequence[Token], at: int, grammar: Grammar) -> Atom | None:
    hit = match(grammar.vague, found, at)
    if hit is None:
        return None
    return Atom(at, hit[0], float(hit[1]), None, vague=True, scaled=float(hit[1]) >= 1000)


def _several(found: Sequence[Token], at: int, grammar: Grammar) -> Atom | None:
    """ "several hundred", "a few dozen", "plusieurs dizaines": the range times what follows."""
    hit = match(grammar.several, found, at)
    if hit is None or hit[0] >= len(found):
        return None
    low, high = (float(n) for n in hit[1].split())
    word = found[hit[0]].lower
    size = grammar.scales.get(word) or grammar.raw.get("collectives", {}).get(word) or (100 if word in grammar.hundred else None)
    if size:
        return Atom(at, hit[0] + 1, low * size, _neat((high + 1) * size - 1), vague=True, scaled=size >= 1000)
    inner = _vague(found, hit[0], grammar)
    return None if inner is None else replace(inner, first=at)


def _half_of(found: Sequence[Token], at: int, grammar: Grammar) -> Atom | None:
    """ "half a million", "un demi-million", "medio millón"."""
    k = at + 1 if found[at].lower in grammar.articles else at
    if k >= len(found) or found[k].lower not in grammar.raw.get("words", {}).get("half", ()):
        return None
    k += 1
    while k < len(found) and (found[k].lower in grammar.articles or found[k].text == "-"):
        k += 1
    size = grammar.scales.get(found[k].lower) or grammar.raw.get("collectives", {}).get(found[k].lower) if k < len(found) else None
    return None if size is None else Atom(at, k + 1, size / 2, size / 2, scaled=size >= 1000)


def _share(found: Sequence[Token], at: int, grammar: Grammar) -> Atom | None:
    """ "a third of", "two-thirds", "half of", "la moitié", "1 in 5", "1/3 of"."""
    return _each(found, at, grammar) or _fraction(found, at, grammar) or _one_in(found, at, grammar) or _slashed(found, at)


def _each(found: Sequence[Token], at: int, grammar: Grammar) -> Atom | None:
    """ "jeder fünfte Patient"; "jeden zweiten Tag" tells when."""
    if found[at].lower not in grammar.listed("words", "each") or at + 2 >= len(found):
        return None
    of = grammar.raw.get("each", {}).get(found[at + 1].lower)
    unit = match(grammar.units, found, at + 2)
    if of is None or (unit is not None and unit[1].startswith("durations")) or found[at + 2].lower.endswith(("tag", "mal")):
        return None
    return Atom(at, at + 2, round(1 / of, 4), round(1 / of, 4), share=True)


def _fraction(found: Sequence[Token], at: int, grammar: Grammar) -> Atom | None:
    fractions = grammar.raw.get("fractions", {})
    token = found[at]
    top = grammar.cardinals.get(token.lower, 1 if token.lower in _LEADS else None)
    if token.lower in fractions and fractions[token.lower] == 2 and token.lower not in grammar.articles:
        top, k = 1, at
    else:
        k = at + 1
        if k < len(found) and found[k].text == "-":
            k += 1
    if token.kind == "numeral" or top is None or k >= len(found) or found[k].lower not in fractions:
        return None
    word = found[k].lower
    plural = top > 1
    after = found[k + 1] if k + 1 < len(found) else None
    if not _fraction_ends(word, plural, after, grammar):
        return None
    number = round(top / fractions[word], 4)
    return Atom(at, k + 1, number, number, share=True) if 0 < number < 1 else None


def _fraction_ends(word: str, plural: bool, after: Token | None, grammar: Grammar) -> bool:
    """An ordinal is a share only before "of" ("a third of the paper", never "a third man"); plurals are shares anyway."""
    of = grammar.raw.get("words", {}).get("fillers", ())
    if plural or grammar.language == "de" or word in ("tiers", "moitié", "mitad", "tercio", "quart"):
        return not (after is not None and after.lower in grammar.raw.get("finals", ()))
    return after is not None and (
        after.lower in (*of, "du", "des", "del", "the") or (grammar.raw["fractions"][word] == 2 and after.lower in ("their", "its"))
    )


def _one_in(found: Sequence[Token], at: int, grammar: Grammar) -> Atom | None:
    """ "1 in 5", "one out of every five", "un sur cinq", "uno de cada cinco", "einer von fünf"."""
    first = _small(found, at, grammar)
    if first is None:
        return None
    for phrase in ("out_of",):
        hit = match(grammar.words.get(phrase, {}), found, first[0])
        if hit is None and grammar.language == "fr":
            hit = _past_noun(found, first[0], grammar)
        if hit is None:
            continue
        k = hit[0]
        if k < len(found) and found[k].lower in ("every",):
            k += 1
        second = _small(found, k, grammar)
        if second is not None and 0 < first[1] < second[1] <= 100 and first[1] <= 10 and _as_share(found, hit, second[0], grammar):
            share = round(first[1] / second[1], 4)
            return Atom(at, second[0], share, share, share=True)
    return None


def _past_noun(found: Sequence[Token], at: int, grammar: Grammar) -> tuple[int, str] | None:
    """ "un patient sur cinq attend": the noun stands between, and none behind ("une taxe sur deux produits")."""
    hit = match(grammar.words.get("out_of", {}), found, at + 1) if at < len(found) and found[at].kind == "word" else None
    second = _small(found, hit[0], grammar) if hit is not None else None
    if second is None:
        return None
    after = found[second[0]] if second[0] < len(found) else None
    counted = after is not None and after.kind == "word" and after.lower.endswith(("s", "x", "ions")) and len(after.lower) > 2
    return None if counted else hit


def _as_share(found: Sequence[Token], hit: tuple[int, str], end: int, grammar: Grammar) -> bool:
    """ "3 out of 5 miners" may be three miners: only "in", "out of every" and like words, or round wholes, make a share."""
    words_ = " ".join(t.lower for t in found[: hit[0]][-2:])
    if grammar.language == "en" and words_.endswith(" in"):
        after = found[end].lower if end < len(found) else ""
        return after not in grammar.listed("labels", "months") and not after.startswith(("year", "month", "week", "day", "hour", "minute"))
    return words_.endswith("cada") or words_.endswith("every") or grammar.language in ("fr", "de")


def _small(found: Sequence[Token], at: int, grammar: Grammar) -> tuple[int, int] | None:
    if at >= len(found):
        return None
    if found[at].kind == "numeral":
        return (at + 1, int(found[at].text)) if found[at].text.isdecimal() and len(found[at].text) <= 3 else None
    return words.read(found, at, grammar)


def _slashed(found: Sequence[Token], at: int) -> Atom | None:
    if at + 3 >= len(found) or found[at + 1].text not in ("/", "⁄") or not found[at + 1].glued or found[at + 2].kind != "numeral":
        return None
    if not (found[at].text.isdecimal() and found[at + 2].text.isdecimal() and len(found[at + 2].text) <= 2):
        return None
    top, bottom = int(found[at].text), int(found[at + 2].text)
    if not 0 < top < bottom <= 12 or found[at + 3].lower not in ("of", "des", "du", "de", "der"):
        return None
    return Atom(at, at + 3, round(top / bottom, 4), round(top / bottom, 4), share=True)


def _vulgar(token: Token) -> float | None:
    if len(token.text) != 1 or token.kind == "numeral" or unicodedata.category(token.text) != "No":
        return None
    number = unicodedata.numeric(token.text, None)
    return round(number, 4) if number is not None and 0 < number < 1 else None


def _with_suffix(found: Sequence[Token], atom: Atom, grammar: Grammar, money: bool) -> Atom:
    """Letters glued to digits ("3.5bn", "5k"); a bare "m" only with money."""
    if not atom.numeral or atom.scaled or atom.last >= len(found):
        return atom
    token = found[atom.last]
    money = money or match(grammar.words.get("millions", {}), found, atom.last + 1) is not None
    suffixes = {**grammar.raw.get("suffixes", {}), **(grammar.raw.get("money_suffixes", {}) if money else {})}
    size = suffixes.get(token.lower)
    if size is None or token.kind != "word" or not (token.glued or len(token.text) > 1 or money):
        return atom
    number = _neat(atom.low * size)
    return replace(atom, last=atom.last + 1, low=number, high=number, scaled=True)


def _neat(number: float) -> float:
    """Without the dust of binary fractions: 3.3 million is 3300000."""
    rounded = round(number)
    return rounded if abs(number - rounded) < 1e-6 * max(1.0, abs(number)) else number
