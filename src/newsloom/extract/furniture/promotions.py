"""Promotion: newsletter, share, subscription, comment and consent boxes."""

from __future__ import annotations

import re

from newsloom.extract.furniture.blocks import Block
from newsloom.extract.furniture.page import Page
from newsloom.extract.furniture.phrases import holds, starts

_MAX_TOKENS = 80
_QUOTE = re.compile(r"[\"“”„«»]")


def find(page: Page) -> None:
    """Flag what speaks to the reader about the site. A box's neighbours that speak to the reader as well belong to it."""
    for index, block in enumerate(page.blocks):
        if page.free(index) and _promotes(page, block):
            page.flag(index, "promotion")
    for order in (range(len(page.blocks)), range(len(page.blocks) - 1, -1, -1)):
        for index in order:
            step = 1 if order.step < 0 else -1
            beside = page.flags.get(index + step)
            if page.free(index) and beside and beside[0] == "promotion" and _addresses(page, page.blocks[index]):
                page.flag(index, "promotion")


def _promotes(page: Page, block: Block) -> bool:
    if block.empty or len(block.tokens) > _MAX_TOKENS or block.quoted:
        return False
    words, bare = page.phrases, block.folded.strip("()[]*|! ")
    notice = starts(bare, words.notices)
    if notice and (len(bare) <= len(notice) + 60 or not block.stopped):
        return True
    if _QUOTE.search(block.words):
        return False
    if holds(bare, words.strong) and len(block.tokens) <= _MAX_TOKENS:
        return True
    if starts(bare, words.promotions) is None:
        return False
    if len(block.tokens) <= 6 and not block.stopped:
        return True
    return holds(bare, words.promotion_words) and (_speaks(page, block) >= 1 or len(block.tokens) <= 12)


def _speaks(page: Page, block: Block) -> int:
    """How often the block says "you", "your", "our", ..."""
    return sum(token.lower() in page.phrases.address for token in block.tokens)


def _addresses(page: Page, block: Block) -> bool:
    """Speaks to the reader, quotes nobody, names nothing, and gives no number (police ask readers to call one)."""
    if block.empty or block.quoted or _QUOTE.search(block.words) or any(c.isdigit() for c in block.words):
        return False
    names = sum(token[0].isupper() for token in block.tokens[1:])
    return _speaks(page, block) >= 2 and names <= 1 and len(block.tokens) <= _MAX_TOKENS
