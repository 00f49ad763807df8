"""Finds numeric expressions in plain text, with bounds, qualifiers and units; and reads single numerals and number words."""

from __future__ import annotations

from newsloom.text.numbers.digits import value
from newsloom.text.numbers.finder import find
from newsloom.text.numbers.number import Number

__all__ = ["Number", "find", "value"]
