"""What an article opens with, and which of its sayings are about that: figures of the same kind told there are of one event."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from newsloom.compare.sayings.items import Item
from newsloom.compare.sayings.keys import is_country, level
from newsloom.compare.sayings.matters import says
from newsloom.records import Annotations, Article

_OPENING = 600  # characters within which an article says what it is about
_WORD = re.compile(r"[^\W\d_]{4,}")


def in_scene(items: Sequence[Item], article: Article, notes: Annotations, keys: Mapping[int, str]) -> list[Item]:
    """The items of one article, each with its scene, whether it belongs there, and whether it is the only figure of its kind there."""
    scene = _scene(article, notes, keys)
    away: set[tuple[int, int]] = set()
    found = []
    for item in items:
        home = _at_home(item, scene, article.text, away)
        found.append(replace(item, scene=scene, home=home))
    kinds: defaultdict[object, set[object]] = defaultdict(set)
    for item in found:
        if item.kind == "quantity" and item.home and item.value is not None and not (item.whole or item.earlier):
            kinds[_kind(item)].add((item.value.low, item.value.high))
    found = [replace(i, sole=True) if i.kind == "quantity" and i.home and len(kinds.get(_kind(i), ())) == 1 else i for i in found]
    like: defaultdict[object, set[object]] = defaultdict(set)
    for item in found:
        if item.kind == "quantity" and item.value is not None:
            like[_like(item)].add((item.value.low, item.value.high))
    return [replace(i, unique=len(like[_like(i)]) == 1) if i.kind == "quantity" else i for i in found]


def _like(item: Item) -> object:
    """What a figure measures, roughly: its unit or the class of its noun."""
    return (item.article, item.measure or (item.value and item.value.unit))


def _kind(item: Item) -> object:
    group = item.group
    return (item.article, item.measure, item.of, group and (group.kinds, group.marks, group.relative))


def _scene(article: Article, notes: Annotations, keys: Mapping[int, str]) -> frozenset[str]:
    """Keys of those whom the opening names (countries aside), and the words of its clauses and of the title."""
    named = {keys[m.entity] for m in notes.mentions if m.start < _OPENING and m.entity in keys}
    words = {term for p in notes.propositions if p.start < _OPENING for term in p.terms}
    return frozenset({key for key in named if not is_country(key)} | words | {w.lower() for w in _WORD.findall(article.title or "")})


def _at_home(item: Item, scene: frozenset[str], text: str, away: set[tuple[int, int]]) -> bool:
    """False for what happened elsewhere or in another year, and for a sentence that only goes on about such a one.

    Args:
        away: starts of the sentences, by article, that were found to be about something else; added to.
    """
    place = (item.article, item.outer[0])
    sentence = text[item.outer[0] : item.outer[1]]
    here = {key for key in item.everyone if level(key) == "city"}
    known = {key for key in scene if level(key) == "city"}
    foreign = bool(here and known and not here & known)
    if foreign or item.years or says("elsewhere", sentence, item.language):
        away.add(place)
        return False
    return place not in away


def of_one_scene(x: Item, y: Item) -> bool:
    """True where two sayings are about what their articles open with, and both open with one thing."""
    if not (x.home and y.home):
        return False
    if x.article == y.article:
        return True
    shared = x.scene & y.scene
    return any(":" in name for name in shared) or len(shared) > 2
