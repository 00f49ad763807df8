"""One pair of versions, judged. Precision first: a conflict needs figures that cannot both be true of one moment and one thing."""

from __future__ import annotations

from newsloom.compare.agreement import times, values
from newsloom.compare.agreement.matter import ages, other_matter, stretches
from newsloom.compare.agreement.verdict import Verdict
from newsloom.compare.agreement.version import Version
from newsloom.compare.sayings import counted
from newsloom.compare.sayings.units import kind_of
from newsloom.compare.sayings.words import is_open, is_outcome, part_of
from newsloom.records import Value
from newsloom.records.dossier import RelationKind
from newsloom.settings import CompareSettings

_PLAIN: dict[str, tuple[RelationKind, str]] = {
    "same": ("agree", "same-figure"),
    "fits": ("compatible", "both-possible"),
    "near": ("compatible", "approximate"),
    "rounded": ("agree", "rounding"),
    "incomparable": ("unclear", "units"),
}
_BY_TIME = ("running", "new-figure", "plan-changed", "moments")  # rules by which the later of two figures of one thing holds
_ANYWHERE = ("length", "time")  # measures of which one report gives many
_CODE = 3  # letters of a currency's code
_APART = 5.0  # times that one figure may be another without doubt that they are of one thing
_AGAINST = ("denies", "doubts")


class Judge:
    """Judges pairs under the given settings."""

    def __init__(self, settings: CompareSettings) -> None:
        self._tolerance = settings.around_tolerance

    def pair(self, a: Version, b: Version) -> Verdict:
        """How two versions of one claim stand to each other, and why."""
        against = self._stances(a, b)
        if against is not None:
            return against
        if a.value is not None and b.value is not None:
            return self._figures(a, b, a.value, b.value)
        if (a.stance == "supposes") != (b.stance == "supposes"):
            surmise, firm = (a, b) if a.stance == "supposes" else (b, a)
            if not surmise.open_ and firm.tense in ("future", "present"):
                return Verdict("agree", "the reports say the same", "same-saying")
            return Verdict("compatible", f"{firm.who} says so outright, {surmise.who} only as a possibility", "surmise")
        return Verdict("agree", "the reports say the same", "same-saying")

    def _rejected(self, one: Version, other: Version) -> Verdict | None:
        """A verdict where a rejected figure is not the one that is asserted: who denies 20 says nothing of 12."""
        if one.value is None or other.value is None or values.fit(one.value, other.value, self._tolerance)[0] != "apart":
            return None
        why = f"{other.who} rejects {values.words(other.value)}, which {one.who} does not say"
        return Verdict("compatible", why, "other-figure-denied")

    def _stances(self, a: Version, b: Version) -> Verdict | None:
        if (a.stance in _AGAINST) == (b.stance in _AGAINST):
            return Verdict("agree", "both reject it", "both-reject") if a.stance in _AGAINST else None
        other, one = (a, b) if a.stance in _AGAINST else (b, a)
        if one.source is not None and one.source == other.source and one.who == other.who:
            return Verdict("unclear", f"{one.who} is reported as saying both", "says-both")
        other_figure = self._rejected(one, other)
        if other_figure is not None:
            return other_figure
        if not other.marked and other.spoken:
            return Verdict("unclear", f"{other.who} says that something is not so, but it is not certain that it is this", "not-so")
        judged = a.kind == b.kind == "assessment"
        if not other.marked and not judged:
            return _not_so(one, other)
        if judged:
            return Verdict("disputed", f"{one.who} and {other.who} judge it differently", "judged-differently")
        said = f"what is said by {one.who}" if one.stance == "asserts" else f"what is put forward by {one.who}"
        return Verdict("disputed", f"{said} is {'denied' if other.stance == 'denies' else 'disputed'} by {other.who}", "denied")

    def _figures(self, a: Version, b: Version, x: Value, y: Value) -> Verdict:
        fit, why = values.fit(x, y, self._tolerance)
        if "age" in a.of & b.of and x.counts and y.counts:  # of one person, else they would not be of one claim
            return ages(a, b, x, y, fit)
        part = part_of(a.measure, b.measure) or part_of(b.measure, a.measure)
        like = a.measure == b.measure or (part and not (is_outcome(a.measure) and is_outcome(b.measure)))
        if like and fit in ("same", "rounded") and not _moved_on(a, b, fit):
            return Verdict("agree", why, _PLAIN[fit][1])
        apart = other_matter(a, b, x, y)
        if apart is not None:
            return apart
        grown = _grown(a, b, x, y, fit)
        if grown is not None:
            return grown
        if fit == "rounded" and _moved_on(a, b, fit) and times.in_print(a, b):
            return Verdict("updated", f"{why}, but not all was counted when the first was told", "partial-count")
        if fit == "fits" and _meets_bound(x, y):
            return Verdict("agree", f"{values.words(x)} and {values.words(y)} name one figure", "same-figure")
        if fit in _PLAIN:
            kind, rule = _PLAIN[fit]
            return Verdict(kind, why, rule)
        group = counted.fit(a.group, b.group) if x.unit is None else "same"
        if x.unit is None and (_relative(a, b) or (group != "same" and not _one_group(a, b, x, y))):
            return _by_group(a, b, x, y, why)
        whole = _told_whole(x, y)
        if whole is not None:
            return whole
        verdict = times.settle(a, b, why)
        if verdict.kind == "conflict":
            return self._certain(a, b, x, y, verdict)
        if verdict.kind == "updated" and verdict.rule in _BY_TIME and not _like_counted(a, b, x):
            return Verdict("unclear", f"{why}, but it is not certain that they count the same", "group")
        return verdict

    def _certain(self, a: Version, b: Version, x: Value, y: Value, verdict: Verdict) -> Verdict:
        """A conflict, or what it comes to where it is not certain that both are figures of one thing."""
        why = verdict.why
        if a.spans != b.spans:
            return Verdict("unclear", f"{why}, but only one is said to be for {stretches(a) or stretches(b)}", "period")
        if a.wide != b.wide or a.partial != b.partial:
            return Verdict("unclear", f"{why}, but one may be of more than the other", "group")
        if a.whole != b.whole:
            return Verdict("unclear", f"{why}, but one is a whole of which only a part may be meant", "group")
        known = (a.definite or b.definite) and not is_outcome(a.measure)  # "the two officers" are some that were told of
        if known and not (a.rival and b.rival):
            return Verdict("unclear", f"{why}, but it is not certain that they count the same", "group")
        if (a.rival and b.rival) or (a.rival and _stands_out(b)) or (b.rival and _stands_out(a)):
            return verdict  # the words set one against another of the same thing
        if a.loose or b.loose or values.apart_by(x, y) > _APART:
            return Verdict("unclear", f"{why}, but it is not certain that they count the same", "group")
        if not _one_thing(a, b, x, y) or not _like_counted(a, b, x):
            return Verdict("unclear", f"{why}, but it is not certain that they count the same", "group")
        if x.unit is None and not _one_event(a, b):
            return Verdict("unclear", f"{why}, but it is not certain that they are about the same", "not-one-event")
        if any(v.group is not None and v.group.beside for v in (a, b)):
            return Verdict("unclear", f"{why}, but it is not said who is left out of one count", "left-out")
        return verdict


