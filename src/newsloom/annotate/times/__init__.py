"""Finds time expressions and ties them to the article's date, where it has one."""

from __future__ import annotations

from newsloom.annotate.times.finder import find

__all__ = ["find"]
