"""An article's sentences as sets of terms, and which sentence of another article tells the same."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence

from newsloom.compare.provenance.overlap import Words
from newsloom.compare.provenance.terms import stem
from newsloom.records import Annotations, Passage

_SENTENCE_SHARE = 0.42
_MIN_TERMS = 4
_MOST = 80
_STOP = re.compile(r"(?<=[.!?。])[\s\"”»’]+")

Pair = tuple[int, int]


class Sentences:
    """Sentences with enough terms, each with its offsets."""

    def __init__(self, words: Words, annotations: Annotations) -> None:
        self.words = words
        spans = [(s.start, s.end) for s in annotations.sentences if s.complete] or split(words.article.body())
        self.spans: list[tuple[int, int]] = []
        self.terms: list[frozenset[str]] = []
        position = 0
        for start, end in sorted(spans)[:_MOST]:
            while position < len(words.words) and words.words[position][1] < start:
                position += 1
            at, terms = position, set()
            while at < len(words.words) and words.words[at][2] <= end:
                terms.add(stem(words.words[at][0]))
                at += 1
            terms.discard("")
            if len(terms) >= _MIN_TERMS:
                self.spans.append((start, end))
                self.terms.append(frozenset(terms))

    def passage(self, number: int) -> Passage:
        return self.words.article.passage(*self.spans[number])

    def texts(self) -> list[str]:
        """The sentences' words."""
        return [self.words.article.text[start:end] for start, end in self.spans]


def pairs(mine: Sentences, theirs: Sentences) -> list[Pair]:
    """For each sentence that has a counterpart in the other text: the two numbers, in the order of `mine`."""
    common = _common(mine, theirs)
    holders: dict[str, list[int]] = defaultdict(list)
    for number, terms in enumerate(theirs.terms):
        for term in terms - common:
            holders[term].append(number)
    sizes = [len(terms - common) for terms in theirs.terms]
    found: list[Pair] = []
    for number, terms in enumerate(mine.terms):
        rare = terms - common
        shared = Counter(other for term in rare for other in holders.get(term, ())) if len(rare) >= 3 else Counter[int]()
        best = max(((n / min(len(rare), sizes[o] + 2), -o) for o, n in shared.items() if n >= 3), default=None)
        if best is not None and best[0] >= _SENTENCE_SHARE:
            found.append((number, -best[1]))
    return found


def _common(mine: Sentences, theirs: Sentences) -> set[str]:
    """Terms that stand in many sentences of either text: the story's own names and words, which tell no sentences apart."""
    common: set[str] = set()
    for side in (mine, theirs):
        counts = Counter(term for terms in side.terms for term in terms)
        common |= {term for term, count in counts.items() if count > max(2, 0.3 * len(side.terms))}
    return common


def rising(values: Sequence[int]) -> int:
    """Length of the longest non-falling subsequence."""
    tails: list[int] = []
    for value in values:
        at = bisect_left(tails, value + 1)
        tails[at : at + 1] = [value]
    return len(tails)


def passages(mine: Sentences, theirs: Sentences, found: Sequence[Pair], most: int = 3) -> tuple[Passage, ...]:
    """The first few pairs of sentences, of this article and of the other one in turn."""
    shown: list[Passage] = []
    for here, there in found[:most]:
        shown += [mine.passage(here), theirs.passage(there)]
    return tuple(shown)


def split(body: str) -> list[tuple[int, int]]:
    """Offsets of sentences by their stops, where no annotations are at hand."""
    spans: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]+", body):
        begin = line.start()
        for stop in _STOP.finditer(line.group()):
            spans.append((begin, line.start() + stop.start()))
            begin = line.start() + stop.end()
        if body[begin : line.end()].strip():
            spans.append((begin, line.end()))
    return spans
