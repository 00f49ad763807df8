"""Is this the whole article?"""

from __future__ import annotations

import re

from newsloom.extract import measure, walls
from newsloom.extract.structured import Node, is_free

_CUT = re.compile(
    r"(?:…|\.\.\.|\[\s?(?:…|\.\.\.)\s?\])\s*(?:\(?(?:read|continue|view|see|lire|leer|weiter|mehr|more)\b[^\n]{0,60})?$"
    r"|\[\+\d{1,7} chars\]$|\bcontinue reading\b[^\n]{0,60}$",
    re.I,
)
_SUMMARY_WORDS = 100
_NEARLY_ALL = 0.9
_WALLED_WORDS = 400  # of a text that stands before a wall; a longer one is taken for whole


def is_partial(text: str, node: Node, *, summary: bool, whole_page: bool, walled: bool = False) -> bool:
    """True where a text is known to be cut: a summary, an ending in "…" or in a wall, or an article that its page says one must pay for.

    Args:
        text: the article's text.
        node: the page's article object ({} without one).
        summary: True where a feed gave a summary and no content.
        whole_page: True for the main text of a page; in other texts only an ellipsis that ends a short text is a sign, as collections
            of plain text end in cut teasers of other stories.
        walled: True where a wall stood on the page.
    """
    paragraphs = [p for p in text.split("\n") if p.strip()]
    if not paragraphs:
        return True
    count = measure.words(text)
    if (whole_page or len(paragraphs) <= 2) and _CUT.search(paragraphs[-1].rstrip()):
        return True
    if summary and count < _SUMMARY_WORDS and len(paragraphs) == 1:
        return True
    stated = _stated_words(node)
    if whole_page and count < _WALLED_WORDS and is_free(node) is not True and (walled or walls.ends_in_one(text)):
        return not (stated and count >= _NEARLY_ALL * stated)
    if is_free(node) is False:
        return not (stated and count >= _NEARLY_ALL * stated)
    return bool(stated and stated > 150 and count < 0.4 * stated)


def _stated_words(node: Node) -> int | None:
    value = node.get("wordCount")
    try:
        return int(value) if isinstance(value, int | str) and not isinstance(value, bool) else None
    except ValueError:
        return None
