"""The passage of an article that answers a query best."""

from __future__ import annotations

import re

from newsloom.records import Article, Passage
from newsloom.text import sentences

_WORD = re.compile(r"\w+")


def best(article: Article, words: str) -> Passage:
    """The sentence that holds most of `words` (the first of several); the title's words may be in none: then the first sentence."""
    wanted = {word.casefold() for word in _WORD.findall(words)}
    found = sentences.split(article.body(), article.language)
    if not found:
        return article.passage(0, min(len(article.text), 200))

    def held(at: int) -> int:
        text = article.text[found[at].start : found[at].end].casefold()
        return sum(word in text for word in wanted)

    chosen = found[max(range(len(found)), key=lambda at: (held(at), -at))]
    return article.passage(chosen.start, chosen.end)
