"""Headings, the lists under them, and pointers to other pages."""

from __future__ import annotations

import re

from newsloom.extract.furniture import topic_cards
from newsloom.extract.furniture.blocks import Block
from newsloom.extract.furniture.page import Page
from newsloom.extract.furniture.phrases import starts

_COUNT = re.compile(r"^\d{1,6}\s|\s?\(\d{1,6}\)$")
_MAX_LIST = 60


def find_lists(page: Page) -> None:
    """Flag lists of links and cards under a heading that announces them ("More on these topics")."""
    index = 0
    while index < len(page.blocks):
        block = page.blocks[index]
        name = _bare(block)
        if page.free(index) and name in page.phrases.lists and len(block.tokens) <= 8:
            page.flag(index, "navigation", "list")
            index = _take_list(page, index + 1, cards=name in page.phrases.cards)
        elif page.free(index) and _leads(page, index):
            page.flag(index, "navigation", "list")
            index = _take_list(page, index + 1, cards=False)
        else:
            index += 1


def _leads(page: Page, index: int) -> bool:
    """A heading that names whose other pages follow ("More from the Orle Post"), bulleted or to the end of the text."""
    block = page.blocks[index]
    if block.stopped or len(block.tokens) > 9 or starts(_bare(block), page.phrases.leads) is None:
        return False
    items = [other for other in page.blocks[index + 1 :] if not other.empty][:_MAX_LIST]
    return bool(items) and (items[0].bullet or all(_list_item(page, item, cards=False) and len(item.tokens) >= 3 for item in items))


def find_sections(page: Page) -> None:
    """Flag the names of sections, and subheads: alone on their line, shaped like a title, with running text on both sides."""
    for index, block in enumerate(page.blocks):
        if not page.free(index) or block.empty:
            continue
        if _bare(block) in page.phrases.sections and not block.bullet:
            page.flag(index, "navigation", "section")
        elif (block.raw.startswith("#") and len(block.tokens) <= 16) or _subhead(page, index):
            page.flag(index, "navigation", "heading")


def find_pointers(page: Page) -> None:
    """Flag lines that send the reader elsewhere ("Read more: ..."), bare links and clocks of a live page ("9 minutes ago")."""
    for index, block in enumerate(page.blocks):
        if not page.free(index) or block.empty:
            continue
        if _points(page, block):
            page.flag(index, "navigation", "pointer")
        elif re.fullmatch(r"\W{0,3}https?://\S{3,2000}\W{0,2}", block.raw):
            page.flag(index, "navigation", "link")
        elif _clock(page, block):
            page.flag(index, "other", "clock")


def _take_list(page: Page, index: int, *, cards: bool) -> int:
    """Flag the items from `index` on; gives the index after the last one."""
    taken = 0
    while index < len(page.blocks) and taken < _MAX_LIST:
        block = page.blocks[index]
        bare = _bare(block)
        if not page.free(index) or bare in page.phrases.sections - page.phrases.lists or bare in page.phrases.lists:
            break
        if not _list_item(page, block, cards=cards):
            break
        if block.empty:
            page.flag(index, "navigation", "bullet")
        elif cards or topic_cards.shaped(block, page.phrases):
            topic_cards.flag(page, index)
        else:
            page.flag(index, "teaser" if len(block.tokens) > 4 else "navigation", "list item")
        index += 1
        taken += 1
    return index


def _list_item(page: Page, block: Block, *, cards: bool) -> bool:
    if block.empty or block.bullet or block.cut:
        return True
    if cards:
        return block.title_shaped or topic_cards.shaped(block, page.phrases) or not block.stopped
    return block.title_shaped and not block.prose


def _subhead(page: Page, index: int) -> bool:
    block = page.blocks[index]
    if (
        not page.stopped_text
        or block.bullet
        or block.stopped
        or not block.title_shaped
        or len(block.tokens) > 9
        or block.words.endswith("?")
    ):
        return False
    previous, following = page.before(index), page.blocks[index + 1] if index + 1 < len(page.blocks) else None
    if following is None or not following.prose or following.bullet or not page.free(index + 1):
        return False
    if previous is not None and not (previous.prose or previous.stopped):
        return False
    return not re.search(r"\d[\d.,]*\s?\S{1,3}$", block.words) or len(block.tokens) > 4


def _points(page: Page, block: Block) -> bool:
    bare = block.folded.strip("()[]<>*| ")
    mark = starts(bare, page.phrases.pointers)
    if mark is None:
        return False
    after = bare[len(mark) :].lstrip()
    if mark.endswith(":") or after.startswith((":", "|", "»", "→", ">")):
        return len(block.tokens) <= 40
    return len(block.tokens) <= 6 or (not block.stopped and len(block.tokens) <= 25)


def _clock(page: Page, block: Block) -> bool:
    if len(block.tokens) > 5 or block.prose or not any(c.isdigit() for c in block.words):
        return False
    bare = block.folded.strip("()[]. ")
    return starts(bare, page.phrases.ago_before) is not None or bare.endswith(tuple(f" {word}" for word in page.phrases.ago_after))


def _bare(block: Block) -> str:
    """The words of a heading without marks, counts and colon."""
    return _COUNT.sub("", block.folded.strip("#*_=[]()|>»:?… ")).strip(" :")
