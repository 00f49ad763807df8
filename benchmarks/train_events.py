"""Weighs the signs by which events and judgements are aligned: `python -m benchmarks.train_events` writes the table `event_weights`.

Logistic regression over pairs of sayings of the development half of `benchmarks/data/agreement`; the held half is never read. A pair of a
labelled saying and one without a label counts as of two claims. The table of concepts was written with these stories at hand, so its words
fit them better than others: pairs are learned several times, each time without a different part of the concepts (drawn by hash), so that
the other signs keep their weight. `--check` fits without each fifth of the stories in turn and tells how well the rest is grouped.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.agreement_data import Row, articles, gold, rows
from newsloom.annotate import annotate
from newsloom.compare.claims import event_signs
from newsloom.compare.claims.sense import Sense
from newsloom.compare.entities import canon
from newsloom.compare.sayings import Item, gather
from newsloom.compare.sayings.keys import of_story
from newsloom.extract import furnish
from newsloom.records import Annotations, Article
from newsloom.settings import Settings
from newsloom.text.vectors import embedder

TABLE = Path(__file__).parents[1] / "src" / "newsloom" / "lexicon" / "common" / "event_weights.toml"
FOR = frozenset(("clause", "clause_across", "outer", "outer_across", "names", "words", "soft", "soft_across", "held", "predicate", "family", "subject", "object", "number", "against", "negated", "concepts", "concepts_across", "concepts_shared", "concepts_held", "opposed"))  # fmt: skip  # noqa: E501
AGAINST = frozenset(("strangers", "other_family", "other_subject", "other_object", "other_kind"))
_STRENGTH = 4.0  # of the penalty
_DRAWS, _LEFT_OUT = 4, 0.5  # times that pairs are learned; share of the concepts that each time leaves out
_HALF = 0.5  # share of the longer of quote and clause that both must have in common


def labelled(story: Row, items: list[Item], ids: list[str]) -> tuple[dict[int, int], set[int]]:
    """Claim of each item that stands for a labelled saying; and the items that share its words and are left out."""
    found: dict[int, int] = {}
    near: set[int] = set()
    for label in gold(story):
        options = []
        for n, i in enumerate(items):
            if ids[i.article] != label.article or i.kind == "quantity":
                continue
            meets = min(i.end, label.end) - max(i.start, label.start)
            if meets > 0:
                near.add(n)
                options.append((meets / max(i.end - i.start, label.end - label.start), -n))
        best = max(options, default=(0.0, 0))
        if best[0] >= _HALF and story["claims"][label.claim]["kind"] != "quantity":
            found.setdefault(-best[1], label.claim)
    return found, near - set(found)


def of_story_pairs(
    story: Row, own: list[Article], notes: list[Annotations], draw: int | None = None
) -> tuple[list[list[float]], list[bool]]:
    """Numbers of each pair of one story, and whether it is of one claim; without a part of the concepts where a draw is named."""
    items = gather(own, notes, of_story(notes, canon(notes)))
    if draw is not None:
        items = [replace(i, concepts=frozenset(c for c in i.concepts if _kept(c, draw))) for i in items]
    sense = Sense(items, own, embedder())
    claims, left = labelled(story, items, [a.id for a in own])
    numbers, same = [], []
    for a in sorted(claims):
        for b, other in enumerate(items):
            if b == a or b in left or other.kind == "quantity" or (b in claims and b < a) or event_signs.barred(items[a], other):
                continue
            numbers.append(event_signs.of_events(items[a], other, a, b, sense))
            same.append(claims.get(b) == claims[a])
    return numbers, same


def _kept(concept: str, draw: int) -> bool:
    return hashlib.sha256(f"{draw} {concept}".encode()).digest()[0] >= _LEFT_OUT * 256


def fit(numbers: Sequence[Sequence[float]], same: Sequence[bool]) -> list[float]:
    """Bias and weights, signs held."""
    from scipy.optimize import minimize

    table = np.hstack([np.ones((len(numbers), 1)), np.array(numbers)])
    signs = np.where(np.array(same), 1.0, -1.0)

    def loss(b: np.ndarray) -> tuple[float, np.ndarray]:
        margin, ridge = signs * (table @ b), np.concatenate([[0.0], b[1:]])
        slope = -(signs / (1 + np.exp(np.minimum(margin, 50.0)))) @ table
        return float(np.logaddexp(0, -margin).sum() + ridge @ ridge * _STRENGTH / 2), slope + _STRENGTH * ridge

    bounds = [
        (None, None),
        *((0, None) if n in FOR else (None, 0) if n in AGAINST else (None, None) for n in event_signs.EVENTS),
    ]
    run: Callable[..., object] = minimize
    return [float(x) for x in run(loss, np.zeros(table.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds).x]  # type: ignore[attr-defined]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    made = []
    for story in rows(only="dev"):
        own = list(furnish(articles(story)))
        notes = list(annotate(own, Settings().annotate))
        drawn = [of_story_pairs(story, own, notes, draw) for draw in range(_DRAWS)]
        made.append(([x for d in drawn for x in d[0]], [y for d in drawn for y in d[1]]))
    report(made, check=args.check)


def report(made: list[tuple[list[list[float]], list[bool]]], *, check: bool) -> None:
    """Fit and write, or fit on parts and tell."""
    if check:
        scores: list[tuple[float, bool]] = []
        for fold in range(5):
            train = [m for n, m in enumerate(made) if n % 5 != fold]
            found = fit([x for m in train for x in m[0]], [s for m in train for s in m[1]])
            for n, (numbers, same) in enumerate(made):
                if n % 5 == fold and numbers:
                    logits = found[0] + np.array(numbers) @ np.array(found[1:])
                    scores += list(zip(1 / (1 + np.exp(-logits)), same, strict=True))
        total = sum(s for _, s in scores)
        for least in (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5):
            given = [s for p, s in scores if p >= least]
            print(f"from {least:.2f}: {len(given)} pairs, precision {sum(given) / max(1, len(given)):.2f}, recall {sum(given) / total:.2f}")
        return
    found = fit([x for m in made for x in m[0]], [s for m in made for s in m[1]])
    lines = [f"{name} = {value:.3f}" for name, value in zip(("bias", *event_signs.EVENTS), found, strict=True)]
    head = (
        "# What each sign weighs in whether two sayings that are no figures are of one claim: logistic regression over the\n"
        "# development half of the labelled stories, written by benchmarks/train_events.py. See compare/claims/event_signs.py.\n"
        "\n[events]\n"
    )
    TABLE.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{sum(len(m[1]) for m in made)} pairs, {sum(sum(m[1]) for m in made)} of one claim; wrote {TABLE.name}")


if __name__ == "__main__":
    main()
