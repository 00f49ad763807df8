"""Which way a figure goes that counts nothing: "down 12%", "lost £210 million"."""

from __future__ import annotations

import re

from newsloom import lexicon

_WORDS = re.compile(r"[^\W\d_]+")
_NEAR = 32
_REACH = 3


def before(sentence: str, start: int, language: str) -> str | None:
    """The word of direction right before the figure, as written; only words that lead to it may stand between."""
    table = lexicon.table("counts", language).get("direction", {})
    directions, between = table.get("words", ()), table.get("between", ())
    near: list[str] = _WORDS.findall(re.split(r"[.;:,]", sentence[max(0, start - _NEAR) : start])[-1])
    for word in list(reversed(near))[:_REACH]:
        if word.lower() in directions:
            return word
        if word.lower() not in between:
            return None
    return None
