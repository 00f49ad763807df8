"""Pages that are made in the browser: their text stands nowhere but in the data that the page's program starts from."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from newsloom.extract.blocks import lines, tree
from newsloom.text.encoding import clean

_LONGEST = 5_000_000  # characters of one such script
_MOST_VALUES = 50_000
_DEEPEST = 60
_SENTENCE = 60  # characters
_ENDS = (".", "!", "?", "。", "…", '"', "”", "»")


def scripts(page: Any) -> list[str]:
    """The data that a page's program starts from (`<script type="application/json">`), to be read only where nothing else is there."""
    return [str(text) for text in _path()(page)[:8]]


def main_text(found: Sequence[str]) -> str:
    """The text in such data: of all kinds of values (told apart by the names that lead to them) that hold sentences, the one with the most.

    Args:
        found: the scripts.
    """
    groups: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    for script in found:
        if len(script) <= _LONGEST:
            for path, value in _strings(script):
                for line in _lines(value):
                    groups[path][line] = None
    best = max(groups.values(), key=lambda group: sum(map(len, group)), default={})
    return "\n".join(best)


def _strings(script: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """All strings with the names that lead to them, in order; places in lists do not count."""
    try:
        stack: list[tuple[tuple[str, ...], Any]] = [((), json.loads(script, strict=False))]
    except (ValueError, RecursionError):
        return
    for _ in range(_MOST_VALUES):
        if not stack:
            return
        path, value = stack.pop()
        if isinstance(value, str):
            yield path, value
        elif len(path) < _DEEPEST and isinstance(value, dict):
            stack.extend(((*path, str(name)), inner) for name, inner in reversed(value.items()))
        elif len(path) < _DEEPEST and isinstance(value, list):
            stack.extend((path, inner) for inner in reversed(value))


def _lines(value: str) -> list[str]:
    if len(value) < _SENTENCE or " " not in value:
        return []
    parsed = tree(value) if "<" in value else None
    found = lines(parsed) if parsed is not None else [" ".join(line.split()) for line in clean(value).split("\n")]
    return [line for line in found if len(line) >= _SENTENCE and line.endswith(_ENDS)]


@cache
def _path() -> Any:
    from lxml import etree

    return etree.XPath("//script[@type='application/json']/text()", smart_strings=False)
