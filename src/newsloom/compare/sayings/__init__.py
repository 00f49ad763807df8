"""One article's sayings, made ready to be laid beside those of others."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from newsloom.compare.sayings.ages import ages
from newsloom.compare.sayings.bodies import with_bodies
from newsloom.compare.sayings.concepts import concepts
from newsloom.compare.sayings.contents import contents, presupposed, turned
from newsloom.compare.sayings.figures import figures
from newsloom.compare.sayings.items import Item, events
from newsloom.compare.sayings.offices import with_offices
from newsloom.compare.sayings.replies import answered
from newsloom.compare.sayings.scene import in_scene
from newsloom.compare.sayings.tellings import tellings
from newsloom.compare.sayings.withheld import left_open
from newsloom.records import Annotations, Article

Keys = Sequence[Mapping[int, str]]


def gather(articles: Sequence[Article], annotations: Sequence[Annotations], keys: Keys) -> list[Item]:
    """The items of all articles, in order of article; an article's events before its figures, both in order of place.

    Those of an article that was gathered before are the same objects.
    """
    readings = [_reading(index, *one) for index, one in enumerate(zip(articles, annotations, keys, strict=True))]
    named = with_bodies(with_offices([item for reading in readings for item in reading.told], annotations, keys))
    found: list[Item] = []
    at = 0
    for reading, article, notes, known in zip(readings, articles, annotations, keys, strict=True):
        mine = tuple(named[at : at + len(reading.told)])
        at += len(mine)
        if mine != reading.named:
            reading.named, reading.items = mine, tuple(in_scene([_with_concepts(i, article) for i in mine], article, notes, known))
        found.extend(reading.items)
    return found


@dataclass(slots=True)
class _Reading:
    """What was gathered of one article: as it tells it, with offices named, and in its scene."""

    told: tuple[Item, ...]
    named: tuple[Item, ...] | None = None
    items: tuple[Item, ...] = ()


_KEPT = 4000  # articles of which the items are at hand, so that one more costs only its own
_readings: OrderedDict[object, _Reading] = OrderedDict()


def _reading(index: int, article: Article, notes: Annotations, keys: Mapping[int, str]) -> _Reading:
    state = hashlib.blake2b(msgspec.msgpack.encode((article, notes)), digest_size=16).digest()
    key = (index, state, tuple(keys.items()))
    known = _readings.pop(key, None) or _Reading(tuple(_told(index, article, notes, keys)))
    _readings[key] = known
    while len(_readings) > _KEPT:
        _readings.popitem(last=False)
    return known


def _told(index: int, article: Article, notes: Annotations, keys: Mapping[int, str]) -> list[Item]:
    told = [i for i in events(index, article, notes, keys) if not left_open(article.text, i.start, i.language)]
    told = turned(told, article)
    told += contents(index, article, notes, keys, told)
    told += tellings(index, article, notes, keys, told)
    told = presupposed(told, article)
    of_persons = list(ages(index, article, notes, keys))
    taken = {i.place for i in of_persons}
    counted = [i for i in figures(index, article, notes, keys) if i.place not in taken]
    return [*answered(told, article, notes, keys), *counted, *of_persons]


def _with_concepts(item: Item, article: Article) -> Item:
    return replace(item, concepts=concepts(article.text[item.start : item.end], item.language))


__all__ = ["Item", "Keys", "gather"]
