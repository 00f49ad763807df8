"""Sentence vectors of what is told apart from figures, each language centred on its own mean, so that two languages can be compared."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from newsloom.compare.claims.encoded import Rows, encoded
from newsloom.compare.claims.likeness import weight
from newsloom.compare.claims.space import unit
from newsloom.compare.sayings import Item
from newsloom.records import Article
from newsloom.text.vectors import Embedder, Vectors

_MOST = 2500  # texts of one story that are embedded
_VOCABULARY = 4000  # words whose meanings are compared
_UNLIKE = 0.2  # cosine up to which two words have nothing in common
_FEW = 6  # fewer vectors of a language than this are not centred
_NAME = re.compile(r"\b[A-ZÀ-Þ][\w’'-]+")
_MANY = 0.6  # share of a story's articles that have a name which tells nothing any more
_MOSTLY = 0.7  # share of a sentence from which on the vector of the sentence stands for the clause, in large stories
_LEAST, _TAIL = 20, 3  # characters that must be left of a clause; after an inner clause that ends it


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
        self._embedder, self._everywhere, self._size = embedder, _everywhere(articles), len(items)
        clauses, outers, languages = self._texts([items[n] for n in told], articles)
        self._centres = _means(clauses, languages, embedder), _means(outers, languages, embedder)
        self.clauses = _centred(clauses, languages, self._centres[0], embedder)
        self.outers = _centred(outers, languages, self._centres[1], embedder)
        self._grown = Rows(self.clauses), Rows(self.outers)
        self._words = _Words([items[n] for n in told], embedder)
        self._spread = _spread([items[n] for n in told])

    def extend(self, items: Sequence[Item], articles: Sequence[Article]) -> None:
        """Take in further items. Centres, and how telling names and words are, stay as the first ones gave them."""
        told = [n for n, i in enumerate(items) if i.kind != "quantity"]
        clauses, outers, languages = self._texts([items[n] for n in told], articles)
        whole = [items[n].end - items[n].start >= _MOSTLY * len(outer) for n, outer in zip(told, outers, strict=True)]
        clauses = [outer if filled else clause for clause, outer, filled in zip(clauses, outers, whole, strict=True)]
        self.rows.update({self._size + n: len(self.rows) + row for row, n in enumerate(told)})
        self._size += len(items)
        if told:
            self.clauses = self._grown[0].add(_centred(clauses, languages, self._centres[0], self._embedder))
            self.outers = self._grown[1].add(_centred(outers, languages, self._centres[1], self._embedder))
            self._words.extend([items[n] for n in told])

    def _texts(self, told: Sequence[Item], articles: Sequence[Article]) -> tuple[list[str], list[str], list[str]]:
        """The words of each item's clause, its sentence and its language."""
        outers = [articles[i.article].text[i.outer[0] : i.outer[1]] for i in told]
        return _bare(told, articles, self._everywhere), outers, [i.language for i in told]

    def clause(self, a: int, b: int) -> float:
        """Cosine of two items' clauses, 0 where one has no vector."""
        return self._cosine(self.clauses, a, b)

    def outer(self, a: int, b: int) -> float:
        """Cosine of the sentences around two items, 0 where one has no vector."""
        return self._cosine(self.outers, a, b)

    def likeness(self, a: int, b: int) -> float:
        """Mean of the cosines of two items' clauses and of the sentences around them."""
        return (self.clause(a, b) + self.outer(a, b)) / 2

    def both(self, some: Sequence[int]) -> Vectors:
        """Clause and sentence of items that have vectors, side by side: `likeness` is half of the product of two such rows."""
        rows = [self.rows[n] for n in some]
        return np.concatenate([self.clauses[rows], self.outers[rows]], axis=1)

    def soft(self, x: Item, y: Item) -> float:
        """Share of the words of both, by weight, that find a word of like meaning on the other side."""
        return (self._words.held(x, y, self.rarity) + self._words.held(y, x, self.rarity)) / 2

    def _cosine(self, vectors: np.ndarray, a: int, b: int) -> float:
        x, y = self.rows.get(a), self.rows.get(b)
        return float(vectors[x] @ vectors[y]) if x is not None and y is not None else 0.0

    def rarity(self, key: str) -> float:
        """How telling a name or word is within the story: 1 where one article's one saying has it, near 0 where all have."""
        return self._spread.get(key, 1.0)


