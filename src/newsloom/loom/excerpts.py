"""How much of an article's text leaves the desk: cited passages, and the opening up to a share that the settings name."""

from __future__ import annotations

import re

from newsloom.records import Article, Passage

LONGEST = 1_000  # code points of one passage that is asked for by its place
AROUND = 200  # code points of its surroundings, on each side
_END = re.compile(r"[.!?。！？…][\"”’»)\]]?(?=\s)|\n")


def opening(article: Article, share: float) -> str:
    """The beginning of the stored text (offsets are the text's): at most `share` of it, cut after a sentence, else after a word."""
    text = article.text
    if share >= 1:
        return text
    room = text[: int(len(text) * share)]
    ends = [found.end() for found in _END.finditer(room)]
    if ends:
        return room[: ends[-1]].rstrip()
    return room[: max(room.rfind(" "), 0)].rstrip()


def place(article: Article, start: int, end: int) -> tuple[Passage, str, str]:
    """A passage by its place (code points), with what stands before and after it; a long one is cut."""
    start = min(max(start, 0), len(article.text))
    end = min(max(end, start), start + LONGEST, len(article.text))
    return article.passage(start, end), article.text[max(0, start - AROUND) : start], article.text[end : end + AROUND]
