"""Qualifiers on either side of an amount ("at least", "or more") and the bounds that they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newsloom.text.numbers.grammar import Grammar, match, match_back
from newsloom.text.numbers.part import Part
from newsloom.text.numbers.tokens import Token


def qualified(found: Sequence[Token], part: Part, rules: Grammar) -> Part:
    """Put a qualifier on: the words before, else those after. A range keeps its bounds, whatever qualifies it."""
    if part.qualifier is not None:
        return part
    hit = _before(found, part, rules)
    if hit is None:
        return _after(found, part, rules)
    first, last, kind = hit
    part = replace(part, first=first, qualifier=(first, last))
    return part if part.ranged else _bounded(part, kind)


def _before(found: Sequence[Token], part: Part, rules: Grammar) -> tuple[int, int, str] | None:
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


def _after(found: Sequence[Token], part: Part, rules: Grammar) -> Part:
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


def _bounded(part: Part, kind: str) -> Part:
    if kind == "min":
        return replace(part, high=None)
    if kind == "over":
        return replace(part, high=None, low_open=True)
    if kind == "max":
        return replace(part, low=None, high=part.high if part.high is not None else part.low)
    if kind == "under":
        return replace(part, low=None, high=part.high if part.high is not None else part.low, high_open=True)
    return part
