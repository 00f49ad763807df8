"""Why a claim is as it is: which evidence joined its assertions, which rule judged each pair, what would change the verdict."""

from __future__ import annotations

from newsloom.records.base import Record
from newsloom.records.dossier import Claim, RelationKind


class Joining(Record, frozen=True, kw_only=True):
    """What joined one assertion to the claim.

    Attributes:
        assertion: index into the claim's assertions.
        to: the assertion that it was found most alike to, None for the first one and for a rejection that was found by what it rejects.
        score: how far both say the same thing (0..1), None without `to`.
        evidence: the signs, each in plain words.
    """

    assertion: int
    to: int | None
    score: float | None
    evidence: tuple[str, ...]


class Ruling(Record, frozen=True, kw_only=True, rename={"is_": "is"}):
    """One pair, and the rule that judged it.

    Attributes:
        rule: name of the rule, as in the table `rulings`.
        turns: what would change the verdict, in plain words ("both reports were of one day").
    """

    a: int
    b: int
    is_: RelationKind
    why: str
    rule: str
    turns: str


class Explanation(Record, frozen=True, kw_only=True):
    """All that made one claim.

    Attributes:
        threshold: the score from which on two sayings are of one claim.
        joined: one for each assertion.
        rulings: one for each pair of assertions that was judged.
        decides: index of the ruling that gave the claim its agreement, None where one report stands alone.
    """

    claim: Claim
    threshold: float
    joined: tuple[Joining, ...]
    rulings: tuple[Ruling, ...]
    decides: int | None
