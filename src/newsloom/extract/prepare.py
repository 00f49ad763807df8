"""A page made ready for the search of its main text: what misleads that search is taken away or renamed."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from newsloom.extract.blocks import found, holds, words_of
from newsloom.lexicon import table

_STANDFIRST = 60  # characters of a sentence beside a headline; shorter lines tell who wrote it and when
_MOST_STANDFIRSTS = 3
_LONGEST_AGO = 300  # characters, white space of the source included
_TABLE_PARTS = ("table", "tbody", "thead", "tfoot", "tr", "td", "th")


def prepare(tree: Any, names: str) -> Any:
    """Change a page in place (and give it back).

    - Notices that lie over the page (consent, cookies) go, unless they hold the headline; so do rails of other stories.
    - An `aside` that holds the headline is the article.
    - A sentence under the headline in its `header` moves out of it.
    - Tables that lay out the page become plain boxes.
    - Times told from the moment of reading, and cards that open beside names, go.
    """
    if some_marked(names, "notice") or "dialog" in names or next(tree.iter("dialog"), None) is not None:
        _drop_notices(tree)
    if some_marked(names, "rail"):
        _drop_rails(tree)
    for aside in found("//aside[.//h1]", tree):
        aside.tag = "article"
    for box in found("//table[.//h1 or .//td[count(.//p) > 1]]", tree):
        _unfold(box)
    _free_standfirsts(tree)
    _drop_small(tree, hovers=some_marked(names, "hover"))
    return tree


def _free_standfirsts(tree: Any) -> None:
    """A sentence that stands with the headline in a `header` is the article's first; headers go with all that is in them."""
    for header in found("//header[.//h1][.//p]", tree):
        if header.getparent() is None:
            continue
        sentences = [
            p for p in header.iter("p") if len(text := words_of(p)) >= _STANDFIRST and text.endswith((".", "!", "?", "。", "”", '"'))
        ]
        if not 1 <= len(sentences) <= _MOST_STANDFIRSTS:
            continue
        for paragraph in reversed(sentences):
            paragraph.tail = None
            header.addnext(paragraph)


def marked(element: Any, group: str) -> bool:
    """True where an element's id or classes hold a sign of a group in `page_parts.toml`."""
    get = element.get
    return _is_marked(get("id"), get("class"), get("role"), group)


@lru_cache(maxsize=8192)
def _is_marked(id: str | None, classes: str | None, role: str | None, group: str) -> bool:
    names = " ".join(filter(None, (id, classes, role)))
    return bool(names) and bool(_signs(group).search(names))


def some_marked(names: str, group: str) -> bool:
    """Whether any element of a page may hold a sign of a group: a quick look at all their names, before each is looked at alone."""
    return any(sign in names for sign in table("page_parts")[group]) and bool(_signs(group).search(names))


def names_in(tree: Any) -> str:
    """All ids, classes and roles of a page, each once, in small letters."""
    return "\n".join(dict.fromkeys(_all_names()(tree))).lower()


@cache
def _all_names() -> Any:
    from lxml import etree

    return etree.XPath("//@class | //@id | //@role", smart_strings=False)


@cache
def _signs(group: str) -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in table("page_parts")[group])
    return re.compile(rf"(?:^|[\s_-])(?:{words})(?:$|[\s_-])", re.I)


@cache
def _ago() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{'|'.join(table('page_parts')['ago'])})\W*", re.I)


def _drop_notices(tree: Any) -> None:
    for element in list(tree.iter("div", "section", "aside", "form", "dialog")):
        is_notice = element.tag == "dialog" or element.get("role") in ("dialog", "alertdialog") or marked(element, "notice")
        if is_notice and element.getparent() is not None and not holds("boolean(.//h1 | .//article)", element):
            element.drop_tree()


def _drop_rails(tree: Any) -> None:
    """Rails go by their names, where they hold no headline and most of their words are links or they hold less than half of the page's."""
    rails = [e for e in tree.iter("div", "section", "aside", "ul", "ol") if marked(e, "rail") and e.getparent() is not None]
    if not rails:
        return
    words = sum(len(p.text_content()) for p in tree.iter("p"))
    for rail in rails:
        if rail.getparent() is None or holds("boolean(.//h1)", rail):
            continue
        links = sum(len(a.text_content()) for a in rail.iter("a"))
        if links and (
            links > 0.5 * len(rail.text_content()) or sum(len(p.text_content()) for p in rail.iter("p")) <= 0.5 * words or links >= 3
        ):
            rail.drop_tree()


def _unfold(box: Any) -> None:
    for part in box.iter(*_TABLE_PARTS):
        part.tag = "div"


def _drop_small(tree: Any, *, hovers: bool) -> None:
    for element in list(tree.iter("span", "time", "small", "div", "p")):
        if (element.tag in ("div", "p") and len(element)) or element.getparent() is None:
            continue
        if hovers and element.tag == "span" and marked(element, "hover"):
            element.drop_tree()
        elif len(element) <= 1:
            if not len(element) and len(element.text or "") > _LONGEST_AGO:
                continue
            text = words_of(element)
            if 3 < len(text) < 40 and _ago().fullmatch(text):
                element.drop_tree()
