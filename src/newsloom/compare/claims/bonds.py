"""What a person said of claims holds over how they were aligned: claims that are one, versions that are of another matter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from newsloom.compare.sayings import Item
from newsloom.records import Article
from newsloom.records.people import Bond, Saying

Name = Callable[[Sequence[Item]], str]


def held(
    groups: Sequence[Sequence[int]], items: Sequence[Item], articles: Sequence[Article], bonds: Sequence[Bond], name: Name
) -> list[list[int]]:
    """Groups of indexes into `items`, so that every bond holds; the later of two that contradict each other counts.

    Args:
        name: the id of the claim that a group makes.
    """
    found = [list(members) for members in groups]
    for bond in bonds:
        found = (_together if bond.kind == "together" else _apart)(found, items, articles, bond, name)
    return sorted(sorted(members) for members in found)


def _together(found: list[list[int]], items: Sequence[Item], articles: Sequence[Article], bond: Bond, name: Name) -> list[list[int]]:
    one = _meant(found, items, articles, bond.one, bond.claims[:1], name)
    other = _meant(found, items, articles, bond.other, bond.claims[1:], name)
    if one is None or other is None or one is other or (items[one[0]].kind == "quantity") != (items[other[0]].kind == "quantity"):
        return found
    return [*(members for members in found if members is not one and members is not other), [*one, *other]]


def _apart(found: list[list[int]], items: Sequence[Item], articles: Sequence[Article], bond: Bond, name: Name) -> list[list[int]]:
    whole = _meant(found, items, articles, (*bond.one, *bond.other), bond.claims[:1], name)
    if whole is None:
        return found
    going = [at for at in whole if _any(items[at], articles, bond.one) and not _any(items[at], articles, bond.other)]
    staying = [at for at in whole if at not in going]
    if not going or not staying:
        return found
    return [*(members for members in found if members is not whole), going, staying]


def _meant(
    found: list[list[int]],
    items: Sequence[Item],
    articles: Sequence[Article],
    sayings: Sequence[Saying],
    claims: Sequence[str],
    name: Name,
) -> list[int] | None:
    """The group that is meant: the one that makes the claim of that id, else the one that holds most of these sayings."""
    best: tuple[bool, int, int] | None = None
    meant = None
    for members in found:
        count = sum(any(_is(items[at], articles, saying) for at in members) for saying in sayings)
        if not count:
            continue
        rank = (name([items[at] for at in members]) in claims, count, -len(members))
        if best is None or rank > best:
            best, meant = rank, members
    return meant


def _any(item: Item, articles: Sequence[Article], sayings: Sequence[Saying]) -> bool:
    return any(_is(item, articles, saying) for saying in sayings)


def _is(item: Item, articles: Sequence[Article], saying: Saying) -> bool:
    article = articles[item.article]
    if article.id != saying.article or item.kind != saying.kind or figure(item) != saying.figure:
        return False
    start, end = item.outer
    if article.version == saying.version:
        return start < saying.end and saying.start < end
    return article.text[start:end].strip() == saying.text.strip()


def figure(item: Item) -> str:
    """A figure as bonds name it; of what is none, the empty text."""
    return f"{item.value.low} {item.value.high} {item.value.unit or ''}".strip() if item.value is not None else ""
