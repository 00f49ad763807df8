"""Numerals of Chinese and Japanese texts: digits and ideographs with 万 and 亿, and the vague ones ("数千")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2, "二": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000, "兆": 1_000_000_000_000}
_ARABIC = r"[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?"
_HAN = "〇零一二三四五六七八九两兩十百千"
_NUMERAL = re.compile(
    rf"(?P<vague>[数數几幾])(?P<size>[十百千]?[万萬亿億]?)|(?P<plain>(?:(?:{_ARABIC}|[{_HAN}]{{1,9}})[万萬亿億兆千百]*){{1,4}})"
)
_PART = re.compile(rf"(?P<number>{_ARABIC}|[{_HAN}]+)(?P<scale>[万萬亿億兆千百]*)")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral and its place in a text (code points); `high` is None where a vague word leaves it open."""

    start: int
    end: int
    low: float
    high: float | None
    vague: bool = False


def numerals(text: str) -> Iterator[Numeral]:
    """The numerals of `text`, in order."""
    for match in _NUMERAL.finditer(text):
        if match["vague"]:
            size = _size(match["size"])
            if size > 1:
                yield Numeral(match.start(), match.end(), 2.0 * size, None, vague=True)
            continue
        number = value(match.group())
        if number is not None:
            yield Numeral(match.start(), match.end(), number, number)


def value(numeral: str) -> float | None:
    """The value of "1.2亿", "三百五十", "2万5000", None for what is no numeral."""
    total, last = 0.0, float("inf")
    at = 0
    for part in _PART.finditer(numeral):
        if part.start() != at:
            return None
        at = part.end()
        number = _number(part["number"])
        scale = _size(part["scale"])
        if number is None or scale >= last or (total and number * scale >= last):
            return None
        total += number * scale
        last = scale if scale > 1 else 1
    return total if numeral and at == len(numeral) else None


def scale(number: float) -> float:
    """The largest of 亿 and 万 that a number reaches: what "3至4万" leaves out at its first number."""
    return next((size for size in (1e8, 1e4) if number >= size), 1.0)


def _size(words: str) -> float:
    size = 1.0
    for c in words:
        size *= _LARGE.get(c) or _SMALL.get(c, 1)
    return size


def _number(text: str) -> float | None:
    if text[0] in _DIGITS or text[0] in _SMALL:
        return _ideographs(text)
    plain = text.replace(",", "").replace("，", "").replace("．", ".")
    try:
        return float(plain) if len(plain) <= 16 else None
    except ValueError:
        return None


def _ideographs(text: str) -> float | None:
    """ "三百五十" by its scales, "二〇一九" digit by digit."""
    if not any(c in _SMALL for c in text):
        return float("".join(str(_DIGITS[c]) for c in text)) if len(text) == 1 or "〇" in text or "零" in text or len(text) > 2 else None
    total, digit = 0, 0
    for c in text:
        if c in _SMALL:
            total += (digit or 1) * _SMALL[c]
            digit = 0
        else:
            digit = _DIGITS[c]
    return float(total + digit)
