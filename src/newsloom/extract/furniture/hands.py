"""Who else had a hand in a text, and how to reach its writers: lines at the end that are no news."""

from __future__ import annotations

import re

from newsloom.extract.furniture.blocks import Block, fold
from newsloom.extract.furniture.page import Page
from newsloom.extract.furniture.phrases import holds, starts
from newsloom.lexicon import table

_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,4}")
_PHONE = re.compile(r"\(?\+?\d{1,4}\)?(?:[ .-]\d{2,5}){1,5}")
_LAST = 6  # blocks from the end
_LONGEST = 45  # words


def find(page: Page) -> None:
    """Flag "The Meridian Agency contributed to this report", "Contributing: ...", addresses and telephone numbers on their own."""
    for index, block in enumerate(page.blocks):
        if not page.free(index) or block.empty:
            continue
        if _MAIL.fullmatch(block.raw.strip()) or (_PHONE.fullmatch(block.raw.strip()) and sum(map(str.isdigit, block.raw)) >= 7):
            page.flag(index, "other", "contact")
        elif index >= len(page.blocks) - _LAST and len(block.tokens) <= _LONGEST and not block.quoted:
            _last(page, index, block)


def _last(page: Page, index: int, block: Block) -> None:
    bare = block.folded.strip("()[]*_ ")
    if holds(bare, page.phrases.contributions) or starts(bare, page.phrases.contributors) or _agency_only(bare, page):
        page.flag(index, "other", "contributed")
    elif len(block.tokens) <= 25 and holds(bare, page.phrases.contacts):
        page.flag(index, "other", "contact")
    elif bare.rstrip(" .:") in page.phrases.credits and len(block.tokens) > 2:
        page.flag(index, "other", "credit without a name")


def _agency_only(bare: str, page: Page) -> bool:
    """An agency that "contributed", and nothing else."""
    for word in page.phrases.contributed:
        if bare.rstrip(".").endswith(f" {word}"):
            name = bare.rstrip(".").removesuffix(f" {word}").strip()
            return any(fold(n) == name for a in table("agencies")["agency"] for n in (a["name"], *a.get("names", ())))
    return False
