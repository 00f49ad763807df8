"""Sentence vectors of a story's sayings: of the clause, of what a figure counts; made once a text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import numpy as np

from newsloom.compare.claims.encoded import Rows, encoded
from newsloom.compare.sayings import Item
from newsloom.compare.sayings.words import EXISTS, is_outcome
from newsloom.records import Article
from newsloom.text.vectors import Embedder, Vectors

_MOST = 2500  # different texts of one story that are embedded; sayings beyond are aligned by words alone
_MOSTLY = 0.7  # share of a sentence from which on its vector stands for the clause, in large stories
_FEW = 9  # fewer vectors than this are not centred


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
        self._rows, self._vectors, self._mean = _embedded(self._clauses, embedder, basis)
        self._noun_rows, self._noun_vectors, _ = _embedded([n for n in self._nouns if n], embedder, frozenset())
        self._embedder = embedder
        self._grown, self._nouns_grown = Rows(self._vectors), Rows(self._noun_vectors)

    def extend(self, items: Sequence[Item], articles: Sequence[Article]) -> None:
        """Take in further items. What is centred stays centred on the mean of the first ones, so that nothing known changes."""
        clauses = [_words(i, articles[i.article].text) for i in items]
        nouns = [counted_words(i) for i in items]
        self._clauses += clauses
        self._nouns += nouns
        wanted = [c for c, i in zip(clauses, items, strict=True) if i.kind == "quantity" or i.klass in (None, EXISTS)]
        self._vectors = self._more(self._rows, self._grown, wanted, self._mean)
        self._noun_vectors = self._more(self._noun_rows, self._nouns_grown, [n for n in nouns if n], None)

    def _more(self, rows: dict[str, int], grown: Rows, texts: Sequence[str], mean: Vectors | None) -> Vectors:
        """All vectors, those of new texts at the end; `rows` is added to."""
        fresh = [t for t in dict.fromkeys(texts) if t not in rows]
        raw = encoded(fresh, self._embedder) if fresh else np.zeros((0, self._embedder.dimensions), dtype=np.float32)
        rows.update({t: len(rows) + n for n, t in enumerate(fresh)})
        return grown.add(unit(raw if mean is None else raw - mean))

    def vector(self, a: int) -> Vectors | None:
        """The unit vector of a clause, None where it was not embedded."""
        row = self._rows.get(self._clauses[a])
        return None if row is None else self._vectors[row]

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


def _words(item: Item, text: str) -> str:
    """The clause of an item, its sentence where the clause is most of that: there is a vector of it already."""
    filled = item.end - item.start >= _MOSTLY * (item.outer[1] - item.outer[0])
    return text[item.outer[0] : item.outer[1]] if filled else text[item.start : item.end]


def counted_words(item: Item) -> str:
    """What a figure counts, in its article's words; empty for money and for other items."""
    if item.value is None or (item.value.unit is not None and item.value.unit not in ("percent", "share")):
        return ""
    return (item.value.counts or item.measure or "").lower()


def _by_meaning(item: Item) -> bool:
    """True for what tables alone do not align; the theme that all of these share is taken off."""
    if item.whole_sentence:
        return False
    return item.klass in (None, EXISTS) or (item.kind == "quantity" and not is_outcome(item.measure))


def _embedded(texts: Sequence[str], embedder: Embedder, basis: Collection[str]) -> tuple[dict[str, int], Vectors, Vectors | None]:
    """Rows by text, at most `_MOST`, the unit vectors, centred on the mean of those in `basis`, and that mean, if any."""
    different = list(dict.fromkeys(texts))[:_MOST]
    if not different:
        return {}, np.zeros((0, 1), dtype=np.float32), None
    raw = encoded(different, embedder)
    common = [n for n, t in enumerate(different) if t in basis]
    mean = raw[common].mean(axis=0) if len(common) >= _FEW else None
    return {t: n for n, t in enumerate(different)}, unit(raw if mean is None else raw - mean), mean


def unit(vectors: Vectors) -> Vectors:
    """Rows of length 1."""
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-6), dtype=np.float32)
