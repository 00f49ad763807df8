"""Claims that are new, figures that changed, standings that moved, people who had not spoken before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from newsloom.records import Assertion, ChangedValue, Claim, Dossier, MovedStanding

Bounds = tuple[float | None, float | None, bool, bool, str | None]
Words = tuple[str, str, Bounds | None]  # an article, the words in it, the figure read out of them: one sentence holds several


def successors(before: Sequence[Claim], after: Sequence[Claim]) -> dict[str, Claim]:
    """The earlier claim that each later claim goes on from, by the later one's id.

    A claim's id may change when an article joins it or rows are split; what stays is what its articles say. So a later claim goes on from
    the earlier one with which it shares most assertions (the same words of the same article). Where a row was split, only the part that
    shares most goes on; the others are told from the same earlier row, since none of them is news.
    """
    home: defaultdict[tuple[str, Words], set[str]] = defaultdict(set)
    for claim in before:
        for words in (words for assertion in claim.assertions for words in _words(assertion)):
            home[claim.kind, words].add(claim.id)
    by_id = {claim.id: claim for claim in before}
    found: dict[str, Claim] = {}
    for claim in after:
        keys = [(claim.kind, words) for assertion in claim.assertions for words in _words(assertion)]
        shared = Counter(id for key in keys for id in home.get(key, ()))
        if shared:
            found[claim.id] = by_id[min(shared, key=lambda id: (-shared[id], id != claim.id, id))]
    return found


def new_claims(after: Sequence[Claim], earlier: Mapping[str, Claim], known: frozenset[str]) -> tuple[Claim, ...]:
    """Claims that no earlier one leads to and that some new article makes.

    Args:
        known: articles that had been read by then (in the version that still stands): what only they say is no news, even where it makes a
            row of its own only now.
    """
    return tuple(c for c in after if c.id not in earlier and any(a.article not in known for a in c.assertions))


def changed_values(after: Sequence[Claim], earlier: Mapping[str, Claim]) -> tuple[ChangedValue, ...]:
    """Figures that came since, differ from every figure that the claim had, and replace or contradict one of them."""
    found = []
    for claim in after:
        old = earlier.get(claim.id)
        if old is None or claim.kind != "quantity":
            continue
        before = tuple(a for a in old.assertions if a.value is not None)
        known = {words for a in old.assertions for words in _words(a)}
        had = {_bounds(a) for a in before}
        came = tuple(a for a in claim.assertions if a.value is not None and not known.intersection(_words(a)) and _bounds(a) not in had)
        came = tuple(a for a in came if not _agreed(claim, a, known) and _moved(claim, a, known))
        if before and came:
            found.append(ChangedValue(claim=claim.id, before=before, after=came))
    return tuple(found)


def _agreed(claim: Claim, new: Assertion, known: set[Words]) -> bool:
    """True where the new version says what an earlier one said, only in other bounds ("about 500" and 512)."""
    at = claim.assertions.index(new)
    old = {i for i, a in enumerate(claim.assertions) if known.intersection(_words(a))}
    return any(r.is_ == "agree" and {r.a, r.b} - old == {at} and {r.a, r.b} & old for r in claim.relations)


def _moved(claim: Claim, new: Assertion, known: set[Words]) -> bool:
    """False where the new version is only loosely laid beside the earlier ones, so that nothing shows that one figure became the other."""
    at = claim.assertions.index(new)
    old = {i for i, a in enumerate(claim.assertions) if known.intersection(_words(a))}
    told = [r.is_ for r in claim.relations if at in (r.a, r.b) and ({r.a, r.b} - {at}) & old]
    return not told or bool({"updated", "conflict"} & set(told))


def moved_standings(after: Sequence[Claim], earlier: Mapping[str, Claim]) -> tuple[MovedStanding, ...]:
    """Claims whose last standing is another one than it was."""
    found = []
    for claim in after:
        old = earlier.get(claim.id)
        if old is None or not claim.standing:
            continue
        was = old.standing[-1].standing if old.standing else None
        now = claim.standing[-1]
        if now.standing != was:
            found.append(MovedStanding(claim=claim.id, from_=was, to=now.standing, passages=now.passages))
    return tuple(found)


def new_speakers(before: Dossier, after: Dossier) -> tuple[str, ...]:
    """Who speaks now and did not before, in the order of their first words."""
    had = {name.casefold() for name in _speakers(before)}
    return tuple(name for name in _speakers(after) if name.casefold() not in had)


def _speakers(dossier: Dossier) -> list[str]:
    named = (s.speaker.entity or s.speaker.name for s in dossier.statements)
    return list(dict.fromkeys(name for name in named if name))


def _words(assertion: Assertion) -> list[Words]:
    bounds = _bounds(assertion)
    return [(passage.article, " ".join(passage.text.split()), bounds) for passage in assertion.passages]


def _bounds(assertion: Assertion) -> Bounds | None:
    value = assertion.value
    return None if value is None else (value.low, value.high, value.low_open, value.high_open, value.unit)
