"""Figures that cannot both be true of one moment: is the later one an update, or do the reports conflict?"""

from __future__ import annotations

from datetime import date, datetime

from newsloom import lexicon
from newsloom.compare.agreement.verdict import Verdict
from newsloom.compare.agreement.version import Version
from newsloom.records import When

_APART = 2.0  # hours between two reports of one day from which on one of them is the later
_EARLY = 3  # days after an event within which a toll is still being counted


def settle(a: Version, b: Version, why: str) -> Verdict:
    """The verdict on two figures that are apart.

    An update needs a later moment that the text names, a running count printed later, or the same source revising itself.
    Two reports on one finished event conflict whenever they were printed. Where it cannot be told: unclear.
    """
    if order(a.dated, b.dated):
        return Verdict("unclear", f"{why} of one event, but they give different days ({_day(a.dated)} and {_day(b.dated)})", "other-days")
    if order(a.moment, b.moment):
        return Verdict(
            "updated", f"{why} at one time, but they are about different moments ({_day(a.moment)} and {_day(b.moment)})", "moments"
        )
    if a.earlier != b.earlier:
        old = a if a.earlier else b
        if order(old.told, (b if a.earlier else a).told) <= 0 or old.article == (b if a.earlier else a).article:
            return Verdict("updated", f"{why} at one time, but {old.who} calls one of them an earlier figure", "called-earlier")
    printed = in_print(a, b)
    if a.article != b.article and a.source is not None and a.source == b.source and (a.spoken or not (a.rival or b.rival)):
        if printed:
            return Verdict("updated", f"{why}; {a.who} gave a new figure later", "new-figure")
        if a.measure in tolls() and a.measure == b.measure and (running(a) or running(b) or a.moves or b.moves):
            return Verdict("updated", f"{why} at one time, but {a.who} gave both, and such a count goes on rising", "new-figure")
        return Verdict("unclear", f"{why}; both come from {a.who}, and it is not known which is the later", "one-source")
    if printed and a.value is not None and b.value is not None and {a.value.mode, b.value.mode} <= {"planned", "hypothetical"}:
        return Verdict("updated", f"{why}; the plan was changed between the reports", "plan-changed")
    return _running(a, b, why, printed) or _at_one_moment(a, b, why)


def _running(a: Version, b: Version, why: str, printed: int) -> Verdict | None:
    """The verdict on figures one of which is told as running, None where neither is."""
    rivals = (a.spoken and b.spoken and a.source != b.source) or ((a.rival or b.rival) and not (a.moves or b.moves))
    if rivals and not (a.measure in tolls() or _both_ways(a.measure)):
        return None  # who else gives another figure of a thing that is done replaces nobody's
    money = a.value is not None and a.value.unit is not None and a.measure not in tolls()
    runs = a.moves or b.moves or a.still or b.still or (not (money or a.measure in _settled()) and (running(a) or running(b)))
    if runs and printed and grows(a, b):
        return Verdict("updated", f"{why} at one time, but the count was still running when the earlier was printed", "running")
    if runs and printed:
        return Verdict("unclear", f"{why} at one time, and no report says why the later figure is lower", "lower-later")
    if (a.moves or b.moves) and grows(a, b):
        return Verdict("updated", f"{why} at one time, but one of them is said to have moved", "running")
    if runs and not _known(a.told, b.told) and not (a.article == b.article and a.source == b.source):
        return Verdict("unclear", f"{why} at one time, but it is not known when each was so", "undated")
    return None


def _at_one_moment(a: Version, b: Version, why: str) -> Verdict:
    """The verdict on figures of one finished event. A conflict needs two reports that both say plainly how many."""
    if a.article == b.article and not (a.rival and b.rival):  # a page that is carried on gives the figures of several hours
        return Verdict("unclear", f"{why}, yet one report gives both", "one-report")
    if any(v.value is not None and v.value.vague for v in (a, b)):
        return Verdict("unclear", f"{why}, but one of them is only a rough word for a number", "rough")
    if a.stance == "supposes" or b.stance == "supposes":
        return Verdict("unclear", f"{why}, but one is only put forward as possible", "possible-only")
    goes_on = not _finished(a, b) or a.measure == "unit:area"
    timed = (a.dated and b.dated) or (a.moment and b.moment)
    rivals = (a.rival or b.rival) and a.measure not in tolls()
    if in_print(a, b) and grows(a, b) and goes_on and not timed and not rivals:
        if a.measure in tolls():
            return Verdict("updated", f"{why} at one time, but the later report gives more, and such a count goes on for days", "running")
        return Verdict("unclear", f"{why} at one time, but the later report gives more, and neither says when it was so", "moment-unknown")
    if a.tense is None and b.tense is None and not _known(a.told, b.told):
        return Verdict("unclear", f"{why}, but it is not clear that they are about the same moment", "moment-unknown")
    return Verdict("conflict", why, "exclusive")


