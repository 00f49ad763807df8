"""Topic cards: encyclopaedia-like descriptions ("X is a town in Y") that a page lists beside its article."""

from __future__ import annotations

import re

from newsloom.extract.furniture.blocks import Block
from newsloom.extract.furniture.page import Page
from newsloom.extract.furniture.phrases import Phrases

_HEAD_WORDS = 14


def flag(page: Page, index: int) -> None:
    """Flag the block as a card: whole, cut, or only a card's name."""
    block = page.blocks[index]
    if block.cut or (not block.stopped and len(block.tokens) >= 9):
        page.flag(index, *(("truncated", "topic card") if shaped(block, page.phrases) else ("teaser", "list item")))
    elif shaped(block, page.phrases) or block.stopped:
        page.flag(index, "topic_card")
    else:
        page.flag(index, "navigation", "topic")


def shaped(block: Block, words: Phrases) -> bool:
    """Whether the block begins with a name and says soon what the name is."""
    if not block.words[:1].isupper() or len(block.tokens) < 5:
        return False
    head = " ".join(block.folded.split()[: _HEAD_WORDS + 6])
    at = min((found for verb in words.card_verbs if (found := f" {head} ".find(f" {verb} ")) > 0), default=-1)
    if at < 0:
        return False
    subject = block.words[: at - 1].strip(" ,")
    bare = re.sub(r"\([^()]{0,120}\)", " ", subject).split(",")[0].split()
    return 1 <= len(bare) <= 8 and bare[-1][:1].isupper()


def find(page: Page) -> None:
    """Flag cards that stand in a list without its heading: two or more bulleted cards in a row, at the end."""
    run: list[int] = []
    for index in reversed(page.rest):
        block = page.blocks[index]
        if block.empty or (shaped(block, page.phrases) and (block.bullet or (index > 0 and page.blocks[index - 1].empty))):
            run.append(index)
        else:
            break
    if sum(not page.blocks[i].empty for i in run) >= 2:
        for index in run:
            if page.blocks[index].empty:
                page.flag(index, "navigation", "bullet")
            else:
                flag(page, index)
