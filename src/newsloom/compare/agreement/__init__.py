"""Judges how the versions of one claim stand to each other, pair by pair, each with its reason in plain words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from newsloom.compare.agreement import times, values
from newsloom.compare.agreement.judge import Judge
from newsloom.compare.agreement.verdict import Verdict
from newsloom.compare.agreement.version import Version
from newsloom.compare.sayings.words import is_outcome
from newsloom.records import Relation
from newsloom.records.dossier import Agreement, RelationKind

_ORDER: tuple[RelationKind, ...] = ("conflict", "disputed", "unclear", "updated", "compatible", "agree")
_UNORDERED = ("undated", "one-source", "moment-unknown")  # rules by which figures are of one thing, and only their order is not known
_PAIRS = 60  # versions up to which every pair is told; beyond, each is held against one version of every different value


def relations(versions: Sequence[Version], judge: Judge) -> tuple[Relation, ...]:
    """The relation of each pair of versions (by index), as far as `_PAIRS` allows; a < b."""
    found = []
    running = [v for v in versions if v.value is not None and is_outcome(v.measure) and (v.moves or v.still)]
    old = {_bounds(v) for v in versions if v.earlier and v.value is not None}
    parts = {(_bounds(v), (v.value.of.low, v.value.of.high)) for v in versions if v.value is not None and v.value.of is not None}
    day = min((v.dated.first_day for v in versions if v.dated and v.dated.first_day), default=None)
    held: dict[int, list[Version]] = {}
    for version in versions:
        if version.value is not None and not (version.earlier or version.moves):
            held.setdefault(version.article, []).append(version)
    rising = frozenset(m for m in {v.measure for v in versions} if m in times.tolls() and _rising([v for v in versions if v.measure == m]))
    against = range(len(versions)) if len(versions) <= _PAIRS else _representatives(versions)
    for b in range(len(versions)):
        for a in against:
            if a < b:
                verdict = judge.pair(versions[a], versions[b])
                if _at_once(versions[a], versions[b], verdict, held):
                    verdict = Verdict(
                        "conflict", f"{_plain(versions[a], versions[b])}, and one report gives both side by side", "side-by-side"
                    )
                elif verdict.kind in ("conflict", "unclear") and _part_elsewhere(versions[a], versions[b], parts):
                    verdict = Verdict(
                        "compatible", f"{_both(versions[a], versions[b])}; another report gives one as a part of the other", "part-of-whole"
                    )
                elif verdict.kind in ("conflict", "updated") and _both_give_both(versions[a], versions[b], held):
                    verdict = Verdict("unclear", f"{_plain(versions[a], versions[b])}, yet one report gives both", "one-report")
                elif verdict.kind == "unclear":
                    verdict = _known_by_others(versions[a], versions[b], verdict, old)
                elif verdict.kind == "conflict":
                    verdict = _among_all(versions[a], versions[b], verdict, old, running, day, rising)
                found.append(Relation(a=a, b=b, is_=verdict.kind, why=verdict.why, rule=verdict.rule))
    return tuple(found)


def _both(a: Version, b: Version) -> str:
    return f"{values.words(a.value)} and {values.words(b.value)}" if a.value and b.value else ""


def _plain(a: Version, b: Version) -> str:
    return f"{values.words(a.value)} and {values.words(b.value)} cannot both be true" if a.value and b.value else ""


def _at_once(a: Version, b: Version, verdict: Verdict, held: Mapping[int, Sequence[Version]]) -> bool:
    """True for figures that one of the two reports sets against each other: both were held at that time, so neither replaced the other.

    The report of b also gives a's figure (or the other way round), each by another's word.
    """
    if (
        verdict.rule not in ("running", "new-figure", "moment-unknown", "group", "among", "lower-later", "one-report")
        or a.measure != b.measure
    ):
        return False
    if a.moves or b.moves or a.earlier or b.earlier or (a.spoken and a.source == b.source):
        return False
    if a.article == b.article:
        return a.rival and b.rival
    for one, other in ((a, b), (b, a)):
        beside = [v for v in held.get(other.article, ()) if v is not other and _bounds(v) == _bounds(one) and v.measure == one.measure]
        if other.rival and any(v.rival or v.spoken for v in beside):
            return True
    return False


def _both_give_both(a: Version, b: Version, held: Mapping[int, Sequence[Version]]) -> bool:
    """True where a report gives the other one's figure beside its own, and neither sets them against each other: they count two things."""
    if a.article == b.article or a.rival or b.rival or a.earlier or b.earlier or a.value is None or b.value is None:
        return False
    mine, theirs = ({_bounds(v) for v in held.get(v0.article, ())} for v0 in (a, b))
    return _bounds(b) in mine or _bounds(a) in theirs


