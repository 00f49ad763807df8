"""Claims that only one outlet has, versions in which it departs from the others, and what the others have and it leaves out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from newsloom.compare.additions.desk import Outlets
from newsloom.records import Assertion, Claim, Departure

_MOST = 0.5  # of the other origins
_LEAST = 2  # origins that must have what is said to be left out
_SHOWN = 8


def only(claimed: Sequence[Claim], outlets: Outlets) -> Mapping[int, list[str]]:
    """Ids of the claims that one outlet alone has, by outlet."""
    found: dict[int, list[str]] = defaultdict(list)
    for claim in claimed:
        owner = outlets.alone(_holders(claim, outlets))
        if owner is not None:
            found[owner].append(claim.id)
    return found


def departures(claimed: Sequence[Claim], outlets: Outlets) -> Mapping[int, list[Departure]]:
    """Versions that conflict with another outlet's, by outlet. Where one stands against several, it departs; one against one, both do."""
    found: dict[int, list[Departure]] = defaultdict(list)
    for claim in claimed:
        against: dict[int, dict[int, tuple[Assertion, Assertion]]] = defaultdict(dict)
        for relation in claim.relations:
            if relation.is_ != "conflict":
                continue
            a, b = claim.assertions[relation.a], claim.assertions[relation.b]
            first, second = outlets.of.get(a.article), outlets.of.get(b.article)
            if (
                first is not None
                and second is not None
                and first != second
                and outlets.origin.get(a.article) != outlets.origin.get(b.article)
            ):
                against[first].setdefault(second, (a, b))
                against[second].setdefault(first, (b, a))
        for number, others in against.items():
            if all(len(against[other]) <= len(others) for other in others):
                here = next(iter(others.values()))[0].passages
                there = tuple(passage for _, other in others.values() for passage in other.passages[:1])
                found[number].append(Departure(claim=claim.id, here=here, there=there))
    return found


def left_out(claimed: Sequence[Claim], outlets: Outlets) -> list[list[str]]:
    """For each outlet, ids of the claims that most of the other origins have and it has not, the widest held first, each thing once."""
    holders = [(claim.id, _holders(claim, outlets), _origins(claim, outlets)) for claim in claimed]
    wide = [one for one in holders if len(one[2]) >= _LEAST]
    everyone, told = set(outlets.origin.values()), {claim.id: claim for claim in claimed}
    found = []
    for number in range(len(outlets.names)):
        own = outlets.origins(number)
        others = len(everyone - own)
        missed = [
            (-len(origins), at, id)
            for at, (id, printed, origins) in enumerate(wide)
            if len(origins) >= _MOST * others and number not in printed and origins.isdisjoint(own)
        ]
        found.append(_once([id for _, _, id in sorted(missed)], told))
    return found


def _once(ids: Sequence[str], told: Mapping[str, Claim]) -> list[str]:
    """The first few, without what an earlier one tells as well: an event and its figure stand in the same sentences."""
    kept: list[str] = []
    for id in ids:
        if not any(_same_places(told[id], told[other]) for other in kept):
            kept.append(id)
            if len(kept) == _SHOWN:
                break
    return kept


def _same_places(a: Claim, b: Claim) -> bool:
    """Whether two claims are read out of the same places in most of the articles of the one that fewer have."""
    mine, theirs = _places(a), _places(b)
    both = [
        article for article in mine.keys() & theirs.keys() if any(x < v and u < y for x, y in mine[article] for u, v in theirs[article])
    ]
    return 2 * len(both) > min(len(mine), len(theirs))


def _places(claim: Claim) -> Mapping[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for assertion in claim.assertions:
        found[assertion.article] += [(p.start, p.end) for p in assertion.passages]
    return found


def _origins(claim: Claim, outlets: Outlets) -> set[int]:
    return {outlets.origin[a.article] for a in claim.assertions if a.article in outlets.origin}


def _holders(claim: Claim, outlets: Outlets) -> set[int]:
    return {outlets.of[a.article] for a in claim.assertions if a.article in outlets.of}
