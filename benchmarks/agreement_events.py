"""Why labelled events and judgements are not brought together: `python -m benchmarks.agreement_events [--each]` (development half only).

Each missed pair is followed through the road: is there a saying of either side, does it stand in a claim, may the two be of one claim at
all, how likely are they thought to be, and what kept their groups apart.
"""

from __future__ import annotations

import argparse
import itertools
from collections import Counter
from collections.abc import Iterator, Sequence

from benchmarks.agreement_data import Gold, Row, articles, gold, lay, rows
from newsloom.annotate import annotate
from newsloom.compare import dossier
from newsloom.compare.claims import across, event_signs
from newsloom.compare.claims.align import grouped, matcher
from newsloom.compare.claims.match import Matcher
from newsloom.compare.entities import canon
from newsloom.compare.sayings import Item, gather
from newsloom.compare.sayings.keys import of_story
from newsloom.extract import furnish
from newsloom.records import Story
from newsloom.settings import Settings
from newsloom.text.vectors import embedder

_SOME = 0.15  # share of a label's characters from which on a saying is one of it
_BANDS = (across.LEAST, 0.3, 0.15)  # probabilities between which missed pairs are counted


def sayings(label: Gold, items: Sequence[Item], ids: Sequence[str]) -> list[int]:
    """The items that lie on a label, no figures, best first."""
    found = []
    for n, item in enumerate(items):
        if ids[item.article] != label.article or item.kind == "quantity":
            continue
        meets = min(item.end, label.end) - max(item.start, label.start)
        longer = max(item.end - item.start, label.end - label.start)
        if meets >= _SOME * (label.end - label.start):
            found.append((-meets / longer, n))
    return [n for _, n in sorted(found)]


def cause(x: Sequence[int], y: Sequence[int], items: Sequence[Item], matcher: Matcher, home: dict[int, int]) -> str:
    """What keeps the sayings of two labels apart."""
    if not x or not y:
        return "no saying of " + ("either" if not x and not y else "one")
    pairs = [(min(a, b), max(a, b)) for a, b in itertools.product(x, y)]
    if any(home[a] == home[b] for a, b in pairs):
        return "one group, but no row shows both"
    scores = [(across.probability(items, matcher.sense, a, b) if matcher.sense else None, a, b) for a, b in pairs]
    free = [s for s in scores if s[0] is not None]
    if not free:
        return "barred: " + _bar(items[pairs[0][0]], items[pairs[0][1]])
    best = max(s[0] or 0.0 for s in free)
    if best >= _BANDS[0]:
        return "likely enough, kept apart by their groups"
    return next((f"probability from {low}" for low in _BANDS[1:] if best >= low), "probability lower")


def _bar(x: Item, y: Item) -> str:
    """Which bar it is."""
    checks = {
        "set elsewhere or on another day": event_signs.vetoed(x, y),
        "other persons": event_signs._other_persons(x, y),
        "roles exchanged": event_signs._exchanged(x, y),
        "of whom is not known": event_signs._of_whom(x, y),
        "other numbers": not event_signs.numbers_fit(x, y),
        "only a telling": event_signs.generic(x) or event_signs.generic(y),
        "another": x.another != y.another,
    }
    return next((name for name, holds in checks.items() if holds), "else")


def missed(story: Row) -> Iterator[tuple[str, str, str, str]]:
    """(cause, about, quote, quote) of each missed pair of a story."""
    own = list(furnish(articles(story)))
    notes = list(annotate(own, Settings().annotate))
    told = Story(id=story["id"], title="", first=None, last=None, languages=("en",), events=(), articles=tuple(a.id for a in own))
    labels = gold(story)
    lay(labels, dossier(told, own, notes, Settings().compare, embedder()).claims)
    items = gather(own, notes, of_story(notes, canon(notes)))
    match, ids = matcher(items, own, embedder()), [a.id for a in own]
    home = {m: n for n, group in enumerate(grouped(items, match)) for m in group}
    for x, y in itertools.combinations(labels, 2):
        if x.claim != y.claim or (x.value and y.value):
            continue
        claim = story["claims"][x.claim]
        quotes = [claim["assertions"][g.index]["quote"] for g in (x, y)]
        if {c for c, _ in x.places} & {c for c, _ in y.places}:
            yield "joined", claim["about"], *quotes
        elif x.value or y.value:
            yield "a figure against words", claim["about"], *quotes
        elif claim["kind"] == "quantity":
            yield "words of a figure's claim", claim["about"], *quotes
        else:
            yield cause(sayings(x, items, ids), sayings(y, items, ids), items, match, home), claim["about"], *quotes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", action="store_true")
    args = parser.parse_args()
    counts: Counter[str] = Counter()
    for story in rows(only="dev"):
        for why, about, one, other in missed(story):
            counts[why] += 1
            if args.each and why != "joined":
                print(f"{story['id']}: {why}: {about}: {one!r} / {other!r}")
    for why, count in counts.most_common():
        print(f"{count:5} {why}")


if __name__ == "__main__":
    main()
