"""Rewrites: articles that tell what another one tells, sentence by sentence and in its order, in other words.

Two reporters at one event share its facts; a rewrite shares their order and choice as well. So most sentences of the later text must
each have a counterpart in the earlier one, and the counterparts must stand in the same order.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property

from newsloom.compare.provenance.overlap import Words
from newsloom.compare.provenance.ties import Tie
from newsloom.records import Annotations, Passage

_HOLDERS = 8
_MIN_SHARED_FEATURES = 5
_MIN_ALIGNED = 4
_ALIGNED_SHARE = 0.65
_IN_ORDER = 0.85
_SENTENCE_SHARE = 0.42
_MIN_TERMS = 4
_MAX_SENTENCES = 80
_STOP = re.compile(r"(?<=[.!?。])[\s\"”»’]+")


class Facts:
    """An article's sentences as sets of terms: stems of longer words, names and numbers."""

    def __init__(self, words: Words, annotations: Annotations) -> None:
        self.words = words
        spans = [(s.start, s.end) for s in annotations.sentences if s.complete] or _sentences(words.article.body())
        self.spans: list[tuple[int, int]] = []
        self.terms: list[frozenset[str]] = []
        position = 0
        for start, end in sorted(spans)[:_MAX_SENTENCES]:
            while position < len(words.words) and words.words[position][1] < start:
                position += 1
            at, terms = position, set()
            while at < len(words.words) and words.words[at][2] <= end:
                terms.add(_stem(words.words[at][0]))
                at += 1
            terms.discard("")
            if len(terms) >= _MIN_TERMS:
                self.spans.append((start, end))
                self.terms.append(frozenset(terms))

    @cached_property
    def features(self) -> set[tuple[str, str]]:
        """Pairs of the longest terms of one sentence: what an index of candidates is made of."""
        pairs: set[tuple[str, str]] = set()
        for terms in self.terms:
            chief = sorted(terms, key=lambda t: (-len(t), t))[:7]
            pairs.update((min(a, b), max(a, b)) for i, a in enumerate(chief) for b in chief[i + 1 :])
        return pairs

    def passage(self, number: int) -> Passage:
        return self.words.article.passage(*self.spans[number])


def rewrites(words: Sequence[Words], annotations: Sequence[Annotations], order: Sequence[int], skip: set[int]) -> list[Tie]:
    """Ties of later articles to the earlier ones that they rewrite. Articles in `skip` have an origin already and only serve as one."""
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    facts: dict[int, Facts] = {}
    found: list[Tie] = []
    for index in order:
        mine = Facts(words[index], annotations[index])
        facts[index] = mine
        if index not in skip:
            counts = Counter(other for feature in sorted(mine.features) for other in holders.get(feature, ()))
            for other, shared in counts.most_common(3):
                tie = _tie(index, mine, other, facts[other]) if shared >= _MIN_SHARED_FEATURES else None
                if tie is not None:
                    found.append(tie)
                    break
        for feature in mine.features:
            if len(holders[feature]) < _HOLDERS:
                holders[feature].append(index)
    return found


def _tie(index: int, mine: Facts, other: int, theirs: Facts) -> Tie | None:
    if mine.words.article.language.split("-")[0] != theirs.words.article.language.split("-")[0]:
        return None
    common = _common(mine, theirs)
    pairs = [(at, match) for at, terms in enumerate(mine.terms) if (match := _counterpart(terms, theirs.terms, common)) is not None]
    if len(pairs) < _MIN_ALIGNED or len(pairs) < _ALIGNED_SHARE * len(mine.terms):
        return None
    rising = _rising([match for _, match in pairs])
    if rising < _IN_ORDER * len(pairs) or len({match for _, match in pairs}) < 0.7 * len(pairs):
        return None
    share = len(pairs) / len(mine.terms)
    passages: list[Passage] = []
    for at, match in pairs[:3]:
        passages += [mine.passage(at), theirs.passage(match)]
    return Tie(index, theirs.words.outlet, other, "rewrite", round(0.4 + 0.4 * share, 2), tuple(passages))


def _common(mine: Facts, theirs: Facts) -> set[str]:
    """Terms that stand in many sentences of either text: the story's own names and words, which tell no sentences apart."""
    common: set[str] = set()
    for facts in (mine, theirs):
        counts = Counter(term for terms in facts.terms for term in terms)
        common |= {term for term, count in counts.items() if count > max(2, 0.3 * len(facts.terms))}
    return common


def _counterpart(terms: frozenset[str], others: Sequence[frozenset[str]], common: set[str]) -> int | None:
    rare = terms - common
    if len(rare) < 3:
        return None
    best, score = None, 0.0
    for at, other in enumerate(others):
        theirs = other - common
        shared = len(rare & theirs)
        if shared >= 3 and theirs:
            value = shared / min(len(rare), len(theirs) + 2)
            if value > score:
                best, score = at, value
    return best if score >= _SENTENCE_SHARE else None


def _rising(values: Sequence[int]) -> int:
    """Length of the longest non-falling subsequence."""
    tails: list[int] = []
    for value in values:
        at = bisect_left(tails, value + 1)
        tails[at : at + 1] = [value]
    return len(tails)


def _stem(word: str) -> str:
    if any(c.isdigit() for c in word):
        return word
    if len(word) < 4:
        return ""
    for ending in ("ing", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _sentences(body: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]+", body):
        begin = line.start()
        for stop in _STOP.finditer(line.group()):
            spans.append((begin, line.start() + stop.start()))
            begin = line.start() + stop.end()
        if body[begin : line.end()].strip():
            spans.append((begin, line.end()))
    return spans
