"""Articles whose date the rest of the story contradicts: "killed on Thursday" told again in the same words, dated months later.

A page that was changed or captured late often bears that day. Its weekdays would then make new events of old ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from newsloom.compare.timeline.candidates import Candidate

_APART = 45  # days between two datings of one event: more than any count of weekdays confuses
_SAME = 0.25  # likeness of the two sentences
_MOST = 400  # candidates that are compared


def misdated(found: Sequence[Candidate], likeness: Callable[[Candidate, Candidate], float]) -> frozenset[str]:
    """Ids of the articles that tell an earlier article's event, by the same weekday, of a day far later."""
    dated = [(one, day) for one in found[:_MOST] if one.named and one.when.origin == "inferred" and (day := _day(one)) is not None]
    late: set[str] = set()
    for one, day in dated:
        for other, earlier in dated:
            if (
                one.passage.article not in late
                and (day - earlier).days > _APART
                and day.weekday() == earlier.weekday()
                and one.published > other.published
                and likeness(one, other) >= _SAME
            ):
                late.add(one.passage.article)
    return frozenset(late)


def _day(one: Candidate) -> date | None:
    if one.when.precision != "day" or one.when.value is None:
        return None
    try:
        return date.fromisoformat(one.when.value[:10])
    except ValueError:
        return None
