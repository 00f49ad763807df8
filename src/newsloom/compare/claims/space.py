"""Sentence vectors of a story's sayings: of the clause, of what a figure counts; made once a text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import numpy as np

from newsloom.compare.sayings import Item
from newsloom.compare.sayings.words import EXISTS, is_outcome
from newsloom.records import Article
from newsloom.text.vectors import Embedder, Vectors

_MOST = 2500  # different texts of one story that are embedded; sayings beyond are aligned by words alone
_FEW = 9  # fewer vectors than this are not centred
_KEPT = 20_000  # vectors kept between two comparisons, so that one more article costs only its own


class Space:
    """Likeness in meaning of items (by index) and of the nouns that they count.

    Args:
        items: all items of a story.
        articles: its articles.
        embedder: sentence embeddings.
    """

    def __init__(self, items: Sequence[Item], articles: Sequence[Article], embedder: Embedder) -> None:
        self._clauses = [articles[i.article].text[i.start : i.end] for i in items]
        self._nouns = [counted_words(i) for i in items]
        basis = {clause for clause, item in zip(self._clauses, items, strict=True) if _by_meaning(item)}
        self._rows, self._vectors = _embedded(self._clauses, embedder, basis)
        self._noun_rows, self._noun_vectors = _embedded([n for n in self._nouns if n], embedder, frozenset())

    def clauses(self, a: int, b: int) -> float | None:
        """Cosine of two clauses, None where one was not embedded."""
        x, y = self._rows.get(self._clauses[a]), self._rows.get(self._clauses[b])
        return None if x is None or y is None else float(self._vectors[x] @ self._vectors[y])

    def nouns(self, a: int, b: int) -> float:
        """Cosine of what two figures count, 0 where that is not known."""
        x, y = self._noun_rows.get(self._nouns[a]), self._noun_rows.get(self._nouns[b])
        return 0.0 if x is None or y is None else float(self._noun_vectors[x] @ self._noun_vectors[y])

    def near(self, wanted: Sequence[int], least: float) -> Iterable[tuple[int, int]]:
        """Pairs of the wanted items whose clauses are at least so alike."""
        known = [i for i in wanted if self._clauses[i] in self._rows]
        if len(known) < 2:
            return
        rows = self._vectors[[self._rows[self._clauses[i]] for i in known]]
        for at in range(0, len(known), 512):
            alike = rows[at : at + 512] @ rows.T
            for x, y in np.argwhere(alike >= least):
                if at + x < y:
                    yield known[at + x], known[y]


def counted_words(item: Item) -> str:
    """What a figure counts, in its article's words; empty for money and for other items."""
    if item.value is None or (item.value.unit is not None and item.value.unit not in ("percent", "share")):
        return ""
    return (item.value.counts or item.measure or "").lower()


_known: dict[tuple[str, str], np.ndarray] = {}


def _by_meaning(item: Item) -> bool:
    """True for what tables alone do not align; the theme that all of these share is taken off."""
    if item.whole_sentence:
        return False
    return item.klass in (None, EXISTS) or (item.kind == "quantity" and not is_outcome(item.measure))


def _embedded(texts: Sequence[str], embedder: Embedder, basis: Collection[str]) -> tuple[dict[str, int], Vectors]:
    """Rows by text, at most `_MOST`, and the unit vectors, centred on the mean of those in `basis`."""
    different = list(dict.fromkeys(texts))[:_MOST]
    if not different:
        return {}, np.zeros((0, 1), dtype=np.float32)
    fresh = [t for t in different if (embedder.name, t) not in _known]
    if fresh:
        if len(_known) + len(fresh) > _KEPT:
            _known.clear()
            fresh = different
        for text, vector in zip(fresh, embedder.encode(fresh), strict=True):
            _known[embedder.name, text] = vector
    raw = np.stack([_known[embedder.name, t] for t in different])
    common = [n for n, t in enumerate(different) if t in basis]
    if len(common) >= _FEW:
        raw = raw - raw[common].mean(axis=0)
    norms = np.linalg.norm(raw, axis=1, keepdims=True)
    return {t: n for n, t in enumerate(different)}, (raw / np.maximum(norms, 1e-6)).astype(np.float32)
