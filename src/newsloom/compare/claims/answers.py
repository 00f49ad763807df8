"""Groups short sayings about one question by what they mean: the same signs that align events outside the predicate table."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from newsloom.compare.claims.likeness import weight
from newsloom.text.vectors import Embedder

_ALIKE = 0.12  # mean of centred cosine and shared words from which on two groups are one
_WORD = re.compile(r"\w+")
_ENDINGS = re.compile(r"(?:ing|ed|ies|es|s|ly|ness|ment)$")
_COMMON = 0.25  # weight below which a word ties nothing ("the", "said")


def grouped(texts: Sequence[str], language: str, embedder: Embedder) -> list[int]:
    """The group of each text, numbered from 0; average linkage over likeness of words and of meaning.

    Args:
        texts: answers to one question, or other short sayings about one thing.
        language: of the texts (BCP 47), for the weight of words.
        embedder: sentence embeddings.
    """
    if len(texts) < 2:
        return [0] * len(texts)
    alike = (_meanings(texts, embedder) + _shared(texts, language)) / 2
    groups = [[i] for i in range(len(texts))]
    while len(groups) > 1:
        means = {(a, b): float(np.mean(alike[np.ix_(groups[a], groups[b])])) for a in range(len(groups)) for b in range(a + 1, len(groups))}
        (a, b), best = max(means.items(), key=lambda pair: pair[1])
        if best < _ALIKE:
            break
        groups[a] += groups.pop(b)
    return [next(n for n, members in enumerate(groups) if i in members) for i in range(len(texts))]


def _meanings(texts: Sequence[str], embedder: Embedder) -> np.ndarray:
    raw = embedder.encode(list(texts))
    centred = raw - raw.mean(axis=0)
    centred = centred / np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-6)
    return np.asarray(centred @ centred.T)


def _shared(texts: Sequence[str], language: str) -> np.ndarray:
    """Share of the shorter text's weighted words that the other one holds."""
    sets = [_words(text, language) for text in texts]
    sums = [sum(weight(w, language) for w in words) for words in sets]
    found = np.eye(len(texts))
    for a in range(len(texts)):
        for b in range(a):
            least = min(sums[a], sums[b])
            found[a, b] = found[b, a] = sum(weight(w, language) for w in sets[a] & sets[b]) / least if least else 0.0
    return found


def _words(text: str, language: str) -> frozenset[str]:
    words = (w.lower() for w in _WORD.findall(text))
    return frozenset(_ENDINGS.sub("", w) if len(w) > 4 else w for w in words if weight(w, language) >= _COMMON)
