"""Bodies called by what they are ("the health ministry", "le ministère de la Santé"): one speaker over a story and its languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from newsloom import lexicon
from newsloom.compare.sayings.items import Item


def with_bodies(items: Sequence[Item]) -> list[Item]:
    """The items, those of such a body with one key; a bare "ministry" is the only one that the story names.

    A ministry of a named country ("Velmark's health ministry") is left as it is, and then a bare one is not known.
    """
    calls = {item.attributed for item in items if item.attributed}
    named = {body for call in calls if (body := body_of(call)) is not None}
    alone = named.pop() if len(named) == 1 and not any(map(_other, calls)) else None
    return [_keyed(item, alone) for item in items]


def body_of(words: str) -> str | None:
    """The body that a speaker's words name, by its table entry; None where they name none of the table."""
    return _table()[0].get(_plain(words))


def _keyed(item: Item, alone: str | None) -> Item:
    if item.attributed is None:
        return item
    body = body_of(item.attributed) or (alone if item.speaker_key is None and _plain(item.attributed) in _table()[1] else None)
    return replace(item, speaker_key=f"org:{body}") if body else item


def _other(words: str) -> bool:
    """True for a ministry that the table does not know, or one of a named country."""
    low = _plain(words)
    return low not in _table()[0] and low not in _table()[1] and any(bare in low.split() for bare in _table()[1])


def _plain(words: str) -> str:
    low = words.casefold().split()
    return " ".join(low[1:] if len(low) > 1 and low[0] in lexicon.table("agreement")["articles"]["words"] else low)


@cache
def _table() -> tuple[Mapping[str, str], frozenset[str]]:
    table = lexicon.table("bodies")
    named = {call: body for body, calls in table["named"].items() for call in calls}
    return named, frozenset(word for words in table["bare"].values() for word in words)
