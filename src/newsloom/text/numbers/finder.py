"""Numeric expressions of a text: amounts joined into ranges, with their qualifiers, units and wholes. Linear in the text's length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newsloom.text.numbers import atoms, guards, units
from newsloom.text.numbers.grammar import Grammar, grammar, match, match_back
from newsloom.text.numbers.number import Kind, Number
from newsloom.text.numbers.part import Part
from newsloom.text.numbers.qualifiers import qualified
from newsloom.text.numbers.tokens import Token, tokens
from newsloom.text.numbers.wholes import wholes

_DASHES = ("-", "–", "—", "‐", "‑", "~", "～")


def find(text: str, language: str, country: str | None = None) -> list[Number]:
    """The numeric expressions of `text`, in order of place, dates, ages, ordinals, names and the like left out.

    Args:
        text: plain text; a line break ends an expression.
        language: primary subtag; a language without tables gets numerals with signs only.
        country: ISO 3166-1 alpha-2 code of the outlet, for signs that several countries use; None when unknown.
    """
    rules = grammar(language)
    numbers: list[Number] = []
    for offset, line in _lines(text):
        found = tokens(line)
        parts = _parts(found, rules, country)
        base = len(numbers)
        numbers.extend(_number(part, found, line, offset, base) for part in parts)
    return numbers


def _lines(text: str) -> list[tuple[int, str]]:
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append((at, line))
        at += len(line) + 1
    return lines


def _parts(found: Sequence[Token], rules: Grammar, country: str | None) -> list[Part]:
    parts: list[Part] = []
    at = 0
    while at < len(found):
        part = _part(found, at, rules, country) if atoms.may_start(found[at], rules) else None
        if part is None:
            at += 1
            continue
        led = part.unit is not None and part.unit.kind == "measure" and part.unit.first < part.atom.first
        core = part.first if led else part.atom.first
        if guards.is_amount(found, core, part.last, part.unit is not None, part.atom, rules, part.qualifier is not None):
            parts.append(part)
            at = max(part.last, at + 1)
        else:
            at = max(part.atom.last, at + 1)
    return wholes(_same_unit(parts, found, rules), found, rules)


def _same_unit(parts: list[Part], found: Sequence[Token], rules: Grammar) -> list[Part]:
    """ "fell from 900 to 750 euros": the old figure is in the unit of the new one."""
    for index in range(len(parts) - 1):
        old, new = parts[index], parts[index + 1]
        if old.unit is not None or new.unit is None or new.unit.first < new.last - 3 or not _changes(found, old.first, rules):
            continue
        joint = match(rules.words.get("to", {}), found, old.last) or match(rules.words.get("to_new", {}), found, old.last)
        if joint is not None and joint[0] == new.first:
            parts[index] = replace(old, unit=replace(new.unit, first=old.last, last=old.last))
    return parts


def _part(found: Sequence[Token], at: int, rules: Grammar, country: str | None) -> Part | None:
    sign = units.before(found, at, country)
    atom = atoms.read(found, at, rules, money=sign is not None or units.money_follows(found, at))
    if atom is None:
        return None
    if sign is None and atom.high is not None and atom.high <= units.STRONGEST:
        sign = units.led(found, at, rules)
    part = Part(atom, at, atom.last, atom.last, atom.low, atom.high)
    part = _range(found, part, rules, sign is not None, country)
    unit = units.after(found, part.last, rules, country)
    if sign is not None:
        part = replace(part, first=sign.first, unit=sign)
        if unit is not None and unit.kind == "money" and unit.unit == sign.unit:
            part = replace(part, last=unit.last)
    elif unit is not None:
        part = replace(part, last=unit.last, unit=unit)
    if atom.share and part.unit is None:
        part = replace(part, unit=units.Unit(part.last, part.last, "share", "share"))
    return qualified(found, part, rules)


def _range(found: Sequence[Token], part: Part, rules: Grammar, money: bool, country: str | None) -> Part:
    """ "11,000-12,000", "3 to 4 million", "between 3 and 4"."""
    between = match_back(rules.words.get("between", {}), found, units.start(found, part.first, country))
    if _changes(found, units.start(found, part.first, country), rules):
        return part
    joined = None
    if between is not None:
        joined = match(rules.words.get("between_and", {}), found, part.last)
        if joined is None:
            skip = units.after(found, part.last, rules, country)
            joined = match(rules.words.get("between_and", {}), found, skip.last) if skip else None
    closed = joined is not None and found[between[0]].lower in _both(rules) if between else False
    if not closed:
        joined = _joint(found, part.last, rules)
    if joined is None:
        return part
    second_at = joined[0]
    sign = units.before(found, second_at + 1, country) if second_at + 1 < len(found) else None
    if sign is not None and sign.first == second_at:
        own = units.before(found, part.first, country)
        if own is None or own.unit != sign.unit:
            return part
        second_at += 1
    second = atoms.read(found, second_at, rules, money=money or units.money_follows(found, second_at)) if second_at < len(found) else None
    if second is None or second.vague or second.high is None or part.high is None or part.atom.vague:
        return part
    low = part.atom.low
    if second.scaled and not part.atom.scaled and low < 1000 and second.low >= 1000:
        low *= _scale_of(second.low)
    if not low < second.low or (second.share != part.atom.share):
        return part
    first = between[0] if closed and between else part.first
    return replace(
        part,
        first=first,
        last=second.last,
        amount_last=second.last,
        low=low,
        high=second.high,
        ranged=True,
        qualifier=(first, first + 1) if closed else None,
    )


def _both(rules: Grammar) -> frozenset[str]:
    """Words that open a range and nothing else: "de" may stand before anything."""
    return rules.listed("words", "between") - {"de"}


def _changes(found: Sequence[Token], first: int, rules: Grammar) -> bool:
    """ "rose from 7 to 14": an old figure and a new one, no range."""
    if not first or found[first - 1].lower not in rules.listed("words", "from"):
        return False
    near = {token.lower for token in found[max(0, first - 7) : first - 1]}
    return bool(near & rules.listed("words", "changes"))


def _scale_of(number: float) -> float:
    for scale in (1e12, 1e9, 1e6, 1e3):
        if number >= scale:
            return scale
    return 1.0


def _joint(found: Sequence[Token], at: int, rules: Grammar) -> tuple[int, str] | None:
    if at < len(found) and found[at].text in _DASHES and at + 1 < len(found):
        if found[at].glued != found[at + 1].glued and found[at].text in ("-", "—"):
            return None
        return at + 1, "to"
    return match(rules.words.get("to", {}), found, at)


def _number(part: Part, found: Sequence[Token], line: str, offset: int, base: int) -> Number:
    start, end = found[part.first].start, found[part.last - 1].end
    unit = part.unit
    kind: Kind = unit.kind if unit else "count"
    qualifier = line[found[part.qualifier[0]].start : found[part.qualifier[1] - 1].end] if part.qualifier else part.atom.qualifier
    has_words = unit is not None and unit.last > unit.first
    return Number(
        start=offset + start,
        end=offset + end,
        core_start=offset + found[part.atom.first].start,
        core_end=offset + found[part.amount_last - 1].end,
        low=_plain(part.low),
        high=_plain(part.high),
        low_open=part.low_open,
        high_open=part.high_open,
        kind=kind,
        unit=unit.unit if unit else None,
        unit_start=offset + found[unit.first].start if unit and has_words else 0,
        unit_end=offset + found[unit.last - 1].end if unit and has_words else 0,
        qualifier=qualifier,
        vague=part.atom.vague,
        whole=base + part.whole if part.whole is not None else None,
        plain=part.low == part.high and not part.qualifier and not part.atom.scaled and not part.atom.vague,
    )


def _plain(number: float | None) -> float | None:
    """Whole numbers as int, so that JSON shows 10000 and not 10000.0."""
    return int(number) if number is not None and float(number).is_integer() else number