def _bare(told: Sequence[Item], articles: Sequence[Article], everywhere: frozenset[str]) -> list[str]:
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
    return [_without(words, everywhere) for words in found]


def _everywhere(articles: Sequence[Article]) -> frozenset[str]:
    """Names that most articles of the story have: they tell nothing of what a clause says, and would make all clauses alike."""
    counts = Counter(name for a in articles for name in {*_NAME.findall(a.text)} - {w.capitalize() for w in a.text.split() if w.islower()})
    return frozenset(name for name, count in counts.items() if count >= max(2, _MANY * len(articles)))


def _without(words: str, names: frozenset[str]) -> str:
    bare = " ".join(_NAME.sub(lambda m: "" if m.group() in names else m.group(), words).split())
    return bare if len(bare) >= _LEAST else words


_Weighed = tuple[NDArray[np.intp], NDArray[np.float64], float]


class _Words:
    """Likeness of single words over languages."""

    def __init__(self, told: Sequence[Item], embedder: Embedder) -> None:
        counts = Counter(term for i in told for term in i.terms)
        words = [w for w, _ in counts.most_common(_VOCABULARY)]
        self._rows = {w: n for n, w in enumerate(words)}
        self._weighed: dict[tuple[str, frozenset[str]], _Weighed] = {}
        self._embedder = embedder
        self._centres = _means(words, [""] * len(words), embedder)
        self._vectors = _centred(words, [""] * len(words), self._centres, embedder)
        self._grown = Rows(self._vectors)
        self._alike: Vectors | None = _alike(self._vectors, self._vectors)

    def extend(self, told: Sequence[Item]) -> None:
        """Take in the words of further items."""
        words = list(dict.fromkeys(term for i in told for term in sorted(i.terms) if term not in self._rows))
        if words:
            self._rows.update({w: len(self._rows) + n for n, w in enumerate(words)})
            self._vectors = self._grown.add(_centred(words, [""] * len(words), self._centres, self._embedder))
        self._alike = None  # all words with all would grow with the square of the story

    def held(self, x: Item, y: Item, rarity: Callable[[str], float]) -> float:
        (mine, heavy, total), (theirs, _, _) = self._known(x, rarity), self._known(y, rarity)
        if not len(mine) or not len(theirs) or not total:
            return 0.0
        alike = self._alike[mine[:, None], theirs] if self._alike is not None else _alike(self._vectors[mine], self._vectors[theirs])
        return float(heavy @ alike.max(axis=1) / total)

    def _known(self, item: Item, rarity: Callable[[str], float]) -> _Weighed:
        """Rows of the words of an item, how much each weighs, and their weight in all."""
        key = (item.language, item.terms)
        if key not in self._weighed:
            terms = [t for t in item.terms if t in self._rows]
            heavy = np.array([weight(t, item.language) * rarity(f"{item.language} {t}") for t in terms])
            self._weighed[key] = (np.array([self._rows[t] for t in terms], dtype=np.intp), heavy, float(heavy.sum()))
        return self._weighed[key]


def _alike(a: Vectors, b: Vectors) -> Vectors:
    return np.asarray(np.clip((a @ b.T - _UNLIKE) / (1 - _UNLIKE), 0.0, 1.0))


def _spread(told: Sequence[Item]) -> dict[str, float]:
    counts = Counter(key for i in told for key in i.everyone)
    counts.update(f"{i.language} {term}" for i in told for term in i.terms)
    counts.update(f"concept {name}" for i in told for name in i.concepts)
    total = math.log(1 + max(2, len(told)))
    return {key: 1 - math.log(count) / total for key, count in counts.items()}


def _means(texts: Sequence[str], languages: Sequence[str], embedder: Embedder) -> dict[str, Vectors]:
    """The mean vector of each language that has enough texts."""
    raw = encoded(texts, embedder) if texts else np.zeros((0, 1), dtype=np.float32)
    found = {}
    for language in set(languages):
        own = np.array([spoken == language for spoken in languages])
        if own.sum() >= _FEW:
            found[language] = raw[own].mean(axis=0)
    return found


def _centred(texts: Sequence[str], languages: Sequence[str], means: Mapping[str, Vectors], embedder: Embedder) -> Vectors:
    if not texts:
        return np.zeros((0, 1), dtype=np.float32)
    raw = encoded(texts, embedder)
    for language, mean in means.items():
        raw[np.array([spoken == language for spoken in languages])] -= mean
    return unit(raw)