def _finished(a: Version, b: Version) -> bool:
    """True where both tell of what is over: what reports differ on then, they differ on whenever they are printed."""
    return a.tense == b.tense == "past"


def counted_early(a: Version, b: Version, day: str) -> bool:
    """True for tolls that rose from a report of the first days after an event to one of a later day."""
    printed = in_print(a, b)
    if _finished(a, b) or not printed or a.measure not in tolls() or a.measure != b.measure or not grows(a, b):
        return False
    first = (a if printed < 0 else b).told
    made = first.first_day if first is not None else None
    return made is not None and 0 <= _days(day, made[:10]) <= _EARLY


def grows(a: Version, b: Version) -> bool:
    """True where the figure printed later is the larger, or is said to be a change."""
    if a.value is None or b.value is None:
        return False
    first, last = (a, b) if in_print(a, b) < 0 else (b, a)
    if last.moves or _both_ways(last.measure) or first.value is None or last.value is None:
        return True
    return (last.value.low or 0) >= (first.value.high if first.value.high is not None else first.value.low or 0)


def tolls() -> frozenset[str]:
    """Counts that go on rising for days after an event, because the dead and hurt are found one by one."""
    return frozenset(lexicon.table("agreement").get("tolls", {}).get("measures", ()))


def _settled() -> frozenset[str]:
    """Counts of what is over when it is told, whatever the tense: who came, who voted."""
    return frozenset(lexicon.table("agreement").get("settled", {}).get("measures", ()))


def _both_ways(measure: str | None) -> bool:
    """True for counts that go down as naturally as up (the missing, who are found)."""
    return measure in lexicon.table("agreement").get("both_ways", {}).get("measures", ())


def running(version: Version) -> bool:
    """True for what is told as still going on ("have been killed", "stands at"): its figure holds for the day of printing."""
    return version.still or version.tense in ("perfect", "present")


def gap(a: When | None, b: When | None) -> int:
    """Days that lie between two moments, 0 where they touch, overlap or are not known."""
    if a is None or b is None:
        return 0
    (a_low, a_high), (b_low, b_high) = _bounds(a), _bounds(b)
    if a_high and b_low and a_high < b_low:
        return _days(a_high, b_low)
    if b_high and a_low and b_high < a_low:
        return _days(b_high, a_low)
    return 0


def _days(first: str, last: str) -> int:
    try:
        return (date.fromisoformat(last) - date.fromisoformat(first)).days
    except ValueError:  # the end of a month that has no 31st
        return 31


def _known(a: When | None, b: When | None) -> bool:
    return bool(a and b and a.value and b.value)


def order(a: When | None, b: When | None) -> int:
    """-1 or 1 where one moment lies wholly before the other, 0 where they overlap or are not known."""
    if a is None or b is None:
        return 0
    (a_low, a_high), (b_low, b_high) = _bounds(a), _bounds(b)
    if a_high and b_low and a_high < b_low:
        return -1
    if b_high and a_low and b_high < a_low:
        return 1
    return 0


def in_print(a: Version, b: Version) -> int:
    """-1 or 1 where one version was printed before the other: on an earlier day, or hours before on the same day; else 0.

    Hours count for what is still being counted alone: of what is over, two reports of one day tell one thing.
    """
    days = order(a.told, b.told)
    if days or a.measure not in tolls() or a.told is None or b.told is None:
        return days
    x, y = _moment(a.told), _moment(b.told)
    if x is None or y is None or abs((x - y).total_seconds()) < _APART * 3600:
        return 0
    return -1 if x < y else 1


def _moment(when: When) -> datetime | None:
    """The moment that a time names to the hour, None for a mere day."""
    if when.value is None or len(when.value) < len("2000-01-01T00:00"):
        return None
    try:
        found = datetime.fromisoformat(when.value)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def _bounds(when: When) -> tuple[str | None, str | None]:
    if when.value is None:
        return when.earliest, when.latest
    low = when.earliest or (when.value[:10] + "-01-01"[len(when.value) - 4 :] if len(when.value) < 10 else when.value[:10])
    high = when.latest or (when.value[:10] + "-12-31"[len(when.value) - 4 :] if len(when.value) < 10 else when.value[:10])
    return low, high


def _day(when: When | None) -> str:
    return (when.value or when.earliest or "an unknown day")[:10] if when else "an unknown day"
