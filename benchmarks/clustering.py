"""Events, online: `python -m benchmarks.clustering --data DIR [--format gva|ecbplus|languages] [--json] [--predictions FILE]`.

Articles are fed in the order of their dates (or of the file), a batch at a time; after each batch the stream settles, as a desk does it,
knowing nothing of what comes later. `placed_f1` is the figure of first placings, before anything settled. `--shuffle SEED` mixes the
articles of each day (all, where there are no days); `--orders N` does so N times and tells mean and spread, and what one batch gives.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import time
from collections import defaultdict
from collections.abc import Hashable, Sequence
from pathlib import Path

from benchmarks.clustering_data import FORMATS, load
from newsloom.cluster.familiar import FamiliarLines
from newsloom.cluster.features import Features, features
from newsloom.cluster.model import Model
from newsloom.cluster.stream import Stream
from newsloom.settings import ClusterSettings
from newsloom.text.vectors import embedder
from newsloom.text.words import Background

BATCH = 64


def bcubed(predicted: Sequence[Hashable], gold: Sequence[Hashable]) -> tuple[float, float, float]:
    """B-cubed precision, recall, F1 (Bagga and Baldwin 1998) of two labellings of the same items."""
    ours: defaultdict[Hashable, set[int]] = defaultdict(set)
    theirs: defaultdict[Hashable, set[int]] = defaultdict(set)
    for at, (mine, true) in enumerate(zip(predicted, gold, strict=True)):
        ours[mine].add(at)
        theirs[true].add(at)
    shared = [len(ours[mine] & theirs[true]) for mine, true in zip(predicted, gold, strict=True)]
    precision = sum(n / len(ours[mine]) for n, mine in zip(shared, predicted, strict=True)) / len(gold)
    recall = sum(n / len(theirs[true]) for n, true in zip(shared, gold, strict=True)) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def place(found: Sequence[Features], model: Model | None = None, window_days: int | None = None) -> list[str]:
    """The event of each article, placed and settled online."""
    return placed(found, model, window_days)[0]


def placed(found: Sequence[Features], model: Model | None = None, window_days: int | None = None) -> tuple[list[str], list[str]]:
    """The event of each article in the end, and the one that it was first put into."""
    settings = ClusterSettings() if window_days is None else ClusterSettings(window_days=window_days)
    stream = Stream(settings, model=model)
    first: list[str] = []
    for at in range(0, len(found), BATCH):
        first += [stream.place(one).event for one in found[at : at + BATCH]]
        stream.settle()
    return [stream.event_of[one.article] for one in found], first


def at_once(found: Sequence[Features]) -> list[str]:
    """The event of each article where all are given in one batch, by day, in the order of ids."""
    background = Background()
    for one in found:
        background.observe(one.terms)
    stream = Stream(ClusterSettings(), background, learning=False)
    for one in sorted(found, key=lambda one: (one.day is None, one.day or 0, one.article)):
        stream.place(one)
    stream.settle()
    return [stream.event_of[one.article] for one in found]


def orders(found: Sequence[Features], gold: Sequence[str], days: Sequence[str | None], count: int) -> dict[str, float]:
    """B-cubed F1 over `count` orders of the same articles: mean, least, most; and in one batch."""
    scores = []
    for seed in range(1, count + 1):
        order = shuffled_within_days(days, seed)
        scores.append(bcubed(place([found[at] for at in order]), [gold[at] for at in order])[2])
    return {
        "orders_mean_f1": sum(scores) / count,
        "orders_least_f1": min(scores),
        "orders_most_f1": max(scores),
        "one_batch_f1": bcubed(at_once(found), gold)[2],
    }


def shuffled_within_days(days: Sequence[str | None], seed: int) -> list[int]:
    """An order that mixes the articles of each day, and all where there are no days."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    order: list[int] = []
    for _, group in itertools.groupby(range(len(days)), key=lambda at: days[at]):
        members = list(group)
        chance.shuffle(members)
        order.extend(members)
    return order


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, required=True)
    ask.add_argument("--format", choices=list(FORMATS), default="gva")
    ask.add_argument("--json", action="store_true")
    ask.add_argument("--predictions", type=Path)
    ask.add_argument("--shuffle", type=int, help="mix the articles of each day with this seed")
    ask.add_argument("--orders", type=int, default=0, help="measure so many orders, and one batch")
    said = ask.parse_args()
    articles, gold = load(said.data, said.format)
    if said.shuffle is not None:
        order = shuffled_within_days([article.published.value and article.published.value[:10] for article in articles], said.shuffle)
        articles, gold = [articles[at] for at in order], [gold[at] for at in order]
    encoder, familiar = embedder(2), FamiliarLines()
    encoder.encode(["warm"])
    start = time.perf_counter()
    found = [one for at in range(0, len(articles), BATCH) for one in features(articles[at : at + BATCH], encoder, familiar)]
    ready = time.perf_counter()
    events, first = placed(found)
    done = time.perf_counter()
    precision, recall, f1 = bcubed(events, gold)
    figures = {
        "documents": len(gold),
        "clusters": len(set(events)),
        "gold_clusters": len(set(gold)),
        "bcubed_precision": precision,
        "bcubed_recall": recall,
        "bcubed_f1": f1,
        "placed_f1": bcubed(first, gold)[2],
        "features_per_s": len(gold) / (ready - start),
        "placed_per_s": len(gold) / (done - ready),
        "articles_per_s": len(gold) / (done - start),
    }
    if said.orders:
        figures |= orders(found, gold, [article.published.value and article.published.value[:10] for article in articles], said.orders)
    if said.predictions:
        lines = (json.dumps({"id": article.id, "cluster": event}) for article, event in zip(articles, events, strict=True))
        said.predictions.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if said.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:18} {value:.4f}" if isinstance(value, float) else f"{name:18} {value}")


if __name__ == "__main__":
    main()
