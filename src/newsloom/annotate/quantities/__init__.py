"""Finds quantities: numbers with what they count, over what time, where, and how they are meant."""

from __future__ import annotations

from newsloom.annotate.quantities.finder import find

__all__ = ["find"]
