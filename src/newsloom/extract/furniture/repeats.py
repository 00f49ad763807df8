"""What is printed twice: blocks on several pages of one outlet, paragraphs repeated in one article, stubs that point to a twin."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from newsloom.extract.furniture.blocks import Block, fold
from newsloom.extract.furniture.page import Page
from newsloom.extract.furniture.phrases import holds

_PAGES = 3
_COMPARED = 12
_STUB_TOKENS = 60
_BODIES = 500


def find_repeated(pages: Sequence[Page]) -> None:
    """Flag blocks that stand on three or more distinct pages of one outlet and are not news.

    News prose is printed again too (background, agency copy), so repetition alone does not suffice: the block must be no sentence,
    speak to the reader, or stand at the edge of each page and name nothing of what the pages are about.
    """
    groups: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        outlet = page.article.outlet
        key = (outlet.domain or outlet.name) if outlet else None
        if key:
            groups[key.lower()].append(page)
    for group in groups.values():
        if len(group) >= _PAGES:
            _repeated(group)


def _repeated(group: list[Page]) -> None:
    where: dict[str, list[tuple[Page, int]]] = defaultdict(list)
    blocks: dict[int, frozenset[str]] = {}
    for page in group:
        blocks[id(page)] = frozenset(block.folded for block in page.blocks)
        for index, block in enumerate(page.blocks):
            if page.free(index) and not block.empty:
                where[block.folded].append((page, index))
    for places in where.values():
        if len(places) < _PAGES or not all(_boilerplate(page, index) for page, index in places[:_COMPARED]):
            continue
        if _distinct([blocks[id(page)] for page, _ in places[:_COMPARED]]) >= _PAGES:
            for page, index in places:
                page.flag(index, "promotion" if _speaks(page, page.blocks[index]) else "navigation", "repeated")


def _distinct(pages: list[frozenset[str]]) -> int:
    """How many of these pages are pages of their own: copies of one another count once."""
    kept: list[frozenset[str]] = []
    for page in pages:
        if not any(2 * len(page & other) > min(len(page), len(other)) for other in kept):
            kept.append(page)
    return len(kept)


def _speaks(page: Page, block: Block) -> bool:
    return any(token.lower() in page.phrases.address for token in block.tokens)


def _boilerplate(page: Page, index: int) -> bool:
    block = page.blocks[index]
    if not block.prose and not block.quoted:
        return True
    edge = index < 2 or index >= len(page.blocks) - 4
    if not edge or any(c.isdigit() for c in block.words):
        return False
    if _speaks(page, block) and not block.quoted:
        return True
    others = {token.lower() for i, other in enumerate(page.blocks) if i != index for token in other.tokens}
    names = {token.lower() for token in block.tokens[1:] if token[0].isupper()}
    own = fold((page.article.outlet.name if page.article.outlet else None) or "").split()
    return not (names - set(own)) & others


def find_again(page: Page) -> None:
    """Flag a paragraph that stands a second time in one article, a pull quote, and the headline printed again."""
    seen: set[str] = set()
    title = fold(page.article.title or "")
    bodies = [block.folded for block in page.blocks if len(block.tokens) >= 12][:_BODIES]
    for index, block in enumerate(page.blocks):
        if not page.free(index) or block.empty:
            continue
        if title and index < 3 and block.folded == title:
            page.flag(index, "navigation", "headline")
        elif len(block.tokens) >= 6 and block.folded in seen:
            page.flag(index, "duplicate", "printed twice")
        elif 6 <= len(block.tokens) <= 30 and _pulled(block, bodies):
            page.flag(index, "duplicate", "pull quote")
        seen.add(block.folded)


def _pulled(block: Block, bodies: list[str]) -> bool:
    inner = block.folded.strip("\"“”'«» .,")
    return any(inner in body and len(body) > len(block.folded) + 20 for body in bodies)


def find_stubs(pages: Sequence[Page]) -> None:
    """Flag the whole text of an article that only points to, or begins, another article with the same title."""
    titled: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        if page.article.title:
            titled[fold(page.article.title)].append(page)
    for group in titled.values():
        if len(group) < 2:
            continue
        whole = max(group, key=_size)
        for page in group:
            if page is not whole and _size(page) <= _STUB_TOKENS and _size(page) * 2 < _size(whole):
                _stub(page, whole)


def _size(page: Page) -> int:
    return sum(len(page.blocks[i].tokens) for i in page.rest)


def _stub(page: Page, whole: Page) -> None:
    text, other = fold(page.article.text), fold(whole.article.text)
    markup = re.search(r"\[/?(?:url|link)[=\]]|https?://", text) is not None
    points = holds(text, page.phrases.stubs) or (markup and len(text) < 300)
    begins = other.startswith(text.rstrip("….[] ")[:400]) and len(text) > 20
    if not points and not begins:
        return
    for index in page.rest:
        page.flag(index, "duplicate" if points else "truncated", f"stub of {whole.article.id}")
