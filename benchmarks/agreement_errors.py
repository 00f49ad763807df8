"""Why labelled figures are missed or joined wrongly: `python -m benchmarks.agreement_errors` (development half only).

Each labelled figure is followed through the road: was it read, does it stand in a claim, and was it joined with its fellows?
"""

from __future__ import annotations

import argparse
import itertools
from collections import Counter
from collections.abc import Mapping, Sequence

from benchmarks.agreement import found
from benchmarks.agreement_data import Gold, Row, _same, articles, gold, lay, relations, rows
from newsloom.annotate import annotate
from newsloom.compare.claims import features, scope
from newsloom.compare.claims.align import matcher
from newsloom.compare.claims.match import Matcher
from newsloom.compare.entities import canon
from newsloom.compare.sayings import Item, gather
from newsloom.compare.sayings.keys import of_story
from newsloom.extract import furnish
from newsloom.records import Annotations, Article, Claim
from newsloom.settings import Settings
from newsloom.text.vectors import embedder


def state(label: Gold, notes: Mapping[str, Annotations], items: Sequence[Item], ids: Sequence[str]) -> str:
    """How far a labelled figure came: "unread", "read" (a quantity, no item), "other value", or "item"."""
    if _item(label, items, ids) is not None:
        return "item"
    near = [q for q in notes[label.article].quantities if q.start < label.end and label.start < q.end]
    if label.value is not None and any(_same(q.value, label.value) for q in near):
        return "item" if _item(label, items, ids) is not None else "read"
    return "other value" if near else "unread"


def _item(label: Gold, items: Sequence[Item], ids: Sequence[str]) -> int | None:
    """The item that stands for a labelled figure."""
    if label.value is None:
        return None
    options = []
    for n, i in enumerate(items):
        if i.value is None or i.place is None or ids[i.article] != label.article or not _same(i.value, label.value):
            continue
        meets = min(i.place[1], label.end) - max(i.place[0], label.start)
        if meets > 0:
            options.append((meets, -n))
    return -max(options)[1] if options else None


def why(matcher: Matcher, items: Sequence[Item], a: int, b: int) -> str:
    """What keeps two figures apart, or their score."""
    x, y = items[min(a, b)], items[max(a, b)]
    for name, check in (("veto", scope.vetoed), ("barred", features.barred), ("told together", scope.told_together)):
        if check(x, y):
            return name
    score = matcher.score(min(a, b), max(a, b))
    return "none" if score is None else f"score {score:.2f}"


def _words(item: Item) -> str:
    of = ",".join(sorted(item.of))
    flags = "".join(c for c, on in zip("wsemhSrb", (item.whole, item.share, item.earlier, item.moves, item.home, item.sole, item.rival, bool(item.years)), strict=True) if on)  # fmt: skip  # noqa: E501
    group = item.group and (sorted(item.group.kinds), sorted(item.group.marks), item.group.relative)
    return f"[{item.measure} of={of} {item.klass} {flags} {group}]"


def examine(story: Row, own: Sequence[Article], notes: Sequence[Annotations], claims: Sequence[Claim], counts: Counter[str]) -> None:
    """Print what went wrong in one story."""
    items = gather(own, notes, of_story(notes, canon(notes)))
    match = matcher(items, own, embedder())
    ids = [a.id for a in own]
    by_article = {n.article: n for n in notes}
    labels = gold(story)
    lay(labels, claims)
    quotes = {(g.claim, g.index): story["claims"][g.claim]["assertions"][g.index]["quote"] for g in labels}
    print(f"\n##### {story['id']}")
    states = {(g.claim, g.index): state(g, by_article, items, ids) for g in labels if g.value}
    for g in labels:
        if g.value:
            counts[f"figure {states[g.claim, g.index]}"] += 1
            if states[g.claim, g.index] != "item":
                near = [(q.value.low, q.value.high, q.value.counts) for q in by_article[g.article].quantities if q.start < g.end and g.start < q.end]  # fmt: skip  # noqa: E501
                print(f"  {states[g.claim, g.index].upper()}: {quotes[g.claim, g.index]!r} wants {g.value} has {near}")
    wanted = {(c, a, b): kind for c, a, b, kind in relations(story)}
    for x, y in itertools.combinations([g for g in labels if g.value], 2):
        same, (one, other) = x.claim == y.claim, (_item(x, items, ids), _item(y, items, ids))
        together = [(c, a, b) for (c, a), (d, b) in itertools.product(x.places, y.places) if c == d]
        want = wanted.get((x.claim, *sorted((x.index, y.index)))) if same else None
        told = f"{quotes[x.claim, x.index]!r} / {quotes[y.claim, y.index]!r}"
        if same and not together:
            kind = "unread" if one is None or other is None else why(match, items, one, other)
            counts["missed " + kind.split()[0]] += 1
            if one is not None and other is not None:
                print(f"  MISSED {kind} ({want}): {told} {_words(items[one])} {_words(items[other])}")
        elif together and not same:
            counts["joined wrongly"] += 1
            print(f"  WRONG {why(match, items, one, other) if one is not None and other is not None else ''}: {told} {one is not None and _words(items[one])} {other is not None and _words(items[other])}")  # fmt: skip  # noqa: E501
        elif together:
            given = {(r.is_, r.rule, r.why) for c, a, b in together for r in claims[c].relations if {r.a, r.b} == {a, b}}
            if want not in {g[0] for g in given} and (given or want != "agree"):
                names = "+".join(sorted(f"{g[0]}/{g[1]}" for g in given))
                counts[f"verdict {want} given {names}"] += 1
                print(f"  VERDICT want {want} given {names}: {told}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--story")
    args = parser.parse_args()
    given = [s for s in rows(only="dev") if args.story in (None, s["id"])]
    settings, counts = Settings(), Counter[str]()
    claims = found(given, settings)
    for story in given:
        own = list(furnish(articles(story)))
        examine(story, own, annotate(own, settings.annotate), claims[story["id"]], counts)
    print()
    for name, count in counts.most_common():
        print(f"{count:5} {name}")


if __name__ == "__main__":
    main()
