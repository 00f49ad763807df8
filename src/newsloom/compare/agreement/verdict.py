"""What judging one pair of versions comes to."""

from __future__ import annotations

from typing import NamedTuple

from newsloom import lexicon
from newsloom.records.dossier import RelationKind


class Verdict(NamedTuple):
    """A relation, its reason in plain words, and the rule that judged (an entry of the table `rulings`)."""

    kind: RelationKind
    why: str
    rule: str


def turns(rule: str) -> str:
    """What would change a verdict of this rule, in plain words; empty for a rule without an entry."""
    return str(lexicon.table("rulings").get("turns", {}).get(rule, ""))
