"""Teasers of other stories: cut blurbs and headlines of matter that the article is not about."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsloom.extract.furniture.blocks import Block
from newsloom.extract.furniture.page import Page

_SHARE = 0.34
_MIN_LIST = 3
_MIN_VOCABULARY = 15
_MIN_CUT = 8  # words of a cut block that stands alone between paragraphs


def find(page: Page) -> None:
    """Flag runs of cut blocks, single cut blocks that are about something else, and lists of foreign headlines at the end."""
    candidates = {i for i in page.rest if _blurb(page.blocks[i])}
    body = _vocabulary(page, skip=candidates)
    if len(body) < _MIN_VOCABULARY:
        return  # a feed's cut summary: there is nothing that it could be foreign to
    for run in _runs(page, candidates):
        foreign = [i for i in run if _foreign(page.blocks[i], body)]
        if len(run) == 1 and not _at_edge(page, run[0]) and _trails_off(page, page.blocks[run[0]]):
            continue
        if len(foreign) * 2 >= len(run) and (len(run) > 1 or _at_edge(page, run[0]) or len(foreign) == len(run)):
            for index in run:
                page.flag(index, "teaser")
            _neighbours(page, run, body)
    _headlines(page)


def _blurb(block: Block) -> bool:
    return block.cut and len(block.tokens) >= 5 and not block.quoted and not _open_quote(block.words)


def _trails_off(page: Page, block: Block) -> bool:
    """A writer's own pause rather than a cut: short, set off by a space, or spoken to the reader."""
    speaks = any(token.lower() in page.phrases.address or token in ("I", "my") for token in block.tokens)
    return len(block.tokens) < _MIN_CUT or speaks or block.words.endswith((" …", " ..."))


def _open_quote(words: str) -> bool:
    return words.count("“") > words.count("”") or words.count("«") > words.count("»") or words.count('"') % 2 == 1


def _runs(page: Page, candidates: set[int]) -> Iterable[list[int]]:
    """Candidates that follow one another, empty and flagged blocks between them aside."""
    run: list[int] = []
    for index in range(len(page.blocks)):
        if index in candidates:
            run.append(index)
        elif page.free(index) and not page.blocks[index].empty and run:
            yield run
            run = []
    if run:
        yield run


def _at_edge(page: Page, index: int) -> bool:
    return not any(page.blocks[i].prose for i in page.rest if i > index and not page.blocks[i].cut)


def _neighbours(page: Page, run: list[int], body: set[str]) -> None:
    """Single foreign sentences beside a run of teasers at the end are teasers that happen to be whole."""
    if len(run) < 2 or not _at_edge(page, run[-1]):
        return
    for step, begin in ((-1, run[0] - 1), (1, run[-1] + 1)):
        index = begin
        while page.free(index) and (page.blocks[index].empty or _lone(page.blocks[index], body)):
            if not page.blocks[index].empty:
                page.flag(index, "teaser")
            index += step


def _lone(block: Block, body: set[str]) -> bool:
    one = len(re.findall(r"[.!?](?:\s|$)", block.words)) <= 1
    return one and len(block.tokens) <= 40 and not _related(block, body, share=0.2) and _names(block) != set()


def _headlines(page: Page) -> None:
    """A list of headlines at the end of the page, most of them about something else, that no sentence announces."""
    run: list[int] = []
    for index in reversed(page.rest):
        block = page.blocks[index]
        if block.empty:
            continue
        if not block.title_shaped or not 4 <= len(block.tokens) <= 18 or _listed(block):
            break
        run.append(index)
    if len(run) < _MIN_LIST:
        return
    opening = page.before(min(run))
    if opening is None or opening.words.endswith(":"):
        return
    own = _vocabulary(page, skip=set(run))
    if sum(not _related(page.blocks[i], own) for i in run) * 2 > len(run):
        for index in run:
            page.flag(index, "teaser")


def _listed(block: Block) -> bool:
    """A line of a register rather than a headline: a name with an age, a figure, a place."""
    return re.search(r",\s?\d|\d\s?%?$|[:=]\s", block.words) is not None


def _foreign(block: Block, body: set[str]) -> bool:
    return not _related(block, body)


def _related(block: Block, body: set[str], share: float = _SHARE) -> bool:
    """Whether enough of what the block names and speaks of is what the article speaks of."""
    names, words = _names(block), _content(block.tokens)
    if names and len(names & body) >= max(2, round(len(names) * 0.5)):
        return True
    return bool(words) and len(words & body) >= max(2.0, len(words) * max(share, 0.5 if names else share))


def _names(block: Block) -> set[str]:
    """Capitalised words after the first, lower case and without possessive."""
    return {_stem(token) for token in block.tokens[1:] if token[0].isupper() and len(token) > 1}


def _content(tokens: list[str]) -> set[str]:
    return {_stem(token) for token in tokens if len(token) >= 5}


def _stem(token: str) -> str:
    word = token.lower().replace("’", "'")
    word = word.removesuffix("'s")
    return word[:-1] if len(word) > 4 and word.endswith("s") else word


def _vocabulary(page: Page, skip: set[int]) -> set[str]:
    words = {_stem(token) for i in page.rest if i not in skip for token in page.blocks[i].tokens if len(token) > 2}
    title = page.article.title or ""
    return words | {_stem(token) for token in re.findall(r"\w{3,}", title)}
