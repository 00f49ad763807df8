"""How many independent sources the desk has for something that an article says."""

from __future__ import annotations

from collections.abc import Sequence

from newsloom.compare.claims.assertions import folded
from newsloom.records import Assertion, Provenance

_ONLY_ITSELF = "but only in reports that share this text's origin"


def independent(behind: Sequence[Assertion], article: str, provenance: Provenance) -> tuple[int, str]:
    """Origins behind `behind`, that of `article` itself not counted; one speaker's words in several reports are one source.

    Returns:
        The count, and what has to be told about it ("" where nothing has).
    """
    origin = {id: n for n, group in enumerate(provenance.origins) for id in group.articles}
    mine = origin.get(article, -1)
    voices: dict[object, set[str]] = {}
    own_voice: set[object] = set()
    for one in behind:
        node = origin.get(one.article, one.article)
        if node == mine:
            continue
        voices.setdefault(node, set())
        if one.attributed_to:
            voices[node].add(folded(one.attributed_to))
        else:
            own_voice.add(node)
    spoken = [names for node, names in voices.items() if node not in own_voice]
    count = len(own_voice) + _groups(spoken)
    return count, _ONLY_ITSELF if behind and not count else ""


def _groups(sets: Sequence[set[str]]) -> int:
    merged: list[set[str]] = []
    for names in sets:
        touching = [m for m in merged if m & names]
        merged = [*(m for m in merged if not m & names), names.union(*touching)]
    return len(merged)
