"""How far two items say the same thing: 0..1, or None where they cannot be of one claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsloom.compare.claims.fairness import fair, goes_on, in_doubt, likeness
from newsloom.compare.claims.likeness import overlap, same_figure, shared_object, weight, within
from newsloom.compare.claims.parties import roles, together
from newsloom.compare.claims.scope import of_one_measure, vetoed
from newsloom.compare.sayings import Item
from newsloom.compare.sayings.scene import of_one_scene
from newsloom.compare.sayings.words import EXISTS, family, is_being, is_open, is_outcome
from newsloom.text.vectors import Vectors

_BARE = 0.55  # score of a rumour in few words and what takes a stand on it in more
_THING = 0.5  # weight from which on a noun tells by itself which thing is meant ("cracks", not "materials")
_LONE = 0.3  # likeness of words asked for where the nouns are common


class Matcher:
    """Scores pairs of items of one block.

    Args:
        items: all items.
        vectors: unit vectors of some of them.
        rows: row in `vectors` by item index.
    """

    def __init__(self, items: Sequence[Item], vectors: Vectors, rows: Mapping[int, int]) -> None:
        self._items = items
        self._vectors = vectors
        self._rows = rows
        first: dict[object, int] = {}
        self._same = [first.setdefault(_signature(item), index) for index, item in enumerate(items)]
        self._known: dict[tuple[int, int], float | None] = {}

    def score(self, a: int, b: int) -> float | None:
        """The score of items a and b; items that say the same in the same words share it."""
        pair = (self._same[a], self._same[b])
        if pair not in self._known:
            self._known[pair] = self._score(*pair)
        return self._known[pair]

    def _score(self, a: int, b: int) -> float | None:
        x, y = self._items[a], self._items[b]
        if vetoed(x, y):
            return None
        if x.klass == y.klass == EXISTS:
            return self._of_things(a, b)
        parties = together(x, y)
        if parties is None and is_outcome(x.measure) and not (x.counts and y.counts):
            parties = 0.3  # a toll that names not whom it counts stands beside those that do
        if parties is None:
            return None
        if x.kind == "quantity":
            return self._figures(a, b, parties)
        if not fair(x, y):
            return None
        if x.klass is not None and x.klass == y.klass:
            return self._of_class(x, y, 0.6 if goes_on(x, y) else parties)
        return self._of_words(a, b, parties)

    def _of_things(self, a: int, b: int) -> float | None:
        """Things that are only said to be there: one noun in one language; over languages, what the clauses mean."""
        x, y = self._items[a], self._items[b]
        meaning = self._cosine(a, b)
        if x.language != y.language:
            return meaning + 0.1
        common = weight(x.predicate, x.language) < _THING
        if x.predicate != y.predicate or (common and likeness(x, y) < _LONE):
            return None
        return 0.25 + 0.25 * weight(x.predicate, x.language) + 0.25 * overlap(x, y) + 0.45 * meaning

    def _figures(self, a: int, b: int, parties: float) -> float | None:
        x, y = self._items[a], self._items[b]
        if x.value is None or y.value is None or not of_one_measure(x, y):
            return None
        befell = is_outcome(x.measure)
        if befell and not (x.counts and y.counts):
            parties = max(parties, 0.45)  # whom a disaster befell is seldom named: in one story it is the story's
        family_of, same = family(x.klass), same_figure(x, y)
        if befell or (family_of and family_of == family(y.klass)) or x.measure != y.measure:
            return 0.35 + 0.4 * parties + 0.15 * overlap(x, y) + 0.1 * same
        score = 0.4 * parties + 0.3 * overlap(x, y) + 0.4 * self._cosine(a, b)
        if x.sole and y.sole and of_one_scene(x, y):
            score += 0.35 if x.of & y.of or not is_open(x.measure) else 0.1
        telling = 0.25 if x.value.unit or is_being(x.measure) else 0.35
        if x.of & y.of:  # one matter of two parties is two: the state's aid is not the firm's
            replaced = x.earlier != y.earlier or x.moves != y.moves
            score += 0.2 if same or replaced or parties > 0.3 or overlap(x, y) >= 0.35 else 0.05
        return score + telling * same

    def _of_class(self, x: Item, y: Item, parties: float) -> float | None:
        if x.kind != y.kind:
            return None
        return 0.2 + 0.5 * parties + 0.3 * max(overlap(x, y), shared_object(x, y))

    def _of_words(self, a: int, b: int, parties: float) -> float | None:
        x, y = self._items[a], self._items[b]
        if x.kind != y.kind:
            return None
        words = (overlap(x, y) + within(x, y)) / 2
        score = 0.25 * parties + 0.35 * words + 0.45 * self._cosine(a, b)
        bare = x.language == y.language and in_doubt(x, y) and likeness(x, y) == 1.0 and set(roles(x, y)) & {"same", "named"}
        return max(score, _BARE) if bare else score

    def meaning(self, a: int, b: int) -> float:
        """Cosine of the texts of items a and b, 0 where one has no vector."""
        return self._cosine(a, b)

    def _cosine(self, a: int, b: int) -> float:
        if a not in self._rows or b not in self._rows:
            return 0.0
        return float(self._vectors[self._rows[a]] @ self._vectors[self._rows[b]])


def _signature(item: Item) -> object:
    """All that a score depends on, so that repeated sayings are scored once."""
    value = item.value and (item.value.low, item.value.high, item.value.unit, item.value.of is None)
    own = item.article if item.kind == "quantity" else item.start if not item.everyone else None
    who = (item.subject, item.object, item.others, item.attributed, own)
    what = (item.kind, item.klass, item.predicate, item.terms, item.measure, item.language)
    told = (item.subject_heads, item.object_heads, item.numbers, item.ranks, item.group, item.still, item.years, item.around)
    figure = (value, item.home, item.sole, item.counts, item.of, item.whole, item.share, item.dated, item.as_of, item.earlier, item.moves)
    return (who, what, told, figure, item.another)
