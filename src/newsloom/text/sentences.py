"""Sentences of a body, with offsets. A line break always ends a sentence: news text breaks lines between paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from newsloom.records import Sentence

_LINE = re.compile(r"[^\n]+")
_END = re.compile(r"[.!?…。！？؟۔।][\"'”’»)\]]{0,8}\s*\Z")
# Half of a surrogate pair is no character, and the splitter refuses it. Its stand-in has the same length, so offsets stay.
_SURROGATE = re.compile("[\ud800-\udfff]")
_QUOTATION = re.compile(r"(?<=\w\.)\s{1,3}([\"“«‘](\w))")
_LAST_WORD = re.compile(r"(\w+)\.$")
_BYNAME = re.compile(r"[\"“«‘][^\"”»’,.!?]{1,24}[\"”»’]")
_LONGEST_SENTENCE = 1_500  # code points; what runs on without an end is cut at a space, since finders look through whole sentences
_LONGEST = 20_000  # code points given to the splitter at once: a text without line breaks must not cost more than its length


def split(body: str, language: str) -> tuple[Sentence, ...]:
    """The sentences of `body`, in order; offsets are code points of `body`, white space around a sentence left out.

    Every character that is no white space lies in exactly one sentence, whatever the text is made of.

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
        for start, end in _bounded(line.group(), _pieces(line.group(), language)):
            # The stretch that is looked at is bounded: a "sentence" may be a text of a million marks.
            tail = body[line.start() + max(start, end - 40) : line.start() + end]
            found.append(
                Sentence(start=line.start() + start, end=line.start() + end, paragraph=paragraph, complete=_END.search(tail) is not None)
            )
    return tuple(found)


def _pieces(line: str, language: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of one line."""
    from sentencex import segment

    code = language.split("-")[0] if language != "und" else "en"
    line = _SURROGATE.sub("\ufffd", line).replace("\x85", " ")  # the segmenter breaks down at a "next line"
    at = 0
    for part in _parts(line):
        for piece in segment(code, part):
            words = piece.strip()
            if not words:
                continue
            start = line.find(words, at)
            if start < 0 or line[at:start].strip():  # the splitter changed the text: keep the rest of the line whole rather than lose it
                yield from _rest(line, at)
                return
            yield from _at_quotations(line, start, start + len(words))
            at = start + len(words)
    yield from _rest(line, at)


def _at_quotations(line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A piece cut before a quotation that follows a full stop: to the splitter, "ill.", "no." and "Inc." never end a sentence.

    A short quotation behind a capital ('Gen. "Iron" Holt') is someone's by-name and cuts nothing.
    """
    at = start
    for match in _QUOTATION.finditer(line, start, end):
        if match.start() == start or not match.group(2).isupper():
            continue
        word = _LAST_WORD.search(line, max(at, match.start() - 20), match.start())
        if word is None or (word.group(1)[:1].isupper() and _BYNAME.match(line, match.start(1))):
            continue
        yield at, match.start()
        at = match.start(1)
    yield at, end


def _bounded(line: str, pieces: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The pieces, those that are longer than any sentence of news cut at white space."""
    for start, end in pieces:
        at = start
        while end - at > _LONGEST_SENTENCE:
            cut = line.rfind(" ", at + 1, at + _LONGEST_SENTENCE)
            stop = cut if cut > at else at + _LONGEST_SENTENCE
            yield at, at + len(line[at:stop].rstrip())
            at = end - len(line[stop:end].lstrip())
        if at < end:
            yield at, end


def _rest(line: str, at: int) -> Iterator[tuple[int, int]]:
    rest = line[at:].strip()
    if rest:
        start = line.index(rest, at)
        yield start, start + len(rest)


def _parts(line: str) -> Iterator[str]:
    """The line in stretches that the splitter is given, cut at a space."""
    at = 0
    while len(line) - at > _LONGEST:
        cut = line.rfind(" ", at + 1, at + _LONGEST)
        end = cut if cut > at else at + _LONGEST
        yield line[at:end]
        at = end
    yield line[at:]
