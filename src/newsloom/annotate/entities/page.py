"""Takes from candidates what belongs to the page or to a headline: "Share" before a name, "Provided" after it, "Slams" behind a person."""

from __future__ import annotations

import re
from functools import cache

from newsloom.annotate.entities.model import Candidate
from newsloom.annotate.reading import Reading
from newsloom.lexicon import table
from newsloom.text import names as light
from newsloom.text.names_fold import bare, fold

_WORD = re.compile(r"\S+")
_DIALLED = re.compile(r"\d-$")
_PLATE = re.compile(r"(?=(?:\w*[A-Z]){3})(?=(?:\w*\d){3})[A-Z0-9]{6,8}")
_CLOSES = ".!?…"
_MOST = 120  # code points of a line that may be a headline
_CAPITALS = 0.6  # share of its words


def tidy(reading: Reading, found: list[Candidate]) -> list[Candidate]:
    """The candidates without the words that are no part of a name, and without those of which nothing is left."""
    language = reading.language
    if not _words("page_before", language):
        return found
    done: list[Candidate] = []
    for name in found:
        if name.key is not None:
            done.append(name)
        elif not (_DIALLED.search(reading.body, max(0, name.start - 2), name.start) or _PLATE.fullmatch(name.text)):
            done += _of_headline(reading, _of_page(reading, name))
    return done


def _of_page(reading: Reading, name: Candidate) -> Candidate:
    """ "Share Hollin", "Dale Hemming Provided": only where the line begins or ends with the word."""
    body, language = reading.body, reading.language
    spans = [m.span() for m in _WORD.finditer(name.text)]
    first, last = 0, len(spans)
    if not body[body.rfind("\n", 0, name.start) + 1 : name.start].strip(" |•·-"):
        while first < last and _is(name.text, spans[first], "page_before", language):
            first += 1
    line_end = body.find("\n", name.end)
    rest = body[name.end : line_end if line_end >= 0 else len(body)].split()
    if len(rest) < 2 and all(fold(word) in _words("page_after", language) for word in rest):
        while first < last - 1 and _is(name.text, spans[last - 1], "page_after", language):
            last -= 1
    return _part(name, spans, first, last, language)


def _of_headline(reading: Reading, name: Candidate) -> list[Candidate]:
    """ "Ida Moreau Slams Dan Holt" in a line of capitalised words: two names, parted by the verb."""
    spans = [m.span() for m in _WORD.finditer(name.text)]
    if len(spans) < 2 or not _headline(reading.body, name.start):
        return [name] if spans else []
    cuts = [i for i in range(1, len(spans)) if _is(name.text, spans[i], "headline", reading.language)]
    if not cuts:
        return [name]
    parts = zip([0, *(cut + 1 for cut in cuts)], [*cuts, len(spans)], strict=True)
    return [_part(name, spans, a, b, reading.language) for a, b in parts if a < b]


def _headline(body: str, at: int) -> bool:
    end = body.find("\n", at)
    line = body[body.rfind("\n", 0, at) + 1 : end if end >= 0 else len(body)].strip()
    words = [word for word in line.split() if word[0].isalpha()]
    if len(line) > _MOST or line.endswith(tuple(_CLOSES)) or len(words) < 3:
        return False
    return sum(word[0].isupper() for word in words) >= _CAPITALS * len(words)


def _part(name: Candidate, spans: list[tuple[int, int]], first: int, last: int, language: str) -> Candidate:
    """The words from `first` to before `last`; what the gazetteer says of them where they are not the whole name."""
    if (first, last) == (0, len(spans)):
        return name
    if first >= last:
        return Candidate(name.start, name.start, "")
    a = spans[first][0]
    text = bare(name.text[a : spans[last - 1][1]].rstrip(",;:"))
    known = light.key(text, language)
    label = "PERSON" if name.label == "PERSON" or known is None else name.label
    if last - first == 1 and known is None and name.label != "PERSON":
        label = None
    return Candidate(name.start + a, name.start + a + len(text), text, known[0] if known else None, known[1] if known else None, label)


def _is(text: str, span: tuple[int, int], words: str, language: str) -> bool:
    return fold(text[span[0] : span[1]].strip(",;:")) in _words(words, language)


@cache
def _words(name: str, language: str) -> frozenset[str]:
    return frozenset(fold(word) for word in table("entities", language).get(name, ()))
