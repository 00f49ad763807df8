"""Events told in other words: `python -m benchmarks.events [--half dev|held]`.

Each event of `benchmarks/data/events` is a small story: tellings by different outlets, with near misses between them. Told is how well
the signs of `compare/claims/event_signs.py`, as weighed in the table `event_weights`, part the pairs of one event from the others; a pair
that is barred counts as kept apart. The weights are not learned from this set: what came of trying that is told in its README.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import numpy as np

from benchmarks import events_data
from benchmarks.agreement_data import Row, articles
from benchmarks.train_events import labelled, of_story_pairs
from newsloom.annotate import annotate
from newsloom.compare.claims import across, event_signs
from newsloom.compare.claims.match import weighed
from newsloom.compare.entities import canon
from newsloom.compare.sayings import gather
from newsloom.compare.sayings.keys import of_story
from newsloom.extract import furnish
from newsloom.settings import Settings

_ONE_ARTICLE = event_signs.EVENTS.index("one_article")
_BARS = (0.15, 0.2, 0.3, across.LEAST, 0.6)

Pairs = tuple[list[list[float]], list[bool]]  # the numbers of pairs, and which are of one event


def pairs(stories: Sequence[Row]) -> tuple[Pairs, int, int]:
    """The pairs that are not barred, how many pairs are of one event in all, and how many tellings have no saying.

    Pairs of one article are left out: the set has none of one event.
    """
    numbers: list[list[float]] = []
    same: list[bool] = []
    total = lost = 0
    for story in stories:
        own = list(furnish(articles(story)))
        notes = list(annotate(own, Settings().annotate))
        items = gather(own, notes, of_story(notes, canon(notes)))
        found = len(labelled(story, items, [a.id for a in own])[0])
        told = sum(len(claim["assertions"]) for claim in story["claims"])
        total, lost = total + told * (told - 1) // 2, lost + told - found
        for row, one in zip(*of_story_pairs(story, own, notes), strict=True):
            if not row[_ONE_ARTICLE]:
                numbers.append(row)
                same.append(one)
    return (numbers, same), total, lost


def auc(scores: Sequence[float], same: Sequence[bool]) -> float:
    """The chance that a pair of one event is thought likelier than another pair (Mann and Whitney); ties count half."""
    of_one = np.array([p for p, s in zip(scores, same, strict=True) if s])
    others = np.sort([p for p, s in zip(scores, same, strict=True) if not s])
    if not len(of_one) or not len(others):
        return 0.0
    below = np.searchsorted(others, of_one, "left") + np.searchsorted(others, of_one, "right")
    return float(below.sum() / 2 / (len(of_one) * len(others)))


def report(scores: Sequence[float], same: Sequence[bool], total: int) -> None:
    """Print precision and recall from each bar on; `total` pairs are to be found."""
    print(f"pairs {len(same)}, AUC {auc(scores, same):.3f}")
    for bar in _BARS:
        given = [s for p, s in zip(scores, same, strict=True) if p >= bar]
        print(
            f"from {bar:.2f}: {len(given)} pairs, precision {sum(given) / max(1, len(given)):.3f}, recall {sum(given) / max(1, total):.3f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("dev", "held"))
    args = parser.parse_args()
    (numbers, same), total, lost = pairs(events_data.rows(args.half))
    print(f"tellings without a saying: {lost}")
    scores = [weighed("events", event_signs.EVENTS, row) for row in numbers]
    report(scores, same, total)


if __name__ == "__main__":
    main()
