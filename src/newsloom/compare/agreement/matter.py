"""Do two figures measure one and the same thing? Parts and wholes, plans, periods, places and shares."""

from __future__ import annotations

from newsloom import lexicon
from newsloom.compare.agreement import times, values
from newsloom.compare.agreement.verdict import Verdict
from newsloom.compare.agreement.version import Version
from newsloom.compare.sayings.counted import called
from newsloom.compare.sayings.words import is_open, is_outcome, part_of
from newsloom.records import Value

_SCOPES = 5.0  # times that a figure without a place may be larger than one of a place and still be of the same


def other_matter(a: Version, b: Version, x: Value, y: Value) -> Verdict | None:
    """A verdict where the figures do not measure one and the same thing."""
    if a.measure != b.measure:
        return _other_count(a, b, x, y)
    return _planned(a, b, x, y) or _other_period(a, b, x, y) or _other_place(a, b, x, y)


def ages(a: Version, b: Version, x: Value, y: Value, fit: values.Fit) -> Verdict:
    """Two figures for how old one person is: a birthday may lie between reports of different days."""
    why = f"{x.counts} is {values.words(x).split()[0]} and {values.words(y).split()[0]}"
    if fit in ("same", "rounded"):
        return Verdict("agree", f"both give {x.counts} as {values.words(x).split()[0]}", "same-figure")
    if abs((x.low or 0) - (y.low or 0)) <= 1 and times.order(a.told, b.told):
        first, last = (x, y) if times.order(a.told, b.told) < 0 else (y, x)
        if (last.low or 0) > (first.low or 0):
            return Verdict("unclear", f"{why}, but a birthday may lie between the reports", "birthday")
    return Verdict("conflict", f"{why}: both cannot be true", "exclusive")


def _other_count(a: Version, b: Version, x: Value, y: Value) -> Verdict | None:
    for part, whole, p, w in ((a, b, x, y), (b, a, y, x)):
        if part_of(part.measure, whole.measure) and not (is_outcome(part.measure) or is_outcome(whole.measure)):
            break  # "people" are those whom another report calls soldiers
        if part_of(part.measure, whole.measure):
            if is_open(whole.measure) and values.interval(p)[0] > values.interval(w)[1]:
                why = f"one counts {called(part.measure)}, the other people of whom it is not said who"
                return Verdict("unclear", why, "other-count")
            return _part(part, whole, p, w)
    if _alike_counts(a, b, x, y):
        return None
    return Verdict("unclear", f"one counts {x.counts or a.measure}, the other {y.counts or b.measure}", "other-count")


def _planned(a: Version, b: Version, x: Value, y: Value) -> Verdict | None:
    if (
        values.interval(x) == values.interval(y)
        or a.earlier != b.earlier
        or x.mode == y.mode
        or not {"planned", "hypothetical"} & {x.mode, y.mode}
        or {x.mode, y.mode} == {"planned", "hypothetical"}
    ):
        return None
    plan, planned, done = (x, a, b) if x.mode in ("planned", "hypothetical") else (y, b, a)
    other = y if plan is x else x
    if times.order(planned.told, done.told) < 0 and _came_of_it(plan, done):
        return Verdict("updated", f"{values.words(plan)} was planned, {values.words(other)} is what came of it", "plan-carried-out")
    if times.order(done.told, planned.told) < 0 and planned.moves and plan.mode == "planned":
        return Verdict("updated", f"{values.words(other)} was given first, the plan is now {values.words(plan)}", "plan-changed")
    meant = "planned" if plan.mode == "planned" else "thought possible"
    return Verdict("compatible", f"{values.words(plan)} is what was {meant}, not what happened", "planned")


def _came_of_it(plan: Value, done: Version) -> bool:
    """True where a later figure tells what came of a plan, and not how far it got by then ("so far", "already")."""
    if done.value is None or plan.mode != "planned" or done.partial:
        return False
    return done.value.mode != "actual" or done.moves or (not done.still and done.tense == "past")


def _other_period(a: Version, b: Version, x: Value, y: Value) -> Verdict | None:
    if (x.period or "") != (y.period or "") and _rate(x.period) != _rate(y.period):
        return Verdict("compatible", f"the figures are for different periods ({x.period or 'in all'} and {y.period or 'in all'})", "period")
    if a.spans != b.spans and a.spans and b.spans:
        return Verdict("compatible", f"the figures are for different periods ({stretches(a)} and {stretches(b)})", "period")
    return None


def _other_place(a: Version, b: Version, x: Value, y: Value) -> Verdict | None:
    if x.where and y.where and _name(x.where) != _name(y.where):
        return Verdict("compatible", f"the figures are for different places ({x.where} and {y.where})", "place")
    if bool(x.where) != bool(y.where) and (a.wide or b.wide or (not is_outcome(a.measure) and values.apart_by(x, y) >= _SCOPES)):
        return Verdict("compatible", f"one figure is for {(x.where or y.where or '').strip()} alone, the other for more", "place")
    if a.areas and b.areas and not a.areas & b.areas:
        return Verdict("compatible", "one figure is for a city, the other for what lies around it", "place")
    if (x.of is None) != (y.of is None) and x.unit in ("share", "percent"):
        return Verdict("unclear", "it is not said what one share is a share of", "share-of")
    return None


def stretches(version: Version) -> str:
    """The stretches of time that a version's figure is for, in words."""
    return ", ".join(sorted(version.spans))


def _alike_counts(a: Version, b: Version, x: Value, y: Value) -> bool:
    """True for nouns that may be two words for one thing: none says what befell those counted."""
    if x.unit != y.unit and not {x.unit, y.unit} <= {"share", "percent"}:
        return False
    return not (is_outcome(a.measure) and is_outcome(b.measure))


def _name(where: str) -> str:
    """The name in a value's place words ("in Oros", "à Oros")."""
    words = where.split()
    while len(words) > 1 and words[0].islower():
        words.pop(0)
    return " ".join(words).casefold()


def _part(part: Version, whole: Version, p: Value, w: Value) -> Verdict:
    """A part against its whole: they fit unless the part is certainly larger than the whole can be."""
    low, high = values.interval(p)[0], values.interval(w)[1]
    if low > high and part.measure == "rescued":
        why = f"{values.words(p)} and {values.words(w)} cannot both be true of the same people, but it is not certain that they are"
        return Verdict("unclear", why, "group")
    if low > high:
        return times.settle(part, whole, f"{values.words(p)} would be more than {values.words(w)}, of which it is a part")
    return Verdict(
        "compatible",
        f"{values.words(p)} is a part of {values.words(w)}: {called(part.measure)} are counted among {called(whole.measure)}",
        "part-of-whole",
    )


def _rate(period: str | None) -> str | None:
    """The repeating period in a value's period words ("daily", "a month"), None where there is none."""
    words = (period or "").lower().split()
    table = lexicon.table("agreement").get("rates", {})
    repeating, units = table.get("repeating", ()), tuple(table.get("units", ("\0",)))
    if not any(w in repeating or w.endswith(("ly", "annual")) for w in words):
        return None
    return next((w for w in words if w.startswith(units)), None)