def _told_whole(x: Value, y: Value) -> Verdict | None:
    """ "Three of his five victims" and five: the report of the part names the whole."""
    for part, whole in ((x, y), (y, x)):
        if part.of is not None and values.interval(whole) == values.interval(Value(low=part.of.low, high=part.of.high)):
            return Verdict("compatible", f"{values.words(part)} is a part of {values.words(whole)}", "part-of-whole")
    return None


def _like_counted(a: Version, b: Version, x: Value) -> bool:
    """False for counts of other nouns ("three boys", "four teenagers"), and for measures and sums told in other words altogether."""
    if a.rival or b.rival or a.moves or b.moves or a.earlier or b.earlier:
        return True
    if x.unit is None and any(v.value is not None and v.value.low == v.value.high == 1 for v in (a, b)):
        return False  # "one victim" tells of one of them, it is no count
    if _other_persons(a, b) and not is_outcome(a.measure):
        return False  # each of the accused has a bond and a sentence of his own
    shared = (a.ties or frozenset()) & (b.ties or frozenset())
    languages = {v.group.language for v in (a, b) if v.group is not None}
    if x.unit is not None:
        if a.ties is None or b.ties is None or len(languages) > 1 or a.of & b.of:
            return True
        telling = [tie for tie in shared if ":" not in tie]
        alone = (a.unique and b.unique) or (a.predicate is not None and a.predicate == b.predicate)
        return len(telling) > 1 or (alone and len(shared) > 1 and kind_of(x.unit) not in _ANYWHERE)
    if is_outcome(a.measure) or not a.noun or not b.noun or len(languages) > 1:
        return True
    mine, theirs = a.dated or a.moment, b.dated or b.moment
    told = (a.predicate is not None and a.predicate == b.predicate) or (mine is not None and theirs is not None)
    return a.noun == b.noun and (told or a.ties is None or b.ties is None or sum(":" not in tie for tie in shared) > 1)


def _other_persons(a: Version, b: Version) -> bool:
    """True where both figures are told of named persons, and of none in common."""
    either = (a.persons and b.persons) or (a.value and len(a.value.unit or "") == _CODE and (a.persons or b.persons))
    return bool(either) and not a.persons & b.persons


def _stands_out(version: Version) -> bool:
    return version.unique or version.spoken


def _meets_bound(x: Value, y: Value) -> bool:
    """ "At least 16" and 16: the bound is the other's figure."""
    for bound, exact in ((x, y), (y, x)):
        single = exact.low is not None and exact.low == exact.high
        if single and bound.low != bound.high and not (bound.low_open or bound.high_open) and exact.low in (bound.low, bound.high):
            return True
    return False


