"""Weighs the signs by which figures are aligned: `python -m benchmarks.train_agreement` writes the table `claim_weights`.

Logistic regression over pairs of figures of the development half of `benchmarks/data/agreement`; the held half is never read.
A sign that can only speak for a pair has no negative weight, one that can only speak against it no positive one. Pairs are
learned once with and once (at less weight) without the likeness in meaning of their clauses, for stories too large to embed
whole. Events are aligned by rules.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from benchmarks.agreement_data import Row, _same, articles, gold, rows
from newsloom.annotate import annotate
from newsloom.compare.claims import features, scope
from newsloom.compare.claims.match import Matcher
from newsloom.compare.claims.space import Space
from newsloom.compare.entities import canon
from newsloom.compare.sayings import Item, gather
from newsloom.compare.sayings.keys import of_story
from newsloom.extract import furnish
from newsloom.settings import Settings
from newsloom.text.vectors import embedder

TABLE = Path(__file__).parents[1] / "src" / "newsloom" / "lexicon" / "common" / "claim_weights.toml"
FOR = frozenset(("same_measure", "part", "noun", "clause", "same_figure", "meet", "parties", "words", "around", "sole", "scene", "same_of", "family", "mode", "one_day", "replaced", "best", "unique", "near_value", "names", "noun_unit"))  # fmt: skip  # noqa: E501
AGAINST = frozenset(("outcomes_differ", "one_outcome", "open_measure", "far", "strangers", "away", "group_part", "relative", "other_of", "other_family", "part_flags", "loose", "kinds_apart", "marks_apart", "one_loose_open", "years_apart", "span_apart"))  # fmt: skip  # noqa: E501
_STRENGTH, _UNSEEN = 2.0, 0.3  # of the penalty; weight of a pair whose clauses' meaning is left out


def labelled(story: Row, items: Sequence[Item], ids: Sequence[str]) -> dict[int, int]:
    """Claim of each item that stands for a labelled figure."""
    found: dict[int, int] = {}
    for label in gold(story):
        if label.value is None:
            continue
        options = [
            (min(i.place[1], label.end) - max(i.place[0], label.start), n)
            for n, i in enumerate(items)
            if ids[i.article] == label.article and i.value is not None and i.place is not None and _same(i.value, label.value)
        ]
        best = max(options, default=(0, 0))
        if best[0] > 0:
            found.setdefault(best[1], label.claim)
    return found


def pairs() -> tuple[list[list[float]], list[bool]]:
    """Numbers of each pair, and whether it is of one claim."""
    numbers, same = [], []
    for story in rows(only="dev"):
        own = list(furnish(articles(story)))
        notes = annotate(own, Settings().annotate)
        items = gather(own, notes, of_story(notes, canon(notes)))
        match = Matcher(items, Space(items, own, embedder()))
        claims = labelled(story, items, [a.id for a in own])
        known = {(g.article, g.value["low"], g.claim) for g in gold(story) if g.value}
        for a in sorted(claims):
            for b, other in enumerate(items):
                if b == a or other.kind != "quantity" or (b in claims and b < a):
                    continue
                if b not in claims and other.value and (own[other.article].id, other.value.low, claims[a]) in known:
                    continue  # a further mention of a labelled figure
                if scope.vetoed(items[a], other) or features.barred(items[a], other) or scope.told_together(items[a], other):
                    continue
                numbers.append(match.numbers(min(a, b), max(a, b)))
                same.append(claims.get(b) == claims[a])
    return numbers, same


def fit(numbers: list[list[float]], same: list[bool], names: Sequence[str]) -> list[float]:
    """Bias and weights, signs held."""
    from scipy.optimize import minimize

    seen = np.array(numbers)
    unseen = seen.copy()
    unseen[:, names.index("clause")], unseen[:, names.index("unseen")] = 0.0, 1.0
    table = np.hstack([np.ones((2 * len(seen), 1)), np.vstack([seen, unseen])])
    signs = np.where(np.array(same + same), 1.0, -1.0)
    weight = np.concatenate([np.ones(len(seen)), np.full(len(seen), _UNSEEN)])

    def loss(b: np.ndarray) -> tuple[float, np.ndarray]:
        margin, ridge = signs * (table @ b), np.concatenate([[0.0], b[1:]])
        slope = -(weight * signs / (1 + np.exp(margin))) @ table
        return float((weight * np.logaddexp(0, -margin)).sum() + ridge @ ridge * _STRENGTH / 2), slope + _STRENGTH * ridge

    bounds = [(None, None), *((0, None) if n in FOR else (None, 0) if n in AGAINST else (None, None) for n in names)]
    run: Callable[..., object] = minimize
    return [float(x) for x in run(loss, np.zeros(table.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds).x]  # type: ignore[attr-defined]


def main() -> None:
    numbers, same = pairs()
    found = fit(numbers, same, features.FIGURES)
    lines = [f"{name} = {value:.3f}" for name, value in zip(("bias", *features.FIGURES), found, strict=True)]
    head = (
        "# What each sign weighs in whether two figures are of one claim: logistic regression over the development half of the\n"
        "# labelled stories, written by benchmarks/train_agreement.py. The signs are told in compare/claims/features.py.\n\n[figures]\n"
    )
    TABLE.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(same)} pairs, {sum(same)} of one claim; wrote {TABLE.name}")


if __name__ == "__main__":
    main()
