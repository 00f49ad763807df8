"""How central a sentence is to its story.

LexRank (Erkan and Radev 2004, "LexRank: Graph-based Lexical Centrality as Salience in Text Summarization") on a graph of sentences,
with two changes:

- similarity is the mean of the TF-IDF cosine and of the mean-centred cosine of sentence embeddings, so that a sentence and its translation
  are neighbours;
- a sentence gains from *independent* company only: edges inside one article count a fifth, edges between articles of one origin a tenth,
  and the random jump gives each origin the same share, so that forty copies of one agency report do not outvote three reporters.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from newsloom.brief import shape
from newsloom.text.encoded import encoded
from newsloom.text.vectors import Embedder

Matrix = NDArray[np.float32]

DAMPING = 0.85
THRESHOLD = 0.1  # weaker likeness is noise: edges below are dropped, as in LexRank
CLOSE = 0.6
SAME_ARTICLE = 0.2
SAME_ORIGIN = 0.1
STEPS = 60


def focus(likeness: Matrix, heads: Sequence[int], size: int) -> list[float]:
    """How close each of the first `size` texts comes to what the articles put at their head, scaled so that the greatest is 1.

    Args:
        likeness: from `similarity`, over the sentences and then the headlines.
        heads: numbers of the headlines (of an article without one, its first sentence), one for each independent origin.
    """
    if not heads or not size:
        return [0.0] * size
    rows = likeness[:size][:, list(heads)]
    # a headline that few others are like counts less; a sentence that is a headline's very words gains no more than one that is close
    alike = likeness[np.ix_(list(heads), list(heads))].mean(axis=1)
    near = np.minimum(rows, CLOSE) @ (alike / max(float(alike.sum()), 1e-6))
    return [float(x) for x in near / max(float(near.max()), 1e-6)]


def similarity(texts: Sequence[str], embedder: Embedder) -> tuple[Matrix, Matrix]:
    """Pairwise likeness of texts: (mean of word and meaning cosine, meaning cosine alone), each in 0..1. Each text is embedded once."""
    lexical = _tfidf(texts)
    vectors = encoded(texts, embedder) if texts else np.zeros((0, embedder.dimensions), dtype=np.float32)
    raw = vectors @ vectors.T
    centred = vectors - vectors.mean(axis=0, keepdims=True) if len(texts) > 3 else vectors
    norms = np.linalg.norm(centred, axis=1, keepdims=True)
    centred = centred / np.where(norms == 0, 1, norms)
    meaning = np.clip(centred @ centred.T, 0, 1)
    return ((lexical + meaning) / 2).astype(np.float32), np.clip(raw, 0, 1).astype(np.float32)


def centrality(likeness: Matrix, articles: Sequence[int], origins: Sequence[int]) -> list[float]:
    """Stationary weight of each sentence, scaled so that the greatest is 1.

    Args:
        likeness: from `similarity`.
        articles, origins: numbers of the article and of the origin of each sentence.
    """
    size = len(articles)
    if size == 0:
        return []
    article, origin = np.asarray(articles), np.asarray(origins)
    weights = np.where(likeness >= THRESHOLD, likeness, 0).astype(np.float64)
    weights *= np.where(article[:, None] == article[None, :], SAME_ARTICLE, np.where(origin[:, None] == origin[None, :], SAME_ORIGIN, 1.0))
    np.fill_diagonal(weights, 0)
    totals = weights.sum(axis=1, keepdims=True)
    jump = _jump(origins)
    steps = np.where(totals > 0, weights / np.where(totals > 0, totals, 1), jump[None, :])
    rank = jump.copy()
    for _ in range(STEPS):
        after = (1 - DAMPING) * jump + DAMPING * (rank @ steps)
        if np.abs(after - rank).sum() < 1e-9:
            break
        rank = after
    return [float(x) for x in rank / rank.max()]


def _jump(origins: Sequence[int]) -> NDArray[np.float64]:
    """Each origin the same share, divided over its sentences."""
    sizes = Counter(origins)
    return np.array([1 / (len(sizes) * sizes[o]) for o in origins], dtype=np.float64)


def _tfidf(texts: Sequence[str]) -> Matrix:
    """Cosine of TF-IDF vectors (smoothed inverse frequency over the given texts)."""
    bags = [Counter(shape.tokens(t)) for t in texts]
    spread = Counter(word for bag in bags for word in bag)
    place = {word: n for n, word in enumerate(sorted(spread))}
    table = np.zeros((len(texts), max(len(place), 1)), dtype=np.float32)
    for row, bag in enumerate(bags):
        for word, times in bag.items():
            table[row, place[word]] = times * math.log((1 + len(texts)) / (1 + spread[word])) + 1e-6
    norms = np.linalg.norm(table, axis=1, keepdims=True)
    table /= np.where(norms == 0, 1, norms)
    return np.asarray(np.clip(table @ table.T, 0, 1), dtype=np.float32)
