"""Numeric expressions of a text: amounts joined into ranges, with their qualifiers, units and wholes. Linear in the text's length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsloom.text.numbers import atoms, guards, units
from newsloom.text.numbers.atoms import Atom
from newsloom.text.numbers.grammar import Grammar, grammar, match, match_back
from newsloom.text.numbers.number import Kind, Number
from newsloom.text.numbers.tokens import Token, tokens

_DASHES = ("-", "–", "—", "‐", "‑", "~", "～")


@dataclass(frozen=True, slots=True)
class _Part:
    """An expression while it is put together: token bounds, value bounds, what stands around."""

    atom: Atom
    first: int
    last: int
    amount_last: int
    low: float | None
    high: float | None
    unit: units.Unit | None = None
    low_open: bool = False
    high_open: bool = False
    qualifier: tuple[int, int] | None = None
    ranged: bool = False
    whole: int | None = None


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


def _parts(found: Sequence[Token], rules: Grammar, country: str | None) -> list[_Part]:
    parts: list[_Part] = []
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
    return _wholes(_same_unit(parts, found, rules), found, rules)


def _same_unit(parts: list[_Part], found: Sequence[Token], rules: Grammar) -> list[_Part]:
    """ "fell from 900 to 750 euros": the old figure is in the unit of the new one."""
    for index in range(len(parts) - 1):
        old, new = parts[index], parts[index + 1]
        if old.unit is not None or new.unit is None or new.unit.first < new.last - 3 or not _changes(found, old.first, rules):
            continue
        joint = match(rules.words.get("to", {}), found, old.last)
        if joint is not None and joint[0] == new.first:
            parts[index] = replace(old, unit=replace(new.unit, first=old.last, last=old.last))
    return parts


def _part(found: Sequence[Token], at: int, rules: Grammar, country: str | None) -> _Part | None:
    sign = units.before(found, at, country)
    atom = atoms.read(found, at, rules, money=sign is not None or units.money_follows(found, at))
    if atom is None:
        return None
    if sign is None and atom.high is not None and atom.high <= units.STRONGEST:
        sign = units.led(found, at, rules)
    part = _Part(atom, at, atom.last, atom.last, atom.low, atom.high)
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
    return _qualified(found, part, rules)


def _range(found: Sequence[Token], part: _Part, rules: Grammar, money: bool, country: str | None) -> _Part:
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


def _qualified(found: Sequence[Token], part: _Part, rules: Grammar) -> _Part:
    """Put a qualifier on: the words before, else those after. A range keeps its bounds, whatever qualifies it."""
    if part.qualifier is not None:
        return part
    hit = _before(found, part, rules)
    if hit is None:
        return _after(found, part, rules)
    first, last, kind = hit
    part = replace(part, first=first, qualifier=(first, last))
    return part if part.ranged else _bounded(part, kind)


def _before(found: Sequence[Token], part: _Part, rules: Grammar) -> tuple[int, int, str] | None:
    hit, stop = match_back(rules.before, found, part.first), part.first
    if hit is None and part.first and found[part.first - 1].lower in (*rules.articles, "the", "le", "la", "les", "el", "los", "las"):
        # "the 11,000": an article is no qualifier; but "casi el 40 %" is qualified behind it
        stop = part.first - 1
        hit = match_back(rules.before, found, stop) if part.unit is not None and part.unit.kind == "percent" else None
    if hit is None:
        return None
    first, kind = hit
    if kind == "over" and first and found[first - 1].lower in rules.listed("words", "spreads"):
        return None  # "spread over 12 miles" says where, not how much more
    outer = match_back(rules.before, found, first)
    if outer is not None and kind == "around":  # "at least some 200": the outer one decides
        return outer[0], stop, outer[1]
    return first, stop, kind


def _after(found: Sequence[Token], part: _Part, rules: Grammar) -> _Part:
    at = part.last
    if at < len(found) and found[at].text == "+" and found[at].glued and part.high is not None:
        return replace(part, last=at + 1, qualifier=(at, at + 1), high=None)
    hit = match(rules.after, found, at)
    if part.ranged:
        return part
    if hit is not None:
        return _bounded(replace(part, last=hit[0], qualifier=(at, hit[0])), hit[1])
    late = _late(found, at, rules)
    return part if late is None else _bounded(replace(part, qualifier=late[:2]), late[2])


def _late(found: Sequence[Token], at: int, rules: Grammar) -> tuple[int, int, str] | None:
    """ "seven people or more": the bound follows the noun. "12 boats or more than that" compares something else."""
    for first in range(at + 1, min(at + 4, len(found))):
        if found[first - 1].kind != "word":
            return None
        hit = match(rules.after, found, first)
        if hit is not None and found[first].lower in rules.listed("words", "either"):
            beyond = found[hit[0]].lower if hit[0] < len(found) else ""
            return None if beyond in rules.listed("words", "than") else (first, hit[0], hit[1])
    return None


def _bounded(part: _Part, kind: str) -> _Part:
    if kind == "min":
        return replace(part, high=None)
    if kind == "over":
        return replace(part, high=None, low_open=True)
    if kind == "max":
        return replace(part, low=None, high=part.high if part.high is not None else part.low)
    if kind == "under":
        return replace(part, low=None, high=part.high if part.high is not None else part.low, high_open=True)
    return part


def _wholes(parts: list[_Part], found: Sequence[Token], rules: Grammar) -> list[_Part]:
    """Link "1,000 out of the 11,000" and "3 of the 7": the second is the whole of the first."""
    for index in range(len(parts) - 1):
        part, after = parts[index], parts[index + 1]
        at = part.last
        hit = match(rules.words.get("of", {}), found, at)
        for ahead in (1, 2, 3):
            if hit is not None:
                break
            if at + ahead < after.first and found[at + ahead - 1].kind == "word":
                hit = match(rules.words.get("of", {}), found, at + ahead)
        if hit is None:
            continue
        between = [t.lower for t in found[hit[0] : after.first]]
        allowed = rules.listed("words", "determiners")
        bigger = (after.low or after.high or 0) >= (part.low or part.high or 0)
        if (
            ((len(between) <= 2 and all(word in allowed for word in between)) or _owner(between))
            and bigger
            and after.unit is None
            and _whole_words(found, at, hit, between, rules)
        ):
            parts[index] = replace(part, whole=index + 1)
    return parts


def _owner(between: list[str]) -> bool:
    """ "900 of the plant's 3,400 jobs"."""
    return 3 <= len(between) <= 6 and between[-1] == "s" and between[-2] in ("'", "’") and all(word.isalpha() for word in between[:-2])


def _whole_words(found: Sequence[Token], at: int, hit: tuple[int, str], between: list[str], rules: Grammar) -> bool:
    """ "3 of the 7" and "3 out of 7" are parts; "a team of 7" is none, nor "fears of 7"."""
    joint = " ".join(t.lower for t in found[at : hit[0]])
    return bool(between) or joint in rules.listed("words", "part") or joint in rules.listed("words", "of")  # "3 of 7"


def _number(part: _Part, found: Sequence[Token], line: str, offset: int, base: int) -> Number:
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
