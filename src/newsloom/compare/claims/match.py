"""How far two items say the same thing: 0..1, or None where they cannot be of one claim."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cache

from newsloom import lexicon
from newsloom.compare.claims import features
from newsloom.compare.claims.fairness import fair, goes_on, in_doubt, likeness
from newsloom.compare.claims.likeness import overlap, shared_object, weight, within
from newsloom.compare.claims.parties import roles, together
from newsloom.compare.claims.scope import told_together, vetoed
from newsloom.compare.claims.sense import Sense
from newsloom.compare.claims.space import Space
from newsloom.compare.sayings import Item
from newsloom.compare.sayings.ages import of_person
from newsloom.compare.sayings.scene import of_one_scene
from newsloom.compare.sayings.units import kind_of
from newsloom.compare.sayings.words import EXISTS
from newsloom.records import Article

_REPLACED = 0.5  # score of a sum of one matter that is said to replace another, or to have been replaced
_BARE = 0.55  # score of a rumour in few words and what takes a stand on it in more
_THING = 0.5  # weight from which on a noun tells by itself which thing is meant ("cracks", not "materials")
_TOGETHER = -0.5  # score of two different figures of one report, so that they are joined only where all else speaks for it
_FEW = 60  # articles up to which each figure's nearest in every other article is looked for
_OF_ONE = 0.9  # score of the ages that two sayings give one person
_LONE = 0.3  # likeness of words asked for where the nouns are common


@cache
def _weights(kind: str) -> tuple[float, dict[str, float]]:
    table = dict(lexicon.table("event_weights" if kind == "events" else "claim_weights")[kind])
    return table.pop("bias"), table


def weighed(kind: str, names: Sequence[str], values: Sequence[float]) -> float:
    """The probability (0..1) that the weights give to a pair's numbers: logistic regression over the labelled stories."""
    bias, weights = _weights(kind)
    total = bias + sum(weights[name] * value for name, value in zip(names, values, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


class Matcher:
    """Scores pairs of items.

    Args:
        items: all items.
        space: likeness of them in meaning.
        sense: likeness in meaning of those that are no figures, None where groups of these are not joined.
    """

    def __init__(self, items: Sequence[Item], space: Space, sense: Sense | None = None) -> None:
        self._items = items
        self.space = self._space = space
        self.sense = sense
        self._first: dict[object, int] = {}
        self._same: list[int] = []
        self._known: dict[tuple[int, int], float | None] = {}
        self._nearest: dict[tuple[int, int], int | None] = {}
        self._figures_of: dict[tuple[int, str | None], list[int]] = {}
        self._index(items)
        self._few = len({i.article for i in items}) <= _FEW

    def extend(self, items: Sequence[Item], articles: Sequence[Article]) -> None:
        """Score further items as well, which the list that was given holds by now; of large stories each figure's nearest is not told."""
        self._few = False
        self._index(items)
        self.space.extend(items, articles)
        if self.sense is not None:
            self.sense.extend(items, articles)

    def _index(self, items: Sequence[Item]) -> None:
        for index, item in enumerate(items, len(self._same)):
            self._same.append(self._first.setdefault(_signature(item), index))
            if item.value is not None:
                self._figures_of.setdefault((item.article, kind_of(item.value.unit)), []).append(index)

    def score(self, a: int, b: int) -> float | None:
        """The score of items a and b; items that say the same in the same words share it."""
        pair = (self._same[a], self._same[b])
        if pair not in self._known:
            self._known[pair] = self._score(*pair)
        return self._known[pair]

    def _score(self, a: int, b: int) -> float | None:
        x, y = self._items[a], self._items[b]
        if vetoed(x, y) or (x.kind == "quantity") != (y.kind == "quantity"):
            return None
        if x.kind == "quantity":
            return self._figures(a, b)
        if x.klass == y.klass == EXISTS:
            return self._of_things(a, b)
        who = together(x, y)
        if who is None or not fair(x, y):
            return None
        if x.klass is not None and x.klass == y.klass:
            return self._of_class(x, y, 0.6 if goes_on(x, y) else who)
        return self._of_words(a, b, who)

    def _of_things(self, a: int, b: int) -> float | None:
        """Things that are only said to be there: one noun in one language; over languages, what the clauses mean."""
        x, y = self._items[a], self._items[b]
        meaning = self.meaning(a, b)
        if x.language != y.language:
            return meaning + 0.1
        common = weight(x.predicate, x.language) < _THING
        if x.predicate != y.predicate or (common and likeness(x, y) < _LONE):
            return None
        return 0.25 + 0.25 * weight(x.predicate, x.language) + 0.25 * overlap(x, y) + 0.45 * meaning

    def _figures(self, a: int, b: int) -> float | None:
        x, y = self._items[a], self._items[b]
        if x.value is None or y.value is None or features.barred(x, y):
            return None
        if of_person(x) or of_person(y):
            return _OF_ONE if of_person(x) and of_person(y) and x.others & y.others else None
        if told_together(x, y):
            return _TOGETHER
        if features.strange(x, y, self._space.nouns(a, b)):
            return None
        score = weighed("figures", features.FIGURES, self.numbers(a, b))
        replaced = (x.earlier != y.earlier or x.moves != y.moves) and (x.of & y.of) and of_one_scene(x, y)
        return max(score, _REPLACED) if replaced else score

    def numbers(self, a: int, b: int) -> list[float]:
        """The numbers of a pair of figures, in the order of `features.FIGURES`."""
        x, y = self._items[a], self._items[b]
        return features.of_figures(x, y, self._space.nouns(a, b), self._space.clauses(a, b), self._best(a, b))

    def _best(self, a: int, b: int) -> float:
        """1 where two figures are each the other's nearest in its article, 0.5 where one is (or where that was not looked for), else 0."""
        if not self._few or self._items[a].article == self._items[b].article:
            return 0.5
        return 0.5 * (self._near_in(a, self._items[b].article) == b) + 0.5 * (self._near_in(b, self._items[a].article) == a)

    def _near_in(self, a: int, article: int) -> int | None:
        """The figure of an article that is nearest to figure a."""
        if (a, article) not in self._nearest:
            x = self._items[a]
            kind = kind_of(x.value.unit) if x.value else None
            ranked = [
                (features.affinity(x, y, self._space.nouns(a, b), self._space.clauses(a, b)), -b)
                for b in self._figures_of.get((article, kind), ())
                if not features.barred(x, (y := self._items[b]))
            ]
            self._nearest[a, article] = -max(ranked)[1] if ranked else None
        return self._nearest[a, article]

    def _of_class(self, x: Item, y: Item, parties: float) -> float | None:
        if x.kind != y.kind:
            return None
        return 0.2 + 0.5 * parties + 0.3 * max(overlap(x, y), shared_object(x, y))

    def _of_words(self, a: int, b: int, parties: float) -> float | None:
        x, y = self._items[a], self._items[b]
        if x.kind != y.kind:
            return None
        words = (overlap(x, y) + within(x, y)) / 2
        score = 0.25 * parties + 0.35 * words + 0.45 * self.meaning(a, b)
        bare = x.language == y.language and in_doubt(x, y) and likeness(x, y) == 1.0 and set(roles(x, y)) & {"same", "named"}
        return max(score, _BARE) if bare else score

    def meaning(self, a: int, b: int) -> float:
        """Cosine of the clauses of items a and b, 0 where one has no vector."""
        return self._space.clauses(a, b) or 0.0

    def near(self, wanted: Sequence[int], least: float) -> Iterable[tuple[int, int]]:
        """Pairs of items whose clauses are at least so alike in meaning."""
        return self._space.near(wanted, least)


def _signature(item: Item) -> object:
    """All that a score depends on, so that repeated sayings are scored once."""
    return signature(item, item.article if item.kind == "quantity" else item.start if not item.everyone else None)


def signature(item: Item, own: object) -> object:
    """What a saying tells, without its place. `own`: what keeps it apart from the same words elsewhere."""
    value = item.value and (item.value.low, item.value.high, item.value.unit, item.value.of is None)
    who = (item.subject, item.object, item.others, item.attributed, own)
    what = (item.kind, item.klass, item.predicate, item.terms, item.measure, item.language)
    told = (item.subject_heads, item.object_heads, item.numbers, item.ranks, item.group, item.still, item.years, item.around)
    figure = (
        value,
        item.home,
        item.sole,
        item.rival,
        item.counts,
        item.of,
        item.whole,
        item.share,
        item.dated,
        item.as_of,
        item.earlier,
        item.moves,
        item.loose,
        item.unique,
        item.stretches,
    )
    return (who, what, told, figure, item.another)
