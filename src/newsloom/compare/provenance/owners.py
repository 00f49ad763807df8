"""Common ownership: told beside the count of independent sources, never folded into it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from newsloom import lexicon
from newsloom.compare.provenance import outlets
from newsloom.records import Article, OriginGroup, OwnerGroup


def common(origins: Sequence[OriginGroup], articles: Mapping[str, Article]) -> tuple[OwnerGroup, ...]:
    """Owners that have the outlets of several origins, by the outlet table (its date is `as_of`) or by what an article says of its own."""
    held: dict[str, set[str]] = defaultdict(set)
    for origin in origins:
        first = articles[origin.articles[0]]
        name = origin.name or outlets.of_article(first)
        owner = _owners().get(name or "") or (first.outlet.owner if first.outlet and outlets.of_article(first) == name else None)
        if name and owner:
            held[owner].add(name)
    as_of = lexicon.table("papers")["owners_as_of"]
    return tuple(
        OwnerGroup(owner=owner, outlets=tuple(sorted(names)), as_of=as_of) for owner, names in sorted(held.items()) if len(names) > 1
    )


@cache
def _owners() -> dict[str, str]:
    return {row["name"]: row["owner"] for row in lexicon.rows("outlets") if row.get("owner")}
