"""How much a story makes of a day: the signs that date selection for timelines goes by.

Later articles that look back to a day say most (Tran et al. 2015; Ghalandari and Ifrim 2020 find mentions and publications the strongest
simple signs); a day printed about while it is fresh says something too.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from newsloom.compare.timeline.candidates import Candidate

_LOOKING_BACK = 0.25  # weight of the logarithm of the days between the event and the article that names it
_PRINTED = 0.6  # weight of an article printed on the day


def salience(found: Iterable[Candidate]) -> dict[str, float]:
    """The weight of each day ("YYYY-MM-DD"): articles that name it, more for those that look back from later, and articles of that day."""
    named: defaultdict[str, dict[str, float]] = defaultdict(dict)
    printed: defaultdict[str, set[str]] = defaultdict(set)
    for one in found:
        if one.when.precision not in ("day", "minute", "second") or one.when.value is None:
            continue
        day = one.when.value[:10]
        article = one.passage.article
        if one.named:
            weight = 1 + _LOOKING_BACK * math.log1p(max(0, _apart(day, one.published)))
            named[day][article] = max(weight, named[day].get(article, 0.0))
        else:
            printed[day].add(article)
    return {day: sum(named[day].values()) + _PRINTED * len(printed[day] - set(named[day])) for day in {*named, *printed}}


def top(weights: Mapping[str, float], most: int) -> list[str]:
    """The weightiest days."""
    return sorted(weights, key=lambda day: (-weights[day], day))[:most]


def _apart(day: str, published: str) -> int:
    try:
        return (date.fromisoformat(published) - date.fromisoformat(day)).days
    except ValueError:
        return 0
