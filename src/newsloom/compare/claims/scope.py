"""Where and when two sayings are set, and what tells their events apart."""

from __future__ import annotations

from functools import lru_cache

from newsloom.compare.agreement.times import gap
from newsloom.compare.agreement.values import interval
from newsloom.compare.claims.likeness import weight
from newsloom.compare.sayings import Item
from newsloom.compare.sayings.keys import is_country, level
from newsloom.compare.sayings.words import EXISTS, is_outcome

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
