"""Puts the signs of a claim's standing in order: by time as far as it is known, else from the less sure to the surer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsloom.records import Passage, StandingKind, StandingStep, When

_RANK: dict[StandingKind, int] = {"rumoured": 0, "alleged": 1, "evidenced": 2, "denied": 3, "disputed": 4, "confirmed": 5}
_PASSAGES = 3


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: who moved the claim to which standing, when, and where it says so."""

    standing: StandingKind
    by: str | None
    by_key: str | None
    when: When
    passage: Passage


def steps(signs: Sequence[Sign]) -> tuple[StandingStep, ...]:
    """The steps of a claim, in order; one step for each standing and party, the earliest, with its first passages."""
    ordered = _in_order(signs)
    merged: dict[tuple[StandingKind, str | None], list[Sign]] = {}
    for sign in ordered:
        merged.setdefault((sign.standing, sign.by_key or (sign.by.casefold().removeprefix("the ") if sign.by else None)), []).append(sign)
    found = []
    for group in merged.values():
        passages = tuple(dict.fromkeys((s.passage.article, s.passage.start) for s in group))
        by_place = {(s.passage.article, s.passage.start): s.passage for s in reversed(group)}
        found.append(
            StandingStep(
                when=group[0].when, standing=group[0].standing, by=group[0].by, passages=tuple(by_place[p] for p in passages[:_PASSAGES])
            )
        )
    return tuple(found)


def _in_order(signs: Sequence[Sign]) -> list[Sign]:
    dated = sorted((s for s in signs if s.when.first_day), key=lambda s: (s.when.first_day or "", _RANK[s.standing]))
    loose = sorted((s for s in signs if not s.when.first_day), key=lambda s: _RANK[s.standing])
    if not dated:
        return loose
    found: list[Sign] = []
    for sign in dated:  # an undated sign stands before the first dated one that is surer
        while loose and _RANK[loose[0].standing] < _RANK[sign.standing]:
            found.append(loose.pop(0))
        found.append(sign)
    return found + loose