def _moved_on(a: Version, b: Version, fit: str) -> bool:
    """True for two figures near each other of which one was only so for a time: the count went on."""
    return fit == "rounded" and (a.earlier != b.earlier or a.partial != b.partial)


def _one_group(a: Version, b: Version, x: Value, y: Value) -> bool:
    """True for counts of which only one says which people they are, where the words or their place show that both count the same."""
    if counted.fit(a.group, b.group) == "apart":
        return False
    plans = {x.mode, y.mode} <= {"planned", "hypothetical"}
    if is_outcome(a.measure):  # "three firefighters" are a part of "nine people", however alone each figure stands in its article
        return a.rival or b.rival or plans or _same_people(a, b)
    return a.rival or b.rival or plans or (a.unique and b.unique)


def _same_people(a: Version, b: Version) -> bool:
    """True where both counts name people by the same kinds and marks, and take in the same others."""
    one, other = a.group, b.group
    if one is None or other is None:
        return one is other
    marked = one.language != other.language or one.marks == other.marks
    return one.kinds == other.kinds and one.takes_in == other.takes_in and marked


def _kinds(version: Version) -> bool:
    return version.group is not None and bool(version.group.kinds)


def _grown(a: Version, b: Version, x: Value, y: Value, fit: str) -> Verdict | None:
    """A lower bound of a running count, and a larger figure of a later day: the count went on."""
    first, last, p, q = (a, b, x, y) if times.in_print(a, b) < 0 else (b, a, y, x)
    runs = is_outcome(a.measure) or last.moves or first.still or (first.tense in ("present", "perfect") and p.unit is None)
    if fit != "fits" or not times.in_print(a, b) or a.measure != b.measure or not runs:
        return None
    if p.high is not None or p.low is None or q.low is None or q.low <= p.low or _relative(a, b) or _kinds(a) != _kinds(b):
        return None
    why = f"{values.words(p)} was the count when {first.who} reported, {values.words(q)} when {last.who} did"
    return Verdict("updated", why, "running")


def _one_thing(a: Version, b: Version, x: Value, y: Value) -> bool:
    """False where two figures count different nouns, or people of whom only other verbs tell."""
    if a.unique and b.unique and a.measure == b.measure and not is_open(a.measure):
        return True
    if x.unit in ("share", "percent") and y.unit in ("share", "percent"):
        return a.measure == b.measure and bool(a.measure or a.predicate == b.predicate)
    if x.unit is not None:
        return True
    if is_outcome(a.measure):
        return a.measure == b.measure
    if is_open(a.measure) or is_open(b.measure):
        return a.measure == b.measure and (a.predicate == b.predicate or (times.order(a.dated, b.dated) == 0 and bool(a.dated and b.dated)))
    mine, theirs = a.dated or a.moment, b.dated or b.moment
    one_day = mine is not None and theirs is not None and times.order(mine, theirs) == 0
    told = one_day or (a.predicate is not None and a.predicate == b.predicate)
    return a.measure == b.measure and (told or (a.sole and b.sole) or len((a.ties or frozenset()) & (b.ties or frozenset())) > 1)


def _not_so(one: Version, other: Version) -> Verdict:
    """A report that says in its own voice that a thing is not so takes no one's side: what was not yet so may have come about."""
    if times.order(other.told, one.told) < 0:
        return Verdict("updated", f"{other.who} says that it was not so when it was printed, {one.who} later that it is", "not-so-yet")
    return Verdict("unclear", f"{one.who} says so, {other.who} that it is not so", "not-so")


def _one_event(a: Version, b: Version) -> bool:
    """True where two figures share a sign that they are about one event: its day, who or where, or two telling words."""
    if a.ties is None or b.ties is None or (a.dated and b.dated) or (a.moment and b.moment):
        return True
    if a.group is not None and b.group is not None and a.group.language != b.group.language:
        return True
    shared = a.ties & b.ties
    return any(":" in tie for tie in shared) or len(shared) > is_outcome(a.measure)


def _relative(a: Version, b: Version) -> bool:
    return any(v.group is not None and v.group.relative for v in (a, b))


def _by_group(a: Version, b: Version, x: Value, y: Value, why: str) -> Verdict:
    """Figures that are apart and do not plainly count the same: they conflict under no reading that the words force."""
    if _relative(a, b):
        return Verdict("unclear", f"{why} of the same people, but it is not said who is left out of one count", "left-out")
    p, w = (x, y) if _narrower(a, b) else (y, x)
    if values.interval(p)[0] <= values.interval(w)[1]:
        return Verdict("compatible", f"{values.words(p)} can be among {values.words(w)}", "among")
    return Verdict("unclear", f"{why}, but it is not certain that they count the same", "group")


def _narrower(a: Version, b: Version) -> bool:
    return a.group is not None and b.group is not None and (bool(a.group.kinds) > bool(b.group.kinds) or a.group.marks > b.group.marks)
