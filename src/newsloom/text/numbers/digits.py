"""Values of numerals written in digits, by the separators of the text's language."""

from __future__ import annotations

import re

_LONGEST = 16  # more digits than this are an identifier, not an amount
_SPACES = re.compile(r"[ \u00a0\u2009\u202f'’]")
_FOREIGN = str.maketrans({"．": ".", "，": ",", "٫": ".", "٬": ","})


def value(numeral: str, decimal: str = ".", group: str = ",") -> float | None:
    """The value of a numeral ("1,000.5", "1.000,5", "1 000,5", "10,00,000", full-width digits), None where it is no single amount.

    Args:
        numeral: digits with separators inside.
        decimal, group: the separators that the language uses; the other reading is taken where theirs is impossible.
    """
    text = _SPACES.sub("", numeral).translate(_FOREIGN)
    digits = sum(c.isdigit() for c in text)
    if digits == 0 or digits > _LONGEST:
        return None
    points, commas = text.count("."), text.count(",")
    if points and commas:
        mark = max(".", ",", key=text.rfind)
        other = "," if mark == "." else "."
        return _number(text, mark, other) if text.count(mark) == 1 else None
    mark = "." if points else ","
    count = points or commas
    if count == 0:
        return _plain(text)
    if count > 1:
        return _number(text, "", mark)
    return _single(text, mark, decimal, group)


def _single(text: str, mark: str, decimal: str, group: str) -> float | None:
    """One separator, once: a group mark before exactly three digits, a decimal mark otherwise."""
    whole, part = text.split(mark)
    grouped = len(part) == 3 and len(whole) <= 3 and not whole.startswith("0")
    if grouped and (mark == group or (mark == "," and part == "000") or mark != decimal):
        return _plain(whole + part)
    return _decimal(whole, part)


def _number(text: str, mark: str, group: str) -> float | None:
    whole, _, part = text.partition(mark) if mark else (text, "", "")
    groups = whole.split(group)
    # Western groups of three, or the Indian way: three, then twos.
    sized = all(len(g) == 3 for g in groups[1:]) or (len(groups[-1]) == 3 and all(len(g) == 2 for g in groups[1:-1]))
    if not sized or not groups[0] or len(groups[0]) > 3:
        return None
    return _decimal("".join(groups), part) if part else _plain("".join(groups))


def _plain(text: str) -> float | None:
    try:
        return int(text)
    except ValueError:
        return None


def _decimal(whole: str, part: str) -> float | None:
    try:
        return float(f"{int(whole)}.{''.join(str(int(c)) for c in part)}")
    except ValueError:
        return None
