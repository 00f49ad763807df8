"""Cost of placing one article: `python -m benchmarks.scale [--sizes 10000,100000] [--probes 500] [--seed 1] [--json]`.

Articles of known events are made from a seed (`benchmarks.synthetic`), features and all. The window is filled without scoring, each article
in its true event, as after a restart; then `--probes` further articles are placed, and timed in processor time of this process, so that
what else runs on the machine counts little. The B-cubed F1 is that of a stream of `--placed` articles placed from the first on.

All is held in memory here, about 15 KB an article; a desk reads the same lists from its store instead.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import json
import math
import resource
import statistics
import time
from pathlib import Path

from benchmarks.clustering import bcubed, placed
from benchmarks.synthetic import Maker
from newsloom.cluster.stream import Stream
from newsloom.settings import ClusterSettings


def resident() -> float:
    """Memory of this process now (MB)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def cost(size: int, probes: int, seed: int) -> dict[str, float]:
    """Time to place an article with `size` in the window (ms: mean and median of `probes`), time to fill it (s), memory (MB)."""
    stream = Stream(ClusterSettings())
    stream.place(next(Maker(1).articles())[0])  # word lists are read once
    gc.collect()
    before, start = resident(), time.process_time()
    made = Maker(size + probes, seed=seed).articles()
    for features, event in itertools.islice(made, size):
        stream.background.observe(features.terms)
        stream.resume([(features, event, None)])
    filled = time.process_time()
    memory = resident() - before
    took = []
    gc.collect()
    gc.disable()
    for at, (features, _) in enumerate(made):
        begin = time.process_time()
        stream.place(features)
        if at % 64 == 63:
            stream.settle()
        took.append(1000 * (time.process_time() - begin))
    gc.enable()
    return {
        "window": size,
        "place_ms": statistics.mean(took),
        "place_ms_median": statistics.median(took),
        "filled_s": filled - start,
        "memory_mb": memory,
    }


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--sizes", default="10000,100000")
    ask.add_argument("--probes", type=int, default=500)
    ask.add_argument("--placed", type=int, default=5000)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--json", action="store_true")
    said = ask.parse_args()
    rows = []
    for size in map(int, said.sizes.split(",")):
        rows.append(cost(size, said.probes, said.seed))
        gc.collect()
        if not said.json:
            print("  ".join(f"{name} {value:.4g}" for name, value in rows[-1].items()), flush=True)
    made = list(Maker(said.placed, seed=said.seed).articles())
    found = placed([features for features, _ in made])[0]
    first, last = rows[0], rows[-1]
    times = last["place_ms"] / first["place_ms"]
    figures = {
        "ratio": times,
        "growth_exponent": math.log(times) / math.log(last["window"] / first["window"]) if len(rows) > 1 else 0.0,
        "bcubed_f1": bcubed(found, [event for _, event in made])[2],
    }
    if said.json:
        print(json.dumps({"sizes": rows, **figures}))
    else:
        print("  ".join(f"{name} {value:.4g}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
