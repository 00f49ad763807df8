"""How much a story makes of a day: the signs that date selection for timelines goes by.

Later articles that look back to a day say most (Tran et al. 2015; Ghalandari and Ifrim 2020 find mentions and publications the strongest
simple signs); a day printed about while it is fresh says something too.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from newsloom.compare.timeline.candidates import Candidate

_LOOKING_BACK = 0.25  # weight of the logarithm of the days between the event and the article that names it
_PRINTED = 0.6  # weight of an article printed on the day, which tells it in its lead
_NEXT_DAY = 0.3  # weight of an article printed on the morrow, which may tell it
_LONGEST_LAG = 365  # days: looking back further adds nothing
_BEFORE = 30  # days before the story's first article; what is older is background to it
_BACKGROUND = 0.2  # how much a day of the background counts


def salience(found: Iterable[Candidate]) -> dict[str, float]:
    """The weight of each day ("YYYY-MM-DD"): articles that name it, more for those that look back from later, and articles of that day."""
    found = list(found)
    named: defaultdict[str, dict[str, float]] = defaultdict(dict)
    leads: defaultdict[str, set[str]] = defaultdict(set)
    printed: defaultdict[str, set[str]] = defaultdict(set)
    for one in found:
        article = one.passage.article
        printed[one.published].add(article)
        if one.when.precision not in ("day", "minute", "second") or one.when.value is None:
            continue
        day = one.when.value[:10]
        if one.named:
            lag = min(_LONGEST_LAG, max(0, _apart(day, one.published)))
            named[day][article] = max(1 + _LOOKING_BACK * math.log1p(lag), named[day].get(article, 0.0))
        else:
            leads[day].add(article)
    first = min((day for day in printed if day), default="")
    weights = {}
    for day in {*named, *leads}:
        weight = sum(named[day].values()) + _PRINTED * len(leads[day] - set(named[day])) + _NEXT_DAY * len(printed.get(_morrow(day), ()))
        weights[day] = weight * (_BACKGROUND if _apart(day, first) > _BEFORE else 1.0)
    return weights


def top(weights: Mapping[str, float], most: int) -> list[str]:
    """The weightiest days."""
    return sorted(weights, key=lambda day: (-weights[day], day))[:most]


def _apart(day: str, published: str) -> int:
    try:
        return (date.fromisoformat(published) - date.fromisoformat(day)).days
    except ValueError:
        return 0


def _morrow(day: str) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(1)).isoformat()
    except (ValueError, OverflowError):
        return ""
