"""Where and when two sayings are set, and whether their figures measure one thing."""

from __future__ import annotations

from functools import lru_cache

from newsloom.compare.agreement.times import gap
from newsloom.compare.agreement.values import interval
from newsloom.compare.claims.fairness import ONE_ROLE, likeness
from newsloom.compare.claims.likeness import same_figure, weight
from newsloom.compare.sayings import Item
from newsloom.compare.sayings.counted import fit, open_to_all
from newsloom.compare.sayings.keys import is_country, level
from newsloom.compare.sayings.scene import of_one_scene
from newsloom.compare.sayings.words import EXISTS, alike, family, is_open, is_outcome

_DAYS = 2  # days by which reports may miss the day of one event
_RARE = 0.35  # weight of a word that tells one event from others


def vetoed(x: Item, y: Item) -> bool:
    """True for items that cannot be of one claim: set in different places, on different days, or told apart by their words."""
    if _apart(x, y):
        return True
    if not x.klass == y.klass == EXISTS and gap(x.dated, y.dated) > _DAYS:
        return True  # a thing may be seen on many days
    eventful = x.kind == "event" or is_outcome(x.measure)
    return eventful and x.another != y.another and x.article != y.article


def _apart(x: Item, y: Item) -> bool:
    """True where the items are set in different places: both name cities, or both regions, and share none."""
    return any(here and there and not here & there for here, there in zip(_levels(x.everyone), _levels(y.everyone), strict=True))


def of_one_measure(x: Item, y: Item) -> bool:
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
    return not told_together(x, y)


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
        loose = groups == "part" and not same_figure(x, y) and x.language == y.language
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
    if x.sole and y.sole and of_one_scene(x, y):
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
    if x.sole and y.sole and of_one_scene(x, y) and (x.of & y.of or not is_open(x.measure)):
        return True
    return (x.klass is not None and x.klass == y.klass) or likeness(x, y) >= ONE_ROLE


def ties(item: Item) -> frozenset[str]:
    """What tells the event of a figure from others: who and where, telling words of its sentence, and whom its article opens with."""
    opening = frozenset(key for key in item.scene if ":" in key) if item.home and (item.sole or item.rival) else frozenset[str]()
    return _own(item) | _telling(item) | opening


def _own(item: Item) -> frozenset[str]:
    return frozenset(key for key in item.everyone if not is_country(key))


def _telling(item: Item) -> frozenset[str]:
    return frozenset(t for t in item.around or item.terms if weight(t, item.language) >= _RARE)


@lru_cache(maxsize=65536)
def _levels(keys: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The cities and the regions among the keys."""
    ranked = [(key, level(key)) for key in keys]
    return frozenset(k for k, rank in ranked if rank == "city"), frozenset(k for k, rank in ranked if rank == "region")


def told_together(x: Item, y: Item) -> bool:
    """True for two different figures that one article gives in one voice and time, without saying that one replaces the other."""
    if x.article != y.article or x.attributed != y.attributed or _meets(x, y):
        return False
    if x.stretches and y.stretches and x.stretches != y.stretches and x.of & y.of:
        return False
    replaced = x.earlier or y.earlier or x.moves or y.moves or x.rival or y.rival
    return not replaced and not gap(x.as_of or x.dated, y.as_of or y.dated)


def _meets(x: Item, y: Item) -> bool:
    if x.value is None or y.value is None:
        return False
    (al, ah), (bl, bh) = interval(x.value), interval(y.value)
    return al <= bh and bl <= ah
