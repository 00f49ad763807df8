"""Heads made of fields: YAML front matter between two rules, or plain "key: value" lines at the very start."""

from __future__ import annotations

import re
from functools import cache

from newsloom import lexicon
from newsloom.records import Record

_MAX_LINES = 40
_FIELD = re.compile(r"[ \t]*(?P<key>[^\W\d_][\w \-]{0,24}?)[ \t\u00a0]{0,2}:(?:[ \t\u00a0]+(?P<value>\S.{0,300}?))?[ \t]*")


class Head(Record, frozen=True, kw_only=True):
    """Fields by their name in the table ("title", "byline", "published", "modified", "outlet"), and where they stand (code points)."""

    values: dict[str, str]
    start: int
    end: int


def read(text: str) -> Head | None:
    """The field head of `text`, or None. Two known fields are needed where no rules enclose them: one could be a sentence."""
    rows = _rows(text)
    if not rows:
        return None
    first, start, _ = rows[0]
    if first.strip() in ("---", "+++"):
        for index, (row, _, end) in enumerate(rows[1:], 1):
            if row.strip() in ("---", "...", "+++"):
                values = _values([r for r, _, _ in rows[1:index]])
                return Head(values=values, start=start, end=end) if values else None
        return None
    known = 0
    for row, _, _ in rows:
        match = _FIELD.fullmatch(row)
        if match is None or not match["value"] or match["key"].strip().lower() not in _names():
            break
        known += 1
    values = _values([row for row, _, _ in rows[:known]])
    if known < 2 or not set(values) - {"other"}:
        return None
    return Head(values=values, start=start, end=rows[known - 1][2])


def _rows(text: str) -> list[tuple[str, int, int]]:
    """The first lines with their offsets, blank ones left out only before the first."""
    rows: list[tuple[str, int, int]] = []
    for match in re.finditer(r"[^\n]*(?:\n|$)", text[:20_000]):
        row = match.group().rstrip("\r\n").lstrip("\ufeff")
        if not row.strip() and not rows:
            continue
        rows.append((row, match.start(), match.start() + len(match.group().rstrip("\r\n"))))
        if len(rows) >= _MAX_LINES or match.end() >= len(text):
            break
    return rows


def _values(rows: list[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for row in rows:
        match = _FIELD.fullmatch(row.replace("=", ":", 1) if " = " in row else row)
        if match is None or not match["value"]:
            continue
        name = _names().get(match["key"].strip().lower(), "other")
        value = match["value"].strip().strip("\"'[]").strip()
        if value:
            values.setdefault(name, value)
    return values


@cache
def _names() -> dict[str, str]:
    fields = lexicon.table("front")["fields"]
    return {key: name for name, keys in fields.items() for key in keys}
