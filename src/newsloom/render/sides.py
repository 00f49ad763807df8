"""The versions of a claim as rows: those that say the same in the same words stand in one, so that a page is as long as what is said."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from newsloom.records import Assertion, Claim, Passage, Relation
from newsloom.render import arrange, words
from newsloom.render.citations import Citer


@dataclass(frozen=True)
class Row:
    """Versions that do not differ. `numbers` are theirs, from 1, as charts and relations have them; `first` stands for all."""

    numbers: tuple[int, ...]
    assertions: tuple[Assertion, ...]

    @property
    def first(self) -> Assertion:
        return self.assertions[0]

    @property
    def label(self) -> str:
        return runs(self.numbers)

    @property
    def passages(self) -> tuple[Passage, ...]:
        return tuple(dict.fromkeys(p for a in self.assertions for p in a.passages))


@dataclass(frozen=True)
class Told:
    """A relation between groups of versions: "1–5 and 7"."""

    left: str
    right: str
    is_: str
    why: str

    @property
    def pair(self) -> str:
        return f"among {self.left}" if self.left == self.right else f"{self.left} and {self.right}"


def rows(claim: Claim) -> list[Row]:
    """The rows, in the order of their first version."""
    found: dict[tuple[object, ...], list[int]] = {}
    for number, a in enumerate(claim.assertions, 1):
        said = (words.value(a.value),) if a.value else ("", " ".join(p.text for p in a.passages[:1]).casefold())
        found.setdefault((words.who(a), said, words.when(a.as_of) if a.as_of else None, a.stance), []).append(number)
    return [Row(tuple(numbers), tuple(claim.assertions[n - 1] for n in numbers)) for numbers in found.values()]


def outlets(row: Row, citer: Citer) -> list[str]:
    """The sources of a row's versions, each once."""
    cards = [(a.article, citer.article(a.article)) for a in row.assertions]
    return list(dict.fromkeys(words.source(card) if card else id_ for id_, card in cards))


def relations(claim: Claim) -> tuple[list[Told], int]:
    """What is told of the versions (see `arrange.telling`), pairs of like versions as one; and how many pairs are left untold."""
    shown, more = arrange.telling(claim)
    whole = {id(r) for r in shown}
    by_row = {n: row for row in rows(claim) for n in row.numbers}
    groups: dict[tuple[str, str, str], list[Relation]] = {}
    for r in claim.relations:
        key = (by_row[r.a + 1].label, by_row[r.b + 1].label, r.is_)
        if id(r) in whole or key in groups:
            groups.setdefault(key, []).append(r)
    told = [Told(left, right, is_, pairs[0].why) for (left, right, is_), pairs in groups.items()]
    return told, more - (sum(map(len, groups.values())) - len(shown))


def runs(numbers: tuple[int, ...]) -> str:
    """ "1–3, 5" for 1, 2, 3, 5."""
    parts = []
    for _, group in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        parts.append(str(run[0]) if len(run) == 1 else f"{run[0]}{'–' if len(run) > 2 else ', '}{run[-1]}")
    return ", ".join(parts)
