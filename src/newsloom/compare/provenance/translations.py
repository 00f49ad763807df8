"""Translations: articles of two languages whose sentences say the same in the same order, with the same names and figures.

Candidates share names and numbers, which survive translation; only those are embedded (multilingual sentence embeddings, Yang et al. 2020),
so that the dear part is done for few pairs. Reports of one event in two languages share some of both and few sentences.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from newsloom.compare.provenance import facts, sentences
from newsloom.compare.provenance.overlap import Words
from newsloom.compare.provenance.sentences import Pair, Sentences
from newsloom.compare.provenance.ties import Tie
from newsloom.records import Annotations
from newsloom.text.vectors import Embedder, Vectors

_EARLY, _LATE = 4, 4  # holders of a name or number that are remembered
_CANDIDATES = 2
_SHARED = 2  # names and numbers
_KEPT = 0.4  # share of the smaller text's names and numbers together
_LIKE = 0.55  # mean likeness of the sentences to their best counterparts: translations .69 and more, reports of one event .38 and less
_PAIR = 0.5
_IN_ORDER = 0.8
_MIN_SENTENCES = 3
_MOST_PAIRS = 100  # a story of which more articles look like translations has its first ones looked at


def translations(words: Sequence[Words], annotations: Sequence[Annotations], order: Sequence[int], embedder: Embedder) -> list[Tie]:
    """Ties of later articles to the earlier ones that they translate."""
    if len({_language(one) for one in words}) < 2:
        return []
    reader = _Reader(words, annotations, embedder)
    found: list[Tie] = []
    for at, others in _candidates(words, order):
        for other in others:
            tie = reader.tie(at, other)
            if tie is not None:
                found.append(tie)
                break
    return found


def _language(words: Words) -> str:
    return words.article.language.split("-")[0]


def _candidates(words: Sequence[Words], order: Sequence[int]) -> list[tuple[int, list[int]]]:
    """For each article that may be a translation: the earlier articles of other languages that share most names and numbers."""
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    languages = sorted({_language(one) for one in words})
    found: list[tuple[int, list[int]]] = []
    for at in order:
        mine = words[at]
        keys = mine.facts.names | mine.facts.numbers
        strange = [language for language in languages if language != _language(mine)]
        counts = Counter(other for key in keys for language in strange for other in holders.get((language, key), ()))
        best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_CANDIDATES]
        likely = [other for other, shared in best if shared >= _SHARED and _kept(mine, words[other])]
        if likely and len(found) < _MOST_PAIRS:
            found.append((at, likely))
        for key in keys:
            held = holders[_language(mine), key]
            if len(held) >= _EARLY + _LATE:
                del held[_EARLY]
            held.append(at)
    return found


def _kept(mine: Words, theirs: Words) -> bool:
    a, b = (one.facts.names | one.facts.numbers for one in (mine, theirs))
    return facts.shared(a, b) >= _KEPT


class _Reader:
    """Sentences and their embeddings, made when first asked for."""

    def __init__(self, words: Sequence[Words], annotations: Sequence[Annotations], embedder: Embedder) -> None:
        self._words = words
        self._annotations = annotations
        self._embedder = embedder
        self._read: dict[int, tuple[Sentences, Vectors]] = {}

    def tie(self, at: int, other: int) -> Tie | None:
        """The tie between two articles, None where one is no translation of the other."""
        (mine, here), (theirs, there) = self._of(at), self._of(other)
        if min(len(here), len(there)) < _MIN_SENTENCES:
            return None
        likeness = here @ there.T
        both = min(float(likeness.max(axis=1).mean()), float(likeness.max(axis=0).mean()))
        best = likeness.argmax(axis=1)
        found: list[Pair] = [(n, int(m)) for n, m in enumerate(best) if likeness[n, m] >= _PAIR]
        if both < _LIKE or len(found) < _MIN_SENTENCES or sentences.rising([m for _, m in found]) < _IN_ORDER * len(found):
            return None
        strongest = sorted(sorted(found, key=lambda pair: -float(likeness[pair]))[:3])
        return Tie(
            at, theirs.words.outlet, other, "rewrite", round(min(0.9, 0.25 + 0.75 * both), 2), sentences.passages(mine, theirs, strongest)
        )

    def _of(self, number: int) -> tuple[Sentences, Vectors]:
        if number not in self._read:
            read = Sentences(self._words[number], self._annotations[number])
            vectors = self._embedder.encode(read.texts())
            length = np.linalg.norm(vectors, axis=1, keepdims=True)
            self._read[number] = (read, vectors / np.maximum(length, 1e-9))
        return self._read[number]
