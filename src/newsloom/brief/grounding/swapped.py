"""Whether two names, figures or days of a passage have changed places in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from newsloom.brief.grounding.model import Fault, FaultKind
from newsloom.brief.grounding.reading import Pair, Side
from newsloom.text import dates, numbers
from newsloom.text.names import names
from newsloom.text.words import fold

REACH = 4  # content words on each side
MARGIN = 3  # content words by which the changed places must fit better
MOST = 12  # items of a sentence: bounds the work


@dataclass(frozen=True)
class Item:
    """Something that may change places: `key` is what it is known by on both sides."""

    key: str
    start: int
    end: int


def faults(pair: Pair) -> Iterator[Fault]:
    if not pair.same:
        return
    kinds: tuple[tuple[FaultKind, bool], ...] = (("name", True), ("number", False), ("date", False))
    for kind, sided in kinds:
        mine = _items(kind, pair.sentence)
        theirs = [(side, _items(kind, side)) for side in pair.sides]
        for a, b in combinations(mine[:MOST], 2):
            if a.key != b.key and _changed(pair.sentence, a, b, mine, theirs, sided):
                yield Fault(
                    kind, pair.sentence.text[a.start : a.end], f"it stands where a passage has “{pair.sentence.text[b.start : b.end]}”"
                )
                return


def _items(kind: str, side: Side) -> list[Item]:
    if kind == "name":
        return [Item(n.key or fold(n.text.split()[-1]), n.start, n.end) for n in names(side.text, side.language)]
    if kind == "number":
        return [Item(f"{n.low}-{n.high}", n.start, n.end) for n in numbers.find(side.text, side.language)]
    found = dates.find(side.text, side.language)
    return [
        Item(f"{e.weekday}/{e.day}/{e.month}/{e.year}", e.start, e.end) for e in found if (e.weekday, e.day, e.month, e.year) != (None,) * 4
    ]


def _changed(written: Side, a: Item, b: Item, mine: Sequence[Item], theirs: Sequence[tuple[Side, list[Item]]], sided: bool) -> bool:
    """Whether the words around `a` are those that passages have around `b`, and the other way round."""
    around_a, around_b = _around(written, a, mine, sided), _around(written, b, mine, sided)
    as_a = [_around(side, item, items, sided) for side, items in theirs for item in items if item.key == a.key]
    as_b = [_around(side, item, items, sided) for side, items in theirs for item in items if item.key == b.key]
    if not as_a or not as_b:
        return False

    def score(one: frozenset[str], others: list[frozenset[str]]) -> int:
        return max(len(one & other) for other in others)

    turned, kept = (score(around_a, as_b), score(around_b, as_a)), (score(around_a, as_a), score(around_b, as_b))
    return turned[0] > kept[0] and turned[1] > kept[1] and sum(turned) >= sum(kept) + MARGIN


def _around(side: Side, item: Item, items: Sequence[Item], sided: bool) -> frozenset[str]:
    """What the content words beside an item are known by; marked with their side where that matters."""
    inside = [(i.start, i.end) for i in items]
    words = [w for w in side.words if w.content and not any(a <= w.start < b for a, b in inside)]
    if sided:  # beyond a comma, a name may belong to something else
        here = {w.clause for w in side.words if item.start <= w.start < item.end}
        words = [w for w in words if w.clause in here]
    left = [w for w in words if w.end <= item.start][-REACH:]
    right = [w for w in words if w.start >= item.end][:REACH]
    marks = ("<", ">") if sided else ("", "")
    return frozenset(f"{marks[0]}{w.stem}" for w in left) | frozenset(f"{marks[1]}{w.stem}" for w in right)
