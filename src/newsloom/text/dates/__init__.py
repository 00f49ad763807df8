"""Finds time expressions in plain text and ties them to the calendar."""

from __future__ import annotations

from newsloom.text.dates.expression import Expression, Tense
from newsloom.text.dates.finder import find
from newsloom.text.dates.resolve import resolve

__all__ = ["Expression", "Tense", "find", "resolve"]
