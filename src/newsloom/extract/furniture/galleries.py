"""Picture galleries printed into the text: captions with their counters ("Image 3 of 14"), most of them twice."""

from __future__ import annotations

import re
from functools import cache

from newsloom.extract.furniture.page import Page

_MOST_BETWEEN = 4  # blocks of captions between two counters
_REST = 60  # words after the last counter from which a block goes on with news


def find(page: Page) -> None:
    """Flag what stands from the first counter of a gallery to its last."""
    counter = _counter(page.phrases.counters)
    marked = [(i, found) for i, block in enumerate(page.blocks) if page.free(i) and (found := list(counter.finditer(block.raw)))]
    if sum(len(found) for _, found in marked) < 2:
        return
    last: int | None = None
    for index, found in marked:
        between = range(index if last is None else last + 1, index)
        if len(between) <= _MOST_BETWEEN:
            for inner in between:
                page.flag(inner, "other", "picture")
        block = page.blocks[index]
        if len(block.raw[found[-1].end() :].split()) > _REST:
            page.cut_out(block.start, block.start + found[-1].end(), "other", "picture")
        else:
            page.flag(index, "other", "picture")
        last = index


@cache
def _counter(names: tuple[str, ...]) -> re.Pattern[str]:
    """ "Image 3 of 14", "Photo 1 of / 9"; matches nothing for a language without such words."""
    words = "|".join(re.escape(name) for name in names) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{words})\s\d{{1,3}}\s?(?:of|/|de|von|sur)\s(?:/\s)?\d{{1,3}}(?!\w)", re.IGNORECASE)
