"""How many independent sources stand behind a claim: origins after folding copies, and one speaker's words counted once."""

from __future__ import annotations

from collections.abc import Sequence

from newsloom.compare.claims.assertions import Line
from newsloom.records import Article, Provenance

_FOR = ("asserts", "supposes")


def count(found: Sequence[Line], articles: Sequence[Article], provenance: Provenance) -> int:
    """Origins behind a claim. Reports of one origin are one; so are reports that rest on nothing but the same speaker."""
    origin = {article: index for index, group in enumerate(provenance.origins) for article in group.articles}
    behind = [line for line in found if line.assertion.stance in _FOR] or list(found)
    own: set[object] = set()
    spoken: dict[object, set[str]] = {}
    for line in behind:
        node = origin.get(articles[line.article].id, articles[line.article].id)
        if line.speaker is None:
            own.add(node)
        spoken.setdefault(node, set())
        if line.speaker is not None:
            spoken[node].add(line.speaker)
    heard = {speaker for node in own for speaker in spoken[node]}
    only_spoken = [speakers for node, speakers in spoken.items() if node not in own and not speakers & heard]
    return len(own) + _components(only_spoken)


def _components(sets: Sequence[set[str]]) -> int:
    """Groups of sets that hang together by shared members."""
    merged: list[set[str]] = []
    for speakers in sets:
        touching = [m for m in merged if m & speakers]
        merged = [m for m in merged if not m & speakers]
        merged.append(speakers.union(*touching))
    return len(merged)
