"""Values of number words: a small grammar over the tables of a language.

Additive places must fall ("one hundred and five"), multipliers must follow something ("two hundred"), so that words which only stand
side by side ("nineteen ninety-eight", "the first two") never melt into one number.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsloom.text.numbers.grammar import Grammar
from newsloom.text.numbers.tokens import Token

_HYPHENS = ("-", "‐", "‑")


def read(found: Sequence[Token], at: int, grammar: Grammar) -> tuple[int, int] | None:
    """The number word at token `at`: (token after it, value), None where none stands there."""
    total, current, last, scale_before = 0, 0, 0, 0
    end = at
    k = at
    while k < len(found) and k - at < 24:
        token = found[k]
        step = _value(token, grammar)
        if step is None:
            if not _passes(found, k, at, grammar):
                break
            k += 1
            continue
        kind, value = step
        joined = k > end
        if joined and kind != "add":
            break
        if kind == "scale":
            done = _scaled(total, current, value, scale_before, grammar, k == at)
            if done is None:
                break
            total, current, last, scale_before = *done, 0, value
        elif kind == "hundred":
            if not _takes_hundred(current, grammar, k == at or last == 0):
                break
            current, last = max(current, 1) * 100, 100
        else:
            if not _adds(current, last, value, grammar, scale_before):
                break
            current, last = (current + 76, 80) if (last, value) == (4, 20) else (current + value, value)
            if joined and value >= 1000:
                break
        k += 1
        end = k
    return (end, total + current) if end > at else None


def _value(token: Token, grammar: Grammar) -> tuple[str, int] | None:
    word = token.lower
    if token.kind != "word":
        return None
    if word in grammar.hundred:
        return "hundred", 100
    if word in grammar.scales:
        return "scale", grammar.scales[word]
    if word in grammar.cardinals:
        return "add", grammar.cardinals[word]
    if grammar.raw.get("compounds"):
        value = compound(word, grammar)
        return None if value is None else ("add", value)
    return None


def _passes(found: Sequence[Token], k: int, at: int, grammar: Grammar) -> bool:
    """A joiner or a hyphen inside a number word ("one hundred and five", "twenty-one", "vingt-et-un")."""
    if k == at or k + 1 >= len(found):
        return False
    token, after = found[k], found[k + 1]
    if token.lower in _HYPHENS:
        return token.glued and after.glued and (_value(after, grammar) is not None or after.lower in grammar.joiners)
    return token.lower in grammar.joiners and _joins(found, k, grammar)


def _joins(found: Sequence[Token], k: int, grammar: Grammar) -> bool:
    """A joiner belongs to the number only after a hundred or a scale (English), or between tens and units (French, Spanish)."""
    after = k + 2 if found[k + 1].lower in _HYPHENS and k + 2 < len(found) else k + 1
    before = k - 1 if found[k - 1].lower not in _HYPHENS else k - 2
    left, right = _value(found[before], grammar), _value(found[after], grammar)
    if left is None or right is None or right[0] != "add":
        return False
    if grammar.language == "en":
        return left[0] in ("hundred", "scale") and right[1] < 100
    if grammar.language == "fr":
        return left[0] == "add" and left[1] in (20, 30, 40, 50, 60) and right[1] in (1, 11)
    return left[0] == "add" and 30 <= left[1] < 100 and right[1] < 10


def _adds(current: int, last: int, value: int, grammar: Grammar, scale_before: int) -> bool:
    if current == 0:
        return last == 0 and (scale_before == 0 or 0 < value < scale_before)
    if value == 0:
        return False
    if (last, value) == (4, 20) and grammar.language == "fr":
        return True
    if last % 100 == 0:
        return value < 100
    if last in grammar.raw.get("teens_after", ()) and 10 <= value < 20:
        return True
    if last == 10 and 7 <= value <= 9 and grammar.language == "fr":
        return True
    return 20 <= last < 100 and last % 10 == 0 and value < 10


def _takes_hundred(current: int, grammar: Grammar, first: bool) -> bool:
    if current == 0:
        return bool(grammar.raw.get("bare_scales")) and first
    return current < 100 and current % 10 != 0


def _scaled(total: int, current: int, scale: int, before: int, grammar: Grammar, first: bool) -> tuple[int, int] | None:
    if total == 0 and current == 0:
        return (scale, 0) if grammar.raw.get("bare_scales") and first and scale == 1000 else None
    if before and scale > before:  # "dos mil millones"
        return (total + current) * scale, 0
    if before == scale or current == 0:
        return None
    return total + current * scale, 0


def compound(word: str, grammar: Grammar, depth: int = 0) -> int | None:
    """The value of a number written as one word (German "zweihunderteinundzwanzig"), None for any other word."""
    if word in grammar.cardinals:
        return grammar.cardinals[word]
    if depth > 6 or len(word) > 60:
        return None
    for part, factor in (("tausend", 1000), ("hundert", 100)):
        left, found, right = word.partition(part)
        if found:
            head = compound(left, grammar, depth + 1) if left else 1
            tail = compound(right.removeprefix("und"), grammar, depth + 1) if right else 0
            return None if head is None or tail is None or head == 0 or tail >= factor else head * factor + tail
    left, found, right = word.partition("und")
    while found:
        unit, tens = grammar.cardinals.get(left, 0), grammar.cardinals.get(right, 0)
        if 0 < unit < 10 and tens >= 20:
            return unit + tens
        more, found, right = right.partition("und")
        left = f"{left}und{more}"
    return None
