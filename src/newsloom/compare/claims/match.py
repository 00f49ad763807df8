"""How far two items say the same thing: 0..1, or None where they cannot be of one claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from newsloom.compare.agreement.times import gap
from newsloom.compare.agreement.values import interval
from newsloom.compare.claims.parties import numbers_fit, roles
from newsloom.compare.sayings import Item
from newsloom.compare.sayings.counted import fit, open_to_all
from newsloom.compare.sayings.keys import is_country, level
from newsloom.compare.sayings.words import alike, befalls, family, is_being, is_outcome
from newsloom.text.vectors import Vectors

EXISTS = "exist"
_DAYS = 2  # days by which reports may miss the day of one event
_BROAD = ("attack", "visit", "collapse", "destroy", "protest", "meet")  # classes that many clauses of one story share
_BARE = 0.55  # score of a rumour in few words and what takes a stand on it in more
_THING = 0.5  # weight from which on a noun tells by itself which thing is meant ("cracks", not "materials")
_RARE = 0.35  # weight of a word that tells one event from others
_PASSAGE = 300  # characters within which a clause that names nobody goes on about the same
_LONE, _ONE_ROLE, _NO_ROLE = 0.3, 0.4, 0.75  # likeness of words asked for, by how far the parties are known to match
_TELLING = 6  # equal figures from here on hint at one matter; ones to fives are everywhere


@lru_cache(maxsize=65536)
def _weight(term: str, language: str) -> float:
    """How telling a word is: 0 for the commonest, 1 for a rare one (Zipf frequencies of wordfreq)."""
    from wordfreq import zipf_frequency

    try:
        return float(min(1.0, max(0.1, (7.0 - zipf_frequency(term, language)) / 5.0)))
    except LookupError:  # no list for this language
        return 0.5


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
        parties = _parties(x, y)
        if parties is None and is_outcome(x.measure) and not (x.counts and y.counts):
            parties = 0.3  # a toll that names not whom it counts stands beside those that do
        if parties is None:
            return None
        if x.kind == "quantity":
            return self._figures(a, b, parties)
        if not fair(x, y):
            return None
        if x.klass is not None and x.klass == y.klass:
            return self._of_class(x, y, 0.6 if _goes_on(x, y) else parties)
        return self._of_words(a, b, parties)

    def _of_things(self, a: int, b: int) -> float | None:
        """Things that are only said to be there: one noun in one language; over languages, what the clauses mean."""
        x, y = self._items[a], self._items[b]
        meaning = self._cosine(a, b)
        if x.language != y.language:
            return meaning + 0.1
        common = _weight(x.predicate, x.language) < _THING
        if x.predicate != y.predicate or (common and _likeness(x, y) < _LONE):
            return None
        return 0.25 + 0.25 * _weight(x.predicate, x.language) + 0.25 * _overlap(x, y) + 0.45 * meaning

    def _figures(self, a: int, b: int, parties: float) -> float | None:
        x, y = self._items[a], self._items[b]
        if x.value is None or y.value is None or not _of_one_measure(x, y):
            return None
        befell = is_outcome(x.measure)
        if befell and not (x.counts and y.counts):
            parties = max(parties, 0.45)  # whom a disaster befell is seldom named: in one story it is the story's
        family_of, same = family(x.klass), _same_figure(x, y)
        if befell or (family_of and family_of == family(y.klass)) or x.measure != y.measure:
            return 0.35 + 0.4 * parties + 0.15 * _overlap(x, y) + 0.1 * same
        score = 0.4 * parties + 0.3 * _overlap(x, y) + 0.4 * self._cosine(a, b)
        telling = 0.25 if x.value.unit or is_being(x.measure) else 0.35
        if x.of & y.of:  # one matter of two parties is two: the state's aid is not the firm's
            replaced = x.earlier != y.earlier or x.moves != y.moves
            score += 0.2 if same or replaced or parties > 0.3 or _overlap(x, y) >= 0.35 else 0.05
        return score + telling * same

    def _of_class(self, x: Item, y: Item, parties: float) -> float | None:
        if x.kind != y.kind:
            return None
        return 0.2 + 0.5 * parties + 0.3 * max(_overlap(x, y), _shared_object(x, y))

    def _of_words(self, a: int, b: int, parties: float) -> float | None:
        x, y = self._items[a], self._items[b]
        if x.kind != y.kind:
            return None
        words = (_overlap(x, y) + _within(x, y)) / 2
        score = 0.25 * parties + 0.35 * words + 0.45 * self._cosine(a, b)
        bare = x.language == y.language and _in_doubt(x, y) and _likeness(x, y) == 1.0 and set(roles(x, y)) & {"same", "named"}
        return max(score, _BARE) if bare else score

    def meaning(self, a: int, b: int) -> float:
        """Cosine of the texts of items a and b, 0 where one has no vector."""
        return self._cosine(a, b)

    def _cosine(self, a: int, b: int) -> float:
        if a not in self._rows or b not in self._rows:
            return 0.0
        return float(self._vectors[self._rows[a]] @ self._vectors[self._rows[b]])


def fair(x: Item, y: Item) -> bool:
    """True where two clauses can be one event: their parties match, and their figures do.

    Where one role matches and the other is left open, their words have to be alike; where none is known to match, nearly the same.
    """
    if not numbers_fit(x, y):
        return False
    matches = roles(x, y)
    if "differ" in matches:
        return False
    if x.language != y.language:
        return True
    return _likeness(x, y) >= _asked(x, y, matches)


def _asked(x: Item, y: Item, matches: tuple[str, str]) -> float:
    """How alike the words of two clauses have to be, by how far their parties are known to match."""
    certain = [m for m in matches if m in ("named", "same")]
    if len(certain) == 2:
        return 0.0
    if _goes_on(x, y):
        return 0.0
    if "pronoun" in matches or not certain:
        return _NO_ROLE if len(x.terms & y.terms) > 1 + (x.predicate in y.terms) else 2.0
    lone = not (x.object or x.object_heads or y.object or y.object_heads) or not (
        x.subject or x.subject_heads or y.subject or y.subject_heads
    )
    if certain == ["named"] and befalls(x.klass) and (lone or matches[1] == "named"):
        return 0.0  # one dies but once
    return _LONE if lone else _ONE_ROLE


def _likeness(x: Item, y: Item) -> float:
    """Likeness of the words beside predicate and parties, which alone say little: many are hurt in one story."""
    told = frozenset({x.predicate, y.predicate})
    if x.klass is None or befalls(x.klass) or x.klass in _BROAD:
        told |= x.subject_heads | x.object_heads | y.subject_heads | y.object_heads
    a, b = (replace(i, terms=i.terms - told) for i in (x, y))
    if x.predicate == y.predicate and x.klass is None and not (a.terms and b.terms) and _in_doubt(x, y):
        return 1.0  # a rumour is shorter than what confirms or denies it
    if not a.terms and not b.terms:
        return 0.0 if befalls(x.klass) else 1.0
    return max(_overlap(a, b), _within(a, b) * 0.8)


def _signature(item: Item) -> object:
    """All that a score depends on, so that repeated sayings are scored once."""
    value = item.value and (item.value.low, item.value.high, item.value.unit, item.value.of is None)
    own = item.article if item.kind == "quantity" else item.start if not item.everyone else None
    who = (item.subject, item.object, item.others, item.attributed, own)
    what = (item.kind, item.klass, item.predicate, item.terms, item.measure, item.language)
    told = (item.subject_heads, item.object_heads, item.numbers, item.ranks, item.group, item.still, item.years, item.around)
    figure = (value, item.counts, item.of, item.whole, item.share, item.dated, item.as_of, item.earlier, item.moves)
    return (who, what, told, figure, item.another)


def vetoed(x: Item, y: Item) -> bool:
    """True for items that cannot be of one claim: set in different places, on different days, or told apart by their words."""
    if _apart(x, y):
        return True
    if not x.klass == y.klass == EXISTS and gap(x.dated, y.dated) > _DAYS:
        return True  # a thing may be seen on many days
    eventful = x.kind == "event" or is_outcome(x.measure)
    return eventful and x.another != y.another and x.article != y.article


def _goes_on(x: Item, y: Item) -> bool:
    """True where one of two clauses of one passage names nobody: it goes on about what the other said."""
    return x.article == y.article and not (x.everyone and y.everyone) and abs(x.start - y.start) < _PASSAGE


def _of_one_measure(x: Item, y: Item) -> bool:
    """True where two figures measure one thing: a loss is no price, workers on strike are not those employed."""
    if not alike(x.measure, y.measure):
        return False
    if x.of and y.of and not x.of & y.of:
        return False
    if x.share != y.share or not _same_group(x, y):
        return False
    if x.whole != y.whole and not _meets(x, y):
        return False  # "three of the seven": the seven are no version of the three
    fx, fy = family(x.klass), family(y.klass)
    if not is_outcome(x.measure):
        if x.measure != y.measure and (fx is None or fx != fy):
            return False
        if fx and fy and fx != fy and not (x.of & y.of):
            return False
    return not _told_together(x, y)


def _same_group(x: Item, y: Item) -> bool:
    """True where two figures can count the same: one group, or one within the other where the figures allow it.

    Different figures need a sign that they are about one event: someone or some place that both name, or two telling words.
    """
    if x.value is not None and x.value.unit is not None:
        return True  # sums and measures are told apart by what they are of
    groups = fit(x.group, y.group)
    if groups == "apart":
        return False
    if is_outcome(x.measure) and x.years != y.years and not x.years & y.years:
        return False
    if _meets(x, y):
        loose = groups == "part" and not _same_figure(x, y) and x.language == y.language
        return not loose or _signed(x, y)
    if groups == "part" and any(i.group is not None and i.group.relative for i in (x, y)):
        return False
    if x.language != y.language or x.moves or y.moves:
        return True
    if groups == "part" or (is_outcome(x.measure) and (x.stance == "supposes") != (y.stance == "supposes")):
        return False
    if not is_outcome(x.measure) and not _one_scope(x, y):
        return False
    return _signed(x, y)


def _signed(x: Item, y: Item) -> bool:
    """True where two figures show that they are about one event, or are both the plain toll of a text that names no other place."""
    if _plain_toll(x) and _plain_toll(y) and not (_own(x) and _own(y) and not _own(x) & _own(y)):
        return True
    return bool(_own(x) & _own(y)) or len(_telling(x) & _telling(y)) > is_outcome(x.measure)


def _plain_toll(item: Item) -> bool:
    placed = item.value is not None and item.value.where
    return is_outcome(item.measure) and open_to_all(item.group) and not placed and not item.earlier


def _one_scope(x: Item, y: Item) -> bool:
    """True where two counts of things are told of one stretch of time, or in much the same words."""
    if ((x.dated or x.as_of) and (y.dated or y.as_of)) or x.still or y.still or x.earlier or y.earlier:
        return True
    if x.value is not None and y.value is not None and x.value.mode != y.value.mode:
        return True  # what was planned and what was done are told apart by the judge
    return (x.klass is not None and x.klass == y.klass) or _likeness(x, y) >= _ONE_ROLE


def _in_doubt(x: Item, y: Item) -> bool:
    """True where one puts forward what the other takes a stand on."""
    return any(i.stance == "supposes" or i.marks for i in (x, y))


def ties(item: Item) -> frozenset[str]:
    """What tells the event of a figure from others: who and where, and telling words of its sentence."""
    return _own(item) | _telling(item)


def _own(item: Item) -> frozenset[str]:
    return frozenset(key for key in item.everyone if not is_country(key))


def _telling(item: Item) -> frozenset[str]:
    return frozenset(t for t in item.around or item.terms if _weight(t, item.language) >= _RARE)


def _told_together(x: Item, y: Item) -> bool:
    """True for two different figures that one article gives in one voice and time, without saying that one replaces the other."""
    if x.article != y.article or x.attributed != y.attributed or _meets(x, y):
        return False
    replaced = x.earlier or y.earlier or x.moves or y.moves
    return not replaced and not gap(x.as_of or x.dated, y.as_of or y.dated)


def _meets(x: Item, y: Item) -> bool:
    if x.value is None or y.value is None:
        return False
    (al, ah), (bl, bh) = interval(x.value), interval(y.value)
    return al <= bh and bl <= ah


def _same_figure(x: Item, y: Item) -> bool:
    """True where two figures are equal and neither is a small number, which many things may share."""
    if x.value is None or y.value is None or interval(x.value) != interval(y.value):
        return False
    if x.measure == y.measure and x.value.of and y.value.of and x.value.of.low == y.value.of.low:
        return True
    return x.measure == y.measure and max(abs(v) for v in (x.value.low or 0, x.value.high or 0)) >= _TELLING


def _parties(x: Item, y: Item) -> float | None:
    """Agreement of who takes part. None where roles are swapped or where both name parties and share none."""
    four = x.subject and y.subject and x.object and y.object
    if four and not x.subject & y.subject and (x.subject & y.object or y.subject & x.object):
        return None
    if x.subject and y.subject and not x.subject & y.subject and not (x.subject & y.everyone or y.subject & x.everyone):
        return None
    if x.object and y.object and not x.object & y.object and not (x.object & y.everyone or y.object & x.everyone):
        return None
    if not x.everyone or not y.everyone:
        return 0.3
    shared = x.everyone & y.everyone
    if not shared:
        return 0.15 if x.kind == "quantity" and _same_figure(x, y) else None
    core = x.parties & y.parties
    smaller = min(len(x.everyone), len(y.everyone))
    return min(1.0, 0.4 * len(shared) / smaller + (0.6 if core else 0.2))


def _apart(x: Item, y: Item) -> bool:
    """True where the items are set in different places: both name cities, or both regions, and share none."""
    for rank in ("city", "region"):
        here, there = ({key for key in item.everyone if level(key) == rank} for item in (x, y))
        if here and there and not here & there:
            return True
    return False


def _overlap(x: Item, y: Item) -> float:
    """Share of the shorter clause's weighted terms that the other has too (Dice on weights, so that rare words count more)."""
    if not x.terms or not y.terms or x.language != y.language:
        return 0.0
    shared = sum(_weight(t, x.language) for t in x.terms & y.terms)
    total = sum(_weight(t, x.language) for t in x.terms) + sum(_weight(t, y.language) for t in y.terms)
    return 2 * shared / total if total else 0.0


def _within(x: Item, y: Item) -> float:
    """Share of the shorter clause's weighted terms that the other holds; 0 where they share but one word."""
    shared = x.terms & y.terms
    if len(shared) < 2 or x.language != y.language:
        return 0.0
    total = min(sum(_weight(t, i.language) for t in i.terms) for i in (x, y))
    return sum(_weight(t, x.language) for t in shared) / total if total else 0.0


def _shared_object(x: Item, y: Item) -> float:
    return 1.0 if x.object & y.object else 0.0
