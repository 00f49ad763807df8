"""The main text of a page: trafilatura's quick way, its thorough way where that is doubtful, and the page's own word as a witness.

Calibrated on the pages of `benchmarks/extraction`: the quick way with `favor_precision` gives the same text as the thorough one on
97% of them at nearly twice the speed; what it loses (whole articles, now and then) shows by how little it finds. Re-run that benchmark
when a threshold below moves.
"""

from __future__ import annotations

import re
from typing import Any

from newsloom.extract import gaps, kinds, structured
from newsloom.extract.blocks import drop_silent, holds, lines, tree
from newsloom.extract.prepare import prepare
from newsloom.extract.structured import Node
from newsloom.text.encoding import clean

# Characters of a short text, of a middling one; and the share of the page's paragraphs that each must have to be believed.
_SHORT, _MIDDLING = 600, 1500
_SHARE_OF_SHORT = (0.7, 1.2)
_SHARE_OF_MIDDLING = 0.5
_SHARE_OF_LONG = 0.15
_PAGE_SAYS_MORE = 1.3
_MOSTLY = 0.6
_MOST_ELEMENTS = 40_000  # four times what the fullest news pages have; beyond, the search would take its seconds for nothing


def main_text(page: Any, names: str, node: Node, url: str | None) -> str:
    """What the page is there for, one block a line; "" where nothing was found.

    Args:
        page: the parsed page; it is changed.
        names: the names of its parts (`prepare.names_in`).
        node: its article object (JSON-LD).
        url: where it lives.
    """
    if holds(f"count(//*) > {_MOST_ELEMENTS}", page):
        drop_silent(page)
        return _with_witness(_paragraphs(page), node)
    ready = prepare(page, names)
    text = _trafilatura(ready, url, fast=True)
    if _doubtful(text, ready):
        thorough = _trafilatura(ready, url, fast=False)
        text = max(text, thorough, key=len)
    text = gaps.fill(ready, text) if text else text
    posts = kinds.live(ready, names, node)
    if len(posts) > _MOSTLY * len(text):
        text = posts
    return kinds.captions(ready, _with_witness(text, node)) or _paragraphs(ready)


def _trafilatura(page: Any, url: str | None, *, fast: bool) -> str:
    import trafilatura

    try:
        # It works on a copy of its own of a parsed page (`tests/extract/test_pages.py` holds it to that).
        found = trafilatura.extract(page, url=url, include_comments=False, favor_precision=True, fast=fast) or ""
    except RecursionError:  # elements nested thousands deep: its walk is recursive
        return ""
    return "\n".join(line for line in (_line(raw) for raw in clean(found).split("\n")) if line)


def _line(raw: str) -> str:
    """A line without the marks of lists and tables."""
    return " ".join(re.sub(r"^\s*(?:- |\|)|\|\s*$", "", raw).split())


def _doubtful(text: str, page: Any) -> bool:
    """Too short for its page, or (where the page has hardly a paragraph) simply short."""
    share = len(text) / (sum(len(p.text_content()) for p in page.iter("p")) or 1)
    if len(text) < _SHORT:
        return not _SHARE_OF_SHORT[0] <= share <= _SHARE_OF_SHORT[1]
    return share < (_SHARE_OF_MIDDLING if len(text) < _MIDDLING else _SHARE_OF_LONG)


def _with_witness(text: str, node: Node) -> str:
    """The page's own statement of its text, where it says clearly more of the same."""
    stated = _stated(node)
    if len(stated) <= _PAGE_SAYS_MORE * len(text):
        return text
    whole = gaps.key(stated)
    found = [line for line in text.split("\n") if len(line) > 40]
    agreed = sum(gaps.key(line) in whole for line in found)
    return stated if agreed >= 0.6 * len(found) else text


def _stated(node: Node) -> str:
    """`articleBody` as lines, or the posts of a live blog."""
    raw = structured.string(node.get("articleBody")) or kinds.stated(node)
    if "<" in raw and (parsed := tree(raw)) is not None:
        return "\n".join(lines(parsed))
    return "\n".join(" ".join(line.split()) for line in clean(raw).split("\n") if line.strip())


def _paragraphs(page: Any) -> str:
    """The last resort: the lines of the page that are long enough for sentences, else those that end like one."""
    found = lines(page)
    return "\n".join([t for t in found if len(t.split()) > 8] or [t for t in found if t.endswith((".", "!", "?", "。"))])
