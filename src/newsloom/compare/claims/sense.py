"""Sentence vectors of what is told apart from figures, each language centred on its own mean, so that two languages can be compared."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

import numpy as np

from newsloom.compare.claims.likeness import weight
from newsloom.compare.sayings import Item
from newsloom.records import Article
from newsloom.text.vectors import Embedder

_MOST = 2500  # texts of one story that are embedded
_VOCABULARY = 4000  # words whose meanings are compared
_UNLIKE = 0.2  # cosine up to which two words have nothing in common
_FEW = 6  # fewer vectors of a language than this are not centred
_NAME = re.compile(r"\b[A-ZÀ-Þ][\w’'-]+")
_MANY = 0.6  # share of a story's articles that have a name which tells nothing any more
_LEAST, _TAIL = 20, 3  # characters that must be left of a clause; after an inner clause that ends it
_KEPT = 20_000  # vectors kept between two comparisons
_known: dict[tuple[str, str], np.ndarray] = {}


class Sense:
    """Likeness in meaning of items that are no figures, and how telling names and words are within a story.

    Args:
        items: all items of a story.
        articles: its articles.
        embedder: sentence embeddings.
    """

    def __init__(self, items: Sequence[Item], articles: Sequence[Article], embedder: Embedder) -> None:
        told = [n for n, i in enumerate(items) if i.kind != "quantity"][:_MOST]
        self.rows = {n: row for row, n in enumerate(told)}
        clauses = _bare([items[n] for n in told], articles)
        outers = [articles[items[n].article].text[items[n].outer[0] : items[n].outer[1]] for n in told]
        languages = [items[n].language for n in told]
        self.clauses = _centred(clauses, languages, embedder)
        self.outers = _centred(outers, languages, embedder)
        self._words = _Words([items[n] for n in told], embedder)
        self._spread = _spread([items[n] for n in told])

    def clause(self, a: int, b: int) -> float:
        """Cosine of two items' clauses, 0 where one has no vector."""
        return self._cosine(self.clauses, a, b)

    def outer(self, a: int, b: int) -> float:
        """Cosine of the sentences around two items, 0 where one has no vector."""
        return self._cosine(self.outers, a, b)

    def soft(self, x: Item, y: Item) -> float:
        """Share of the words of both, by weight, that find a word of like meaning on the other side."""
        return (self._words.held(x, y, self.rarity) + self._words.held(y, x, self.rarity)) / 2

    def _cosine(self, vectors: np.ndarray, a: int, b: int) -> float:
        x, y = self.rows.get(a), self.rows.get(b)
        return float(vectors[x] @ vectors[y]) if x is not None and y is not None else 0.0

    def rarity(self, key: str) -> float:
        """How telling a name or word is within the story: 1 where one article's one saying has it, near 0 where all have."""
        return self._spread.get(key, 1.0)


def _bare(told: Sequence[Item], articles: Sequence[Article]) -> list[str]:
    """The words of each item, without the clauses within it that are items themselves ("since a dam gave way")."""
    by_article: dict[int, list[Item]] = defaultdict(list)
    for item in told:
        by_article[item.article].append(item)
    found = []
    for item in told:
        text = articles[item.article].text
        inner = [o for o in by_article[item.article] if item.start + _LEAST < o.start < item.end and o.end <= item.end]
        cut = min((o.start for o in inner if o.end >= item.end - _TAIL), default=item.end)
        found.append(text[item.start : cut])
    everywhere = _everywhere(articles)
    return [_without(words, everywhere) for words in found]


def _everywhere(articles: Sequence[Article]) -> frozenset[str]:
    """Names that most articles of the story have: they tell nothing of what a clause says, and would make all clauses alike."""
    counts = Counter(name for a in articles for name in {*_NAME.findall(a.text)} - {w.capitalize() for w in a.text.split() if w.islower()})
    return frozenset(name for name, count in counts.items() if count >= max(2, _MANY * len(articles)))


def _without(words: str, names: frozenset[str]) -> str:
    bare = " ".join(_NAME.sub(lambda m: "" if m.group() in names else m.group(), words).split())
    return bare if len(bare) >= _LEAST else words


class _Words:
    """Likeness of single words over languages."""

    def __init__(self, told: Sequence[Item], embedder: Embedder) -> None:
        counts = Counter(term for i in told for term in i.terms)
        words = [w for w, _ in counts.most_common(_VOCABULARY)]
        self._rows = {w: n for n, w in enumerate(words)}
        vectors = _centred(words, [""] * len(words), embedder)
        self._alike = np.clip((vectors @ vectors.T - _UNLIKE) / (1 - _UNLIKE), 0.0, 1.0)

    def held(self, x: Item, y: Item, rarity: Callable[[str], float]) -> float:
        mine, theirs = [t for t in x.terms if t in self._rows], [self._rows[t] for t in y.terms if t in self._rows]
        if not mine or not theirs:
            return 0.0
        heavy = np.array([weight(t, x.language) * rarity(f"{x.language} {t}") for t in mine])
        best = self._alike[np.ix_([self._rows[t] for t in mine], theirs)].max(axis=1)
        return float(heavy @ best / heavy.sum()) if heavy.sum() else 0.0


def _spread(told: Sequence[Item]) -> dict[str, float]:
    counts = Counter(key for i in told for key in i.everyone)
    counts.update(f"{i.language} {term}" for i in told for term in i.terms)
    total = math.log(1 + max(2, len(told)))
    return {key: 1 - math.log(count) / total for key, count in counts.items()}


def _centred(texts: Sequence[str], languages: Sequence[str], embedder: Embedder) -> np.ndarray:
    if not texts:
        return np.zeros((0, 1), dtype=np.float32)
    fresh = [t for t in dict.fromkeys(texts) if (embedder.name, t) not in _known]
    if fresh:
        if len(_known) + len(fresh) > _KEPT:
            _known.clear()
            fresh = list(dict.fromkeys(texts))
        for text, vector in zip(fresh, embedder.encode(fresh), strict=True):
            _known[embedder.name, text] = vector
    raw = np.stack([_known[embedder.name, t] for t in texts])
    for language in set(languages):
        own = np.array([spoken == language for spoken in languages])
        if own.sum() >= _FEW:
            raw[own] -= raw[own].mean(axis=0)
    norms = np.linalg.norm(raw, axis=1, keepdims=True)
    return np.asarray(raw / np.maximum(norms, 1e-6), dtype=np.float32)
