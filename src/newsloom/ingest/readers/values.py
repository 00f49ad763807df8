"""JSON values as they come: odd, but read."""

from __future__ import annotations

import json
from typing import Any

import msgspec

_MOST_DIGITS = 4000  # Python refuses to read numbers of more than 4,300


def load(text: str) -> Any:
    """A JSON value. Half of a surrogate pair, which strict readers refuse, is let through here and replaced when text is cleaned; a number
    of thousands of digits stays the text that it is.

    Raises:
        ValueError: it is no JSON, or nested without end.
    """
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        pass
    try:
        return json.loads(text, parse_int=_number)
    except RecursionError:
        raise ValueError("it is nested too deep") from None


def _number(digits: str) -> int | str:
    return int(digits) if len(digits) <= _MOST_DIGITS else digits
