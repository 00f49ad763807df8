"""Judges how the versions of one claim stand to each other, pair by pair, each with its reason in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from newsloom.compare.agreement.judge import Judge
from newsloom.compare.agreement.version import Version
from newsloom.records import Relation
from newsloom.records.dossier import Agreement, RelationKind

_ORDER: tuple[RelationKind, ...] = ("conflict", "disputed", "unclear", "updated", "compatible", "agree")
_PAIRS = 60  # versions up to which every pair is told; beyond, each is held against one version of every different value


def relations(versions: Sequence[Version], judge: Judge) -> tuple[Relation, ...]:
    """The relation of each pair of versions (by index), as far as `_PAIRS` allows; a < b."""
    found = []
    against = range(len(versions)) if len(versions) <= _PAIRS else _representatives(versions)
    for b in range(len(versions)):
        for a in against:
            if a < b:
                kind, why = judge.pair(versions[a], versions[b])
                found.append(Relation(a=a, b=b, is_=kind, why=why))
    return tuple(found)


def summary(found: Sequence[Relation], reports: int) -> tuple[Agreement, str]:
    """What the relations come to, and the reason that decides it.

    One report is "single", save where it tells of a dispute or contradicts itself: that outweighs the number of reports.
    """
    for kind in _ORDER:
        deciding = next((r for r in found if r.is_ == kind), None)
        if deciding is None:
            continue
        if reports < 2 and kind not in ("conflict", "disputed"):
            break
        return kind, deciding.why
    if reports < 2:
        return "single", "only one report says so"
    return "agree", "the reports say the same"


def _representatives(versions: Sequence[Version]) -> list[int]:
    seen: dict[object, int] = {}
    for index, version in enumerate(versions):
        value = version.value
        seen.setdefault((version.stance, value and (value.low, value.high, value.unit, value.mode)), index)
    return sorted(seen.values())
