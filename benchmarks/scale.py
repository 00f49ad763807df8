"""Cost of placing one article: `python -m benchmarks.scale [--sizes 10000,100000] [--probes 256] [--seed 1] [--folder DIR] [--json]`.

Articles of known events are made from a seed (`benchmarks.synthetic`), features and all. For each size a window of so many articles is
written to a file (`benchmarks.window_file`), each article in its true event; then `--probes` further articles are placed in batches of 64.
Each batch opens the file anew, so that all it needs is read, and writes what changed. Batches of the sizes take turns, and time is
processor time of this process, so that what else runs on the machine counts little. `ready_s` is the time (by the clock) from opening the
file to the first article placed, `memory_mb` what placing added to the memory of the process. The B-cubed F1 is that of a stream of
`--placed` articles placed from the first on.

All files take about 3 KB an article. What a desk adds to this (texts, search, stories) is measured by `benchmarks.desk_scale`.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import multiprocessing
import resource
import shutil
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.clustering import bcubed, placed
from benchmarks.synthetic import Maker
from benchmarks.window_file import WindowFile, fill
from newsloom.cluster import Features, Stream
from newsloom.settings import ClusterSettings

BATCH = 64


def resident() -> float:
    """Memory of this process now (MB)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def place(path: Path, batch: Sequence[Features]) -> dict[str, float]:
    """Open the window, place a batch, write what changed: milliseconds an article, seconds until the first was placed, memory (MB)."""
    before, start, clock = resident(), time.process_time(), time.perf_counter()
    file = WindowFile(path)
    stream = Stream(ClusterSettings(), file.background, learning=False, desk=file, opened=file.number("opened"))
    file.background.load(batch)
    for one in batch:
        file.background.observe(one.terms)
    stream.expect(file.weigh(batch[:1]))
    stream.place(batch[0])
    ready = time.perf_counter() - clock
    stream.expect(file.weigh(batch[1:]))
    for one in batch[1:]:
        stream.place(one)
    merged = stream.settle()
    rows = [(one.article, stream.event_of[one.article], one.to_bytes()) for one in batch]
    touched = [event for name, event in stream.events.items() if name in stream.touched and event.size]
    file.write(stream.window.postings.drain(), rows, touched, stream.opened, file.background.articles)
    file.join(merged)
    file.close()
    took = time.process_time() - start
    return {"place_ms": 1000 * took / len(batch), "ready_s": ready, "memory_mb": resident() - before}


def measure(sizes: Sequence[int], probes: int, seed: int, folder: Path, keep: Path | None, *, told: bool) -> list[dict[str, float]]:
    """The costs at each size. `folder` is thrown away; filled windows are kept in `keep`, where it is given, and taken from there."""
    kept = {size: (keep or folder) / f"filled-{size}-{probes}-{seed}.db" for size in sizes}
    paths = {size: folder / f"window-{size}.db" for size in sizes}
    for size, path in kept.items():
        if not path.exists():
            start = time.perf_counter()
            filling = multiprocessing.get_context("spawn").Process(target=fill, args=(path, size, probes + BATCH, seed))
            filling.start()
            filling.join()
            if told:
                print(f"filled {size} in {time.perf_counter() - start:.0f} s, {path.stat().st_size / 1e6:.0f} MB", flush=True)
    waiting: dict[int, list[Features]] = {}
    for size, path in paths.items():
        shutil.copy(kept[size], path)  # what is placed now must be new the next time as well
        file = WindowFile(path)
        waiting[size] = file.probes()
        file.close()
        place(path, waiting[size][-BATCH:])  # word lists are read once
    found: dict[int, list[dict[str, float]]] = {size: [] for size in sizes}
    for at in range(0, probes, BATCH):
        for size, path in paths.items():
            gc.collect()
            found[size].append(place(path, waiting[size][at : at + BATCH]))
    return [
        {
            "window": size,
            "place_ms": statistics.mean(one["place_ms"] for one in rows),
            "place_ms_median": statistics.median(one["place_ms"] for one in rows),
            "ready_s": max(one["ready_s"] for one in rows),
            "memory_mb": max(one["memory_mb"] for one in rows),
            "file_mb": paths[size].stat().st_size / 1e6,
        }
        for size, rows in found.items()
    ]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--sizes", default="10000,100000")
    ask.add_argument("--probes", type=int, default=256)
    ask.add_argument("--placed", type=int, default=5000)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--folder", type=Path, help="where filled windows are kept; else they are thrown away")
    ask.add_argument("--json", action="store_true")
    said = ask.parse_args()
    sizes = sorted(map(int, said.sizes.split(",")))
    with tempfile.TemporaryDirectory() as folder:
        rows = measure(sizes, said.probes, said.seed, Path(folder), said.folder, told=not said.json)
    if not said.json:
        for row in rows:
            print("  ".join(f"{name} {value:.4g}" for name, value in row.items()), flush=True)
    made = list(Maker(said.placed, seed=said.seed).articles())
    first, last = rows[0], rows[-1]
    times = last["place_ms"] / first["place_ms"]
    figures = {
        "ratio": times,
        "growth_exponent": math.log(times) / math.log(last["window"] / first["window"]) if len(rows) > 1 else 0.0,
        "bcubed_f1": bcubed(placed([features for features, _ in made])[0], [event for _, event in made])[2],
    }
    if said.json:
        print(json.dumps({"sizes": rows, **figures}))
    else:
        print("  ".join(f"{name} {value:.4g}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
