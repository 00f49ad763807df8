"""Can two clauses be one event? By their parties, their numbers, and how alike their words have to be then."""

from __future__ import annotations

from newsloom.compare.claims.likeness import held, shared
from newsloom.compare.claims.parties import numbers_fit, roles
from newsloom.compare.sayings import Item
from newsloom.compare.sayings.words import befalls

_BROAD = ("attack", "visit", "collapse", "destroy", "protest", "meet")  # classes that many clauses of one story share
_PASSAGE = 300  # characters within which a clause that names nobody goes on about the same
_LONE, ONE_ROLE, _NO_ROLE = 0.3, 0.4, 0.75  # likeness of words asked for, by how far the parties are known to match


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
    return likeness(x, y) >= _asked(x, y, matches)


def _asked(x: Item, y: Item, matches: tuple[str, str]) -> float:
    """How alike the words of two clauses have to be, by how far their parties are known to match."""
    certain = [m for m in matches if m in ("named", "same")]
    if len(certain) == 2:
        return 0.0
    if goes_on(x, y):
        return 0.0
    if "pronoun" in matches or not certain:
        return _NO_ROLE if len(x.terms & y.terms) > 1 + (x.predicate in y.terms) else 2.0
    lone = not (x.object or x.object_heads or y.object or y.object_heads) or not (
        x.subject or x.subject_heads or y.subject or y.subject_heads
    )
    if certain == ["named"] and befalls(x.klass) and (lone or matches[1] == "named"):
        return 0.0  # one dies but once
    return _LONE if lone else ONE_ROLE


def likeness(x: Item, y: Item) -> float:
    """Likeness of the words beside predicate and parties, which alone say little: many are hurt in one story."""
    told = frozenset({x.predicate, y.predicate})
    if x.klass is None or befalls(x.klass) or x.klass in _BROAD:
        told |= x.subject_heads | x.object_heads | y.subject_heads | y.object_heads
    a, b = x.terms - told, y.terms - told
    if x.predicate == y.predicate and x.klass is None and not (a and b) and in_doubt(x, y):
        return 1.0  # a rumour is shorter than what confirms or denies it
    if not a and not b:
        return 0.0 if befalls(x.klass) else 1.0
    if x.language != y.language:
        return 0.0
    return max(shared(a, b, x.language), held(a, b, x.language) * 0.8)


def goes_on(x: Item, y: Item) -> bool:
    """True where one of two clauses of one passage names nobody: it goes on about what the other said."""
    return x.article == y.article and not (x.everyone and y.everyone) and abs(x.start - y.start) < _PASSAGE


def in_doubt(x: Item, y: Item) -> bool:
    """True where one puts forward what the other takes a stand on."""
    return any(i.stance == "supposes" or i.marks for i in (x, y))
