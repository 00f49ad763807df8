"""Speakers who are only called by their office ("the prefect") are the person who holds it in the story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from newsloom import lexicon
from newsloom.compare.sayings.items import Item
from newsloom.records import Annotations, Entity


def with_offices(items: Sequence[Item], annotations: Sequence[Annotations], keys: Sequence[Mapping[int, str]]) -> list[Item]:
    """The items, those of an office's unnamed holder with the holder's name and key, where the story names just one.

    Args:
        items: of all articles.
        annotations, keys: of the articles, in order; keys of their entities over the story.
    """
    holders: dict[str, dict[str, str]] = {}
    for notes, known in zip(annotations, keys, strict=True):
        for index, entity in enumerate(notes.entities):
            for office in _offices(entity):
                holders.setdefault(office, {})[known.get(index, entity.key)] = entity.name
    return [_resolved(item, holders) for item in items]


def _offices(entity: Entity) -> set[str]:
    if entity.kind != "person":
        return set()
    roles = [entity.role or "", *(r.text for r in entity.roles)]
    return {office for role in roles if (office := office_of(role)) is not None}


def office_of(words: str) -> str | None:
    """The office that a role or an unnamed speaker's words name, by its table entry; None where it is none or only a former one."""
    low = words.casefold()
    if any(low.startswith(past) for past in ("former ", "ex-", "vice ", "deputy ", "lieutenant ")):
        return None
    found = [_folded(o) for o in lexicon.table("agreement").get("offices", {}).get("words", ()) if f" {o}" in f" {low}"]
    return max(found, key=len) if found else None


def _folded(office: str) -> str:
    """One name for the forms of an office in several languages."""
    return {"préfet": "prefect", "préfèt": "prefect", "prefet": "prefect", "maire": "mayor", "alcald": "mayor"}.get(office, office)


def _resolved(item: Item, holders: Mapping[str, Mapping[str, str]]) -> Item:
    if item.attributed is None or (item.speaker_key or "").startswith("person:"):
        return item
    office = office_of(item.attributed) if len(item.attributed.split()) <= 4 else None
    named = holders.get(office or "", {})
    if len(named) != 1:
        return item
    ((key, name),) = named.items()
    return replace(item, attributed=name, speaker_key=key)
