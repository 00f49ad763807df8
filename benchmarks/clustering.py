"""Events, online: `python -m benchmarks.clustering --data DIR [--format gva|ecbplus|languages] [--json] [--predictions FILE] [--shuffle SEED]`.

Articles are fed one by one in the order of their dates (or of the file); what was placed is never looked at again.
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
    """The event of each article, placed online."""
    settings = ClusterSettings() if window_days is None else ClusterSettings(window_days=window_days)
    stream = Stream(settings, model=model)
    return [stream.place(one).event for one in found]


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
    said = ask.parse_args()
    articles, gold = load(said.data, said.format)
    if said.shuffle is not None:
        order = shuffled_within_days([article.published.value for article in articles], said.shuffle)
        articles, gold = [articles[at] for at in order], [gold[at] for at in order]
    encoder, familiar = embedder(2), FamiliarLines()
    encoder.encode(["warm"])
    start = time.perf_counter()
    found = [one for at in range(0, len(articles), BATCH) for one in features(articles[at : at + BATCH], encoder, familiar)]
    ready = time.perf_counter()
    placed = place(found)
    done = time.perf_counter()
    precision, recall, f1 = bcubed(placed, gold)
    figures = {
        "documents": len(gold),
        "clusters": len(set(placed)),
        "gold_clusters": len(set(gold)),
        "bcubed_precision": precision,
        "bcubed_recall": recall,
        "bcubed_f1": f1,
        "features_per_s": len(gold) / (ready - start),
        "placed_per_s": len(gold) / (done - ready),
        "articles_per_s": len(gold) / (done - start),
    }
    if said.predictions:
        lines = (json.dumps({"id": article.id, "cluster": event}) for article, event in zip(articles, placed, strict=True))
        said.predictions.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if said.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:18} {value:.4f}" if isinstance(value, float) else f"{name:18} {value}")


if __name__ == "__main__":
    main()
