"""Sentences of a body, with offsets. A line break always ends a sentence: news text breaks lines between paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsloom.records import Sentence

_LINE = re.compile(r"[^\n]+")
_END = re.compile(r"[.!?…。！？؟۔।][\"'”’»)\]]*\s*$")


def split(body: str, language: str) -> tuple[Sentence, ...]:
    """The sentences of `body`, in order; offsets are code points of `body`, white space around a sentence left out.

    Args:
        body: text whose paragraphs are separated by line breaks; blanked stretches (runs of spaces) are skipped.
        language: BCP 47 code; languages that the splitter does not know fall back to its general rules.
    """
    found: list[Sentence] = []
    paragraph = -1
    for line in _LINE.finditer(body):
        if not line.group().strip():
            continue
        paragraph += 1
        for start, end in _pieces(line.group(), language):
            text = body[line.start() + start : line.start() + end]
            found.append(
                Sentence(start=line.start() + start, end=line.start() + end, paragraph=paragraph, complete=bool(_END.search(text)))
            )
    return tuple(found)


def _pieces(line: str, language: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of one line."""
    from sentencex import segment

    at = 0
    for piece in segment(language.split("-")[0] if language != "und" else "en", line):
        words = piece.strip()
        if not words:
            continue
        start = line.find(words, at)
        if start < 0:  # the splitter changed the text: keep the rest of the line whole rather than lose it
            rest = line[at:].strip()
            if rest:
                start = line.index(rest, at)
                yield start, start + len(rest)
            return
        yield start, start + len(words)
        at = start + len(words)
