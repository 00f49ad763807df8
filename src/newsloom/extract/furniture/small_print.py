"""Signatures, picture credits and rights: no news, and no source of the text either."""

from __future__ import annotations

import re

from newsloom.extract.furniture.blocks import Block, fold
from newsloom.extract.furniture.page import Page
from newsloom.extract.furniture.phrases import Phrases, holds, starts

_COPYRIGHT = re.compile(r"copyright\W{0,4}(?:©|\(c\)|\d{4}|by\b|[a-z]{1,20} \d{4})")
_BRACKETED = re.compile(r"\(([^()\n]{3,80})\)\.?$")
_LONGEST_NOTE = 120  # words
_BY = re.compile(r"[:/]|\b(?:by|par|por|von)\b")


def find(page: Page) -> None:
    """Flag lines of small print. A caption that is a sentence keeps its words: only the credit behind it is cut out."""
    for index, block in enumerate(page.blocks):
        if not page.free(index) or block.empty:
            continue
        bare = block.folded.strip("()[] ")
        if _signature(block, bare, page.phrases):
            page.flag(index, "other", "signature")
        elif _correction(block, bare, page.phrases):
            page.flag(index, "other", "correction")
        elif _rights(block, bare, page.phrases):
            page.flag(index, "other", "rights")
        elif _picture(block, bare, page.phrases):
            page.flag(index, "other", "picture")
        else:
            _caption(page, index)


def _signature(block: Block, bare: str, words: Phrases) -> bool:
    if len(block.tokens) > 45 or not starts(bare, words.signatures):
        return False
    return block.raw[0] in "([" or ";" in bare or len(block.tokens) <= 12


def _correction(block: Block, bare: str, words: Phrases) -> bool:
    """A note on the article itself ("Correction: an earlier version of this article said ..."): what it repeats is what was wrong."""
    if len(block.tokens) > _LONGEST_NOTE or block.quoted:
        return False
    if holds(bare, words.selves):
        return True
    label = starts(bare, words.corrections)
    if label is None:
        return False
    after = bare[len(label) :].lstrip()
    return after[:1] in (":", "–", "—", "-", ",", "(") or (after == "" and len(block.tokens) <= 4)


def _rights(block: Block, bare: str, words: Phrases) -> bool:
    mark = starts(bare, words.rights)
    if mark is None or block.quoted:
        return False
    if mark == "copyright":
        return len(block.tokens) <= 45 and _COPYRIGHT.match(bare) is not None
    return len(block.tokens) <= (60 if mark in ("©", "(c)") else 30)


def _picture(block: Block, bare: str, words: Phrases) -> bool:
    label = starts(bare, words.pictures)
    if label is None or len(block.tokens) > 30:
        return False
    after = bare[len(label) :].lstrip()
    return after[:1] in (":", "/", "©", "|") or ((" " in label or after == "") and not block.stopped)


def _caption(page: Page, index: int) -> None:
    block = page.blocks[index]
    closing = _BRACKETED.search(block.raw)
    if closing is None or len(block.tokens) > 120:
        return
    inner = fold(closing[1])
    if not (starts(inner, page.phrases.pictures) and _BY.search(inner)) and not (holds(inner, page.phrases.pictures) and "/" in inner):
        return
    before = block.raw[: closing.start()].rstrip()
    if before.endswith((".", "!", "?", "”", '"')) or len(block.tokens) > 40:
        page.cut_out(block.start + closing.start(), block.end, "other", "picture")
    else:
        page.flag(index, "other", "picture")
