"""What adding costs as a desk grows: `python -m benchmarks.desk_scale [--sizes 2000,10000,30000] [--probes 128] [--seed 1] [--json]`.

Articles of known events (`benchmarks.synthetic`), with their features, are added to one SQLite desk through the code that `newsloom add`
uses. At each size it tells, in processor time of this process: an article of a batch of 64 (`batch_ms`), an article that is added alone to
a desk opened afresh, opening included (`alone_ms`), and opening with a look at the list of stories (`open_ms`).
"""

from __future__ import annotations

import argparse
import cProfile
import itertools
import json
import pstats
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.clustering import bcubed
from benchmarks.synthetic import Maker
from newsloom.cluster import Features
from newsloom.cluster.features import iso
from newsloom.loom import digest, placing
from newsloom.records import Article, Outlet, When
from newsloom.settings import Settings
from newsloom.store import Store

BATCH = 64
_ALONE = 8
Made = tuple[Features, str]


def article(one: Features) -> Article:
    """An article that has these features. Its text is a stand-in."""
    words = " ".join([*one.lead, *one.terms])
    when = When(value=iso(one.day), precision="day", origin="metadata") if one.day is not None else When()
    return Article(
        id=one.article,
        version=one.version,
        input="benchmark",
        first_seen="2026-01-01T00:00:00Z",
        text=f"{words}.",
        title=" ".join(one.title),
        published=when,
        language=one.language,
        outlet=Outlet(name=f"Outlet {len(one.terms) % 40}"),
    )


def add(store: Store, made: Sequence[Made], settings: Settings) -> None:
    """What `newsloom add` does after reading, with features that are there already."""
    articles = [article(one) for one, _ in made]
    store.add(articles)
    rows = [(a, one.to_bytes()) for a, (one, _) in zip(articles, made, strict=True)]
    store.keep_features(rows, digest.of_features())
    placing.place(store, settings)


def batches(made: Iterator[Made], count: int, size: int) -> Iterator[list[Made]]:
    for at in range(0, count, size):
        yield list(itertools.islice(made, min(size, count - at)))


def measure(db: Path, made: Iterator[Made], probes: int, settings: Settings) -> dict[str, float]:
    """Costs at the size that the desk has now."""
    figures: dict[str, float] = {}
    start = time.process_time()
    with Store(db) as store:
        store.living.listed()
    figures["open_ms"] = 1000 * (time.process_time() - start)
    for name, size, count in (("batch_ms", BATCH, probes), ("alone_ms", 1, _ALONE)):
        took = 0.0
        for batch in batches(made, count, size):
            start = time.process_time()
            with Store(db) as store:
                add(store, batch, settings)
            took += time.process_time() - start
        figures[name] = 1000 * took / count
    return figures


def run(sizes: Sequence[int], probes: int, seed: int, folder: Path, *, told: bool) -> tuple[list[dict[str, float]], float]:
    settings, db = Settings(), folder / "desk.db"
    total = max(sizes) + len(sizes) * (probes + _ALONE)
    gold: dict[str, str] = {}

    def known() -> Iterator[Made]:
        for one, event in Maker(total, seed=seed).articles():
            gold[one.article] = event
            yield one, event

    made, rows, done = known(), [], 0
    for size in sizes:
        with Store(db) as store:
            start = time.process_time()
            for batch in batches(made, size - done, 4 * BATCH):
                add(store, batch, settings)
            filled = 1000 * (time.process_time() - start) / max(size - done, 1)
        rows.append({"desk": size, "filled_ms": filled} | measure(db, made, probes, settings))
        rows[-1]["file_mb"] = db.stat().st_size / 1e6
        done = size + probes + _ALONE
        if told:
            print("  ".join(f"{name} {value:.4g}" for name, value in rows[-1].items()), flush=True)
    with Store(db) as store:
        events = {one.article: one.event for one in store.living.memberships(articles=gold)}
    return rows, bcubed([events[id] for id in gold], list(gold.values()))[2]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--sizes", default="2000,10000,30000")
    ask.add_argument("--probes", type=int, default=128)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--profile", action="store_true", help="print what takes longest, after filling")
    ask.add_argument("--json", action="store_true")
    said = ask.parse_args()
    sizes = sorted(map(int, said.sizes.split(",")))
    profile = cProfile.Profile(time.process_time) if said.profile else None
    if profile:
        profile.enable()
    with tempfile.TemporaryDirectory() as folder:
        rows, f1 = run(sizes, said.probes, said.seed, Path(folder), told=not said.json)
    if profile:
        profile.disable()
        pstats.Stats(profile).sort_stats("cumulative").print_stats(60)
    ratio = {name: rows[-1][name] / rows[0][name] for name in ("batch_ms", "alone_ms")}
    if said.json:
        print(json.dumps({"desks": rows, "ratio": ratio, "bcubed_f1": f1}))
    else:
        print("  ".join(f"{name} ratio {value:.3g}" for name, value in ratio.items()), f" bcubed_f1 {f1:.4f}")


if __name__ == "__main__":
    main()
