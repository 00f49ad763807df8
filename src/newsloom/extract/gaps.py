"""Filling gaps: lines of the article that the search for the main text dropped although they stand between lines that it kept.

Lists suffer most (demands, terms, figures: what the article is there for), as their mark-up looks like a menu's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from newsloom.extract.blocks import _BLOCKS, words_of
from newsloom.extract.prepare import marked

_OUTSIDE = frozenset(
    {"nav", "footer", "aside", "form", "figure", "figcaption", "table", "header", "button", "blockquote", "template", "noscript", "script"}
)
_LEAF = ("p", "li", "div", "h2", "h3", "h4", "dd", "dt")
_MOST_BLOCKS = 4000


class Line(NamedTuple):
    """A block of the page that holds no other block."""

    element: Any
    text: str
    key: str


def fill(tree: Any, text: str) -> str:
    """The main text with dropped lines put back in their places.

    Args:
        tree: the page, as it was before the main text was looked for.
        text: the main text, one block a line.
    """
    whole = key(text)
    if not _may_lack(tree, whole):
        return text
    kept = text.split("\n")
    places = {key(line): number for number, line in reversed(list(enumerate(kept)))}
    lines = list(_lines(tree))
    known = [i for i, line in enumerate(lines) if line.key in places]
    if len(known) < 2:
        return text
    additions: dict[int, list[str]] = {}
    after = places[lines[known[0]].key]
    for line in lines[known[0] : known[-1] + 1]:
        if line.key in places:
            after = max(after, places[line.key])
        elif line.key not in whole and _belongs(line):
            additions.setdefault(after, []).append(line.text)
    out: list[str] = []
    for number, present in enumerate(kept):
        out += [present, *additions.get(number, [])]
    return "\n".join(out)


def _may_lack(tree: Any, whole: str) -> bool:
    """A quick look: is there an item of a list that could be a sentence and is not in the text?"""
    for item in tree.iter("li"):
        text = "".join(item.itertext()).strip()
        if 25 <= len(text) <= 1500 and _is_sentence(text) and key(text) not in whole and not _is_outside(item):
            return True
    return False


def key(line: str) -> str:
    """A line as it is compared: letters and digits only."""
    return re.sub(r"[\W_]+", "", line).casefold()


def _lines(tree: Any) -> Iterator[Line]:
    for count, element in enumerate(tree.iter(*_LEAF)):
        if count > _MOST_BLOCKS:
            return
        if len(element) and next(element.iterdescendants(*_BLOCKS), None) is not None:
            continue
        text = words_of(element)
        if text:
            yield Line(element, text, key(text))


def _belongs(line: Line) -> bool:
    """A sentence, or an item of a list of sentences, that no box around it marks as something else."""
    if not _is_sentence(line.text) or (line.element.tag != "li" and line.element.getparent().tag != "li"):
        return False
    return not _is_outside(line.element)


def _is_outside(element: Any) -> bool:
    """Whether a box around an element says that it is no part of the article."""
    return any(a.tag in _OUTSIDE or marked(a, "aside") for a in (element, *element.iterancestors()) if a.tag not in ("body", "html"))


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= 5 and text.rstrip("\"'”’»)").endswith((".", "!", "?", "。", ";", "…"))
