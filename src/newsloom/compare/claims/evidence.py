"""The signs by which two sayings were taken for one, in plain words."""

from __future__ import annotations

from collections.abc import Mapping

from newsloom.compare.claims.likeness import same_figure, weight
from newsloom.compare.claims.parties import roles
from newsloom.compare.sayings import Item
from newsloom.compare.sayings.words import is_outcome, part_of

_WORDS = 5  # shared words that are told
_MEANING = 0.3  # cosine from which on it is a sign


def evidence(x: Item, y: Item, meaning: float, names: Mapping[str, str]) -> tuple[str, ...]:
    """What speaks for two sayings being about one thing.

    Args:
        x, y: sayings of one claim.
        meaning: cosine of their texts.
        names: of the story's entities, by key.
    """
    found = [*_counted(x, y), *_told(x, y)]
    shared = sorted(names.get(key, key.split(":", 1)[-1]) for key in x.everyone & y.everyone)
    if shared:
        found.append(f"both name {', '.join(shared)}")
    if x.home and y.home:
        found.append("both sentences are about the event that their article opens with")
    words = sorted(x.terms & y.terms, key=lambda t: (-weight(t, x.language), t)) if x.language == y.language else []
    if words:
        found.append(f"shared words: {', '.join(words[:_WORDS])}")
    if meaning >= _MEANING:
        found.append(f"the clauses mean much the same (likeness {meaning:.2f} of 1)")
    return tuple(found)


def _counted(x: Item, y: Item) -> list[str]:
    """What two figures count."""
    if x.kind != "quantity" or y.kind != "quantity":
        return []
    found = []
    if x.measure == y.measure:
        unit = (x.measure or "").removeprefix("unit:")
        found.append(f"both count {x.measure}" if unit == x.measure else f"both are given in {unit}")
    elif part_of(x.measure, y.measure) or part_of(y.measure, x.measure):
        part, whole = (x.measure, y.measure) if part_of(x.measure, y.measure) else (y.measure, x.measure)
        found.append(f"{part} are counted among {whole}")
    if x.of & y.of:
        found.append(f"both are figures of {', '.join(sorted(x.of & y.of))}")
    if same_figure(x, y):
        found.append("both give one figure")
    if x.sole and y.sole and not is_outcome(x.measure):
        found.append("it is the only figure of its kind in either article")
    return found


def _told(x: Item, y: Item) -> list[str]:
    """What two clauses tell."""
    found = []
    if x.klass is not None and x.klass == y.klass:
        found.append(f"both tell of one kind of thing ({x.klass.replace('_', ' ')})")
    elif x.predicate == y.predicate and x.kind != "quantity":
        found.append(f"both rest on the word {x.predicate}")
    for role, match in zip(("who does it", "to whom or what"), roles(x, y), strict=True):
        if x.kind != "quantity" and match in ("named", "same"):
            found.append(f"the same is named as {role}")
    return found