def _part_elsewhere(a: Version, b: Version, parts: Collection[object]) -> bool:
    """ "The first 20,000 of 50,000 doses", says one report: 20,000 and 50,000 in two others are the part and the whole."""
    return (_bounds(a), _bounds(b)) in parts or (_bounds(b), _bounds(a)) in parts


def _rising(versions: Sequence[Version]) -> bool:
    """True for tolls that only rise from day to day, by two later reports or more: the count was running, in whatever tense it is told."""
    told = [
        (v.told.first_day, v.value.low)
        for v in versions
        if v.told and v.told.first_day and v.value and v.value.low is not None and not v.earlier
    ]
    days: dict[str, list[float]] = {}
    for day, low in told:
        days.setdefault(day, []).append(low)
    ordered = [days[day] for day in sorted(days)]
    seen_later = sum(len(one) for one in ordered[1:])
    figures = {low for _, low in told}  # two figures may be rivals; a third that goes on shows a count
    return len(ordered) > 1 and seen_later > 1 and len(figures) > 2 and all(min(p) <= min(q) for p, q in pairwise(ordered))


def _among_all(
    a: Version, b: Version, verdict: Verdict, old: Collection[object], running: Sequence[Version], day: str | None, rising: Collection[str]
) -> Verdict:
    """A conflict, seen in the light of what all versions of the claim say."""
    why = verdict.why
    if a.measure in rising and a.measure == b.measure and times.in_print(a, b) and not (a.rival and b.rival):
        return Verdict("updated", f"{why} at one time, but the count rose from report to report", "running")
    if _replaced(a, old) != _replaced(b, old):
        return Verdict("updated", f"{why}, but one of them is called an earlier figure", "called-earlier")
    if _in_turn(a, b, running):
        return Verdict("updated", f"{why} at one time, but other reports show that the count was still running", "running")
    if day is not None and times.counted_early(a, b, day):
        return Verdict("updated", f"{why} at one time, but the first count was made within days of the event", "early-count")
    if running and _undated(a, b):
        return Verdict("unclear", f"{why} at one time, but the count was running and it is not known when each was so", "undated")
    return verdict


def _known_by_others(a: Version, b: Version, verdict: Verdict, old: Collection[object]) -> Verdict:
    """Two figures of which it is not known by themselves which is the later: another version may call one of them the earlier."""
    if verdict.rule in _UNORDERED and a.measure == b.measure and _replaced(a, old) != _replaced(b, old):
        return Verdict("updated", f"{_plain(a, b)} at one time, but one of them is called an earlier figure", "called-earlier")
    return verdict


def _bounds(version: Version) -> tuple[float | None, float | None] | None:
    return (version.value.low, version.value.high) if version.value is not None else None


def _in_turn(a: Version, b: Version, running: Sequence[Version]) -> bool:
    """True for tolls printed on different days while some report of those days tells that the count still runs."""
    if times.in_print(a, b) == 0 or a.value is None or b.value is None or not times.grows(a, b):
        return False
    first, last = (a, b) if times.in_print(a, b) < 0 else (b, a)
    return any(times.order(first.told, v.told) <= 0 <= times.order(last.told, v.told) for v in running if v.told and v.told.value)


def _undated(a: Version, b: Version) -> bool:
    return is_outcome(a.measure) and not all(v.told and v.told.value for v in (a, b))


def _replaced(version: Version, old: Collection[object]) -> bool:
    """True for a version whose figure some version calls one that held before."""
    return version.value is not None and _bounds(version) in old


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
