"""Do two clauses speak of the same parties? By names where there are names, else by the nouns that head the roles."""

from __future__ import annotations

import math
from functools import cache
from typing import Literal

from newsloom import lexicon
from newsloom.compare.claims.likeness import same_figure
from newsloom.compare.sayings import Item

Match = Literal["named", "same", "differ", "open", "pronoun"]


_MANY, _ROUNDED = 100, 0.2  # counts from which on one report may round, or leave out how many they were; the share that rounding takes


def roles(x: Item, y: Item) -> tuple[Match, Match]:
    """How subject and object of two clauses match.

    "named": one name; "same": one noun; "differ"; "open": one leaves the role out, or has a name where the other has a noun;
    "pronoun": one has a pronoun that is not resolved.
    """
    if x.language != y.language:  # nouns of two languages cannot be compared
        return _named(x.subject, y.subject), _named(x.object, y.object)
    even = x.ranks == y.ranks and _even(x, y)  # "five officers" are not "an officer", nor the fifth
    return (
        _role(x.subject, x.subject_heads, y.subject, y.subject_heads, even),
        _role(x.object, x.object_heads, y.object, y.object_heads, even),
    )


def numbers_fit(x: Item, y: Item) -> bool:
    """True where two clauses' counts can be the same, or one has none. Large ones may be rounded."""
    if not x.numbers or not y.numbers:
        return True
    return any(_near(a, b) for a in x.numbers for b in y.numbers)


def _near(a: tuple[float | None, float | None], b: tuple[float | None, float | None]) -> bool:
    (al, ah), (bl, bh) = ((low if low is not None else -math.inf, high if high is not None else math.inf) for low, high in (a, b))
    slack = _ROUNDED if min(al, bl) >= _MANY else 0.0
    return al * (1 - slack) <= bh and bl * (1 - slack) <= ah


def _even(x: Item, y: Item) -> bool:
    if bool(x.numbers) == bool(y.numbers):
        return numbers_fit(x, y)
    return all((low or 0) >= _MANY for low, _ in x.numbers | y.numbers)


def _named(a: frozenset[str], b: frozenset[str]) -> Match:
    if not a or not b:
        return "open"
    return "named" if a & b else "differ"


def _role(a: frozenset[str], a_heads: frozenset[str], b: frozenset[str], b_heads: frozenset[str], even: bool) -> Match:
    a_nouns, b_nouns = _canonical(a_heads), _canonical(b_heads)
    if _people(a & b) and not (a_nouns and b_nouns and not a_nouns & b_nouns):
        return "named"
    if a_nouns and b_nouns:
        if not a_nouns & b_nouns:
            return "differ"
        if a and b and not a & b:
            return "differ"
        return "same" if even else "open"
    if ("*" in a_heads and not a) or ("*" in b_heads and not b):
        return "pronoun"
    if a_nouns or b_nouns or not (a and b):
        return "open"
    return "same" if a & b else "differ"


def _people(keys: frozenset[str]) -> frozenset[str]:
    return frozenset(k for k in keys if not k.startswith("place:"))


def _canonical(heads: frozenset[str]) -> frozenset[str]:
    return frozenset(_one().get(h, h) for h in heads if h != "*")


@cache
def _one() -> dict[str, str]:
    return {noun: name for name, nouns in lexicon.table("agreement").get("one_party", {}).items() for noun in nouns}


def together(x: Item, y: Item) -> float | None:
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
        return 0.15 if x.kind == "quantity" and same_figure(x, y) else None
    core = x.parties & y.parties
    smaller = min(len(x.everyone), len(y.everyone))
    return min(1.0, 0.4 * len(shared) / smaller + (0.6 if core else 0.2))
