"""Whether what stands between quotation marks stands so in a passage, and who is "I" and "we" outside of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsloom.brief.grounding import cues
from newsloom.brief.grounding.model import Fault
from newsloom.brief.grounding.reading import Pair
from newsloom.brief.grounding.words import table
from newsloom.text import quotes

_MARKS = re.compile(r"[\"“”„«»‘’'`‹›「」]")
_SPACE = re.compile(r"\s+")
_ENDS = " .,;:!?…"
LEAST = 2  # letters; "s" after an apostrophe is no quotation


def faults(pair: Pair) -> Iterator[Fault]:
    text = pair.sentence.text
    theirs = [plain(side.text[q.inner_start : q.inner_end]) for side in pair.sides for q in quotes.find(side.text)]
    for quote in quotes.find(text):
        words = plain(text[quote.inner_start : quote.inner_end])
        if len(words) >= LEAST and not any(_inside(words, other) for other in theirs):
            yield Fault("quote", text[quote.start : quote.end], "no passage has these words between quotation marks")
    yield from _speaking(pair)


def plain(text: str) -> str:
    """Words as quotations are compared: marks and runs of white space do not count, letters do."""
    return _SPACE.sub(" ", _MARKS.sub("'", text)).strip(_ENDS + "'").casefold()


def _inside(words: str, other: str) -> bool:
    at = other.find(words)
    while at >= 0:
        if not other[at - 1 : at].isalnum() and not other[at + len(words) : at + len(words) + 1].isalnum():
            return True
        at = other.find(words, at + 1)
    return False


def _speaking(pair: Pair) -> Iterator[Fault]:
    """A first person outside quotation marks: a translated or opened quotation that reads as the page's own voice."""
    text = pair.sentence.text
    spans = [(q.start, q.end) for q in quotes.find(text)]
    for match in cues.compiled(tuple(table(pair.context.language).get("first_person", {}).get("words", ()))).finditer(text):
        if not any(a <= match.start() < b for a, b in spans):
            yield Fault("form", match.group(), "a first person outside quotation marks")
            return


def unmarked(text: str) -> str:
    """The text with its quotation marks taken off: a translated quotation is no quotation."""
    for quote in reversed(quotes.find(text)):
        text = text[: quote.start] + text[quote.inner_start : quote.inner_end].strip() + text[quote.end :]
    return text
