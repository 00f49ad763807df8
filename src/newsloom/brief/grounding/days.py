"""Whether the dates of a sentence stand in its passages."""

from __future__ import annotations

from collections.abc import Iterator

from newsloom.brief.grounding.model import Fault
from newsloom.brief.grounding.reading import Pair
from newsloom.text import dates
from newsloom.text.dates import Expression

_FIELDS = ("year", "month", "day", "month2", "day2", "weekday", "season", "quarter", "half", "decade")


def faults(pair: Pair) -> Iterator[Fault]:
    written = pair.sentence
    theirs = [e for side in pair.sides for e in dates.find(side.text, side.language)]
    days = {day for source in pair.sources for day in source.days}
    for mine in dates.find(written.text, written.language):
        text = written.text[mine.start : mine.end]
        if _plain(mine) and (any(text.casefold() in side.text.casefold() for side in pair.sides) or _loose(mine)):
            continue
        if not any(_meets(mine, other) for other in theirs) and not _resolved(mine, days):
            yield Fault("date", text, "no passage has this date")


def _loose(mine: Expression) -> bool:
    """ "The day after", "a week later": bound to what is told, and a number of days is checked as a number."""
    return mine.mod is None and mine.offset is None


def _plain(one: Expression) -> bool:
    return all(getattr(one, name) is None for name in _FIELDS)


def _meets(mine: Expression, other: Expression) -> bool:
    """Whether all that the sentence says of a day, the passage says, too."""
    if _plain(mine):
        return (
            (mine.unit, mine.offset) == (other.unit, other.offset)
            and mine.n == other.n
            and (mine.mod == other.mod or None in (mine.mod, other.mod))
        )
    if mine.kind in ("since", "until") and other.kind in ("since", "until") and mine.kind != other.kind:
        return False
    same = all(getattr(mine, name) in (None, getattr(other, name)) for name in _FIELDS)
    return same and (mine.mod is None or mine.mod == other.mod or other.mod is None)


def _resolved(mine: Expression, days: set[str]) -> bool:
    """A date that a passage's "on Monday" was resolved to."""
    if mine.month is None and mine.year is not None and mine.mod is None:
        return any(day[:4] == str(mine.year) for day in days)  # "in 2024", of "last year"
    if mine.month is None or mine.weekday is not None or mine.day2 is not None:
        return False
    tail = f"-{mine.month:02d}" + (f"-{mine.day:02d}" if mine.day is not None else "")
    return any(day[4 : 4 + len(tail)] == tail and (mine.year is None or day[:4] == str(mine.year)) for day in days)
