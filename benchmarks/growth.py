"""How a desk does as it grows: `python -m benchmarks.growth [--db DB] [--sizes 1000,10000,100000] [--seconds 900] [--chart SVG] [--json]`.

A made-up stream of known structure (`benchmarks.synthetic`), features and all, is stored and placed 256 articles at a time on one desk,
SQLite or PostgreSQL (`--db`, a new one). At each size, in milliseconds of processor time of this process (p50 and p99 of 60 questions; on
PostgreSQL by the clock, as its server works elsewhere): all stories listed, as the front page asks for them; a story's page at a glance; a
search for a rare word, and for one that most articles hold. `per_s` is articles a second of the time since the size before, by processor
and by clock. It ends with the largest size, or when `--seconds` are over, with what there is then. Its embeddings have 64 numbers instead
of 512, and texts are lists of words of some 130: sizes of files are smaller than those of real articles.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from benchmarks.desk_scale import Made, add, batches
from benchmarks.synthetic import Maker
from newsloom.loom import Desk
from newsloom.settings import Settings

BATCH, ASKED = 256, 60
KINDS = ("front", "story", "search_rare", "search_common")


def ask(desk: Desk, rare: list[str], clock: Callable[[], float]) -> dict[str, float]:
    """Milliseconds of each kind of question: p50 and p99."""
    chance = np.random.default_rng(1)
    stories = [row.id for row in desk.stories()]
    common = "c1"
    for word in ("w0", "w1", "c1"):
        if desk.search(word):
            common = word
    calls: dict[str, Callable[[], object]] = {
        "front": desk.stories,
        "story": lambda: desk.glance(stories[int(chance.integers(len(stories)))]),
        "search_rare": lambda: desk.search(rare[int(chance.integers(len(rare)))]),
        "search_common": lambda: desk.search(common),
    }
    figures: dict[str, float] = {}
    for name, call in calls.items():
        took = []
        for _ in range(ASKED if name != "front" else ASKED // 3):
            start = clock()
            call()
            took.append(1000 * (clock() - start))
        figures |= {f"{name}_p50": float(np.percentile(took, 50)), f"{name}_p99": float(np.percentile(took, 99))}
    return figures


def grow(db: str, sizes: list[int], seconds: float, seed: int) -> Iterator[dict[str, float]]:
    """Figures at each size that is reached, and at the end of the time."""
    settings, begun = Settings(), time.perf_counter()
    clock = time.perf_counter if "://" in db else time.process_time
    made: Iterator[Made] = Maker(max(sizes), seed=seed).articles()
    done, rare = 0, list[str]()
    with Desk(db, settings) as desk:
        for size in sizes:
            used, start, before = time.process_time(), time.perf_counter(), done
            for batch in batches(made, size - done, BATCH):
                add(desk.store, batch, settings)
                done += len(batch)
                rare.append(batch[-1][0].title[0])
                if time.perf_counter() - begun > seconds:
                    break
            row = {"articles": float(done), "stories": float(len(desk.store.living.listed()))}
            row["per_s_cpu"] = (done - before) / (time.process_time() - used)
            row["per_s_clock"] = (done - before) / (time.perf_counter() - start)
            row |= ask(desk, rare, clock)
            row["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
            if "://" not in db:
                row["bytes_an_article"] = sum(path.stat().st_size for path in Path(db).parent.glob(Path(db).name + "*")) / done
            yield row
            if time.perf_counter() - begun > seconds:
                return


def exponents(rows: list[dict[str, float]]) -> dict[str, float]:
    """By which power of the number of articles each grows, from the second size (the first is mostly start) to the last."""
    first, last = rows[min(1, len(rows) - 2)], rows[-1]
    step = math.log(last["articles"] / first["articles"])
    found = {kind: math.log(last[f"{kind}_p50"] / first[f"{kind}_p50"]) / step for kind in KINDS}
    return found | {"adding": math.log(first["per_s_cpu"] / last["per_s_cpu"]) / step}


def chart(rows: list[dict[str, float]]) -> str:
    """Both axes by powers of ten: articles, and milliseconds (p50)."""
    shades = ("#1b4965", "#b5651d", "#2f6b3c", "#7a3b69", "#444")
    names = ("all stories listed", "a story at a glance", "search, a rare word", "search, a common word", "adding one article")
    series = [[row[f"{kind}_p50"] for row in rows] for kind in KINDS] + [[1000 / row["per_s_cpu"] for row in rows]]
    xs = [math.log10(row["articles"]) for row in rows]
    low, high = math.floor(math.log10(min(map(min, series)))), math.ceil(math.log10(max(map(max, series))))

    def at(x: float, value: float) -> tuple[float, float]:
        across = (x - xs[0]) / ((xs[-1] - xs[0]) or 1)
        return 60 + 400 * across, 300 - 270 * (math.log10(value) - low) / ((high - low) or 1)

    parts = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 340" font-family="sans-serif" font-size="11">']
    parts.append('<rect width="640" height="340" fill="#fff"/>')
    for power in range(low, high + 1):
        y = at(xs[0], 10.0**power)[1]
        parts.append(f'<path d="M60 {y:.1f}H460" stroke="#ddd"/><text x="52" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g} ms</text>')
    for x, row in zip(xs, rows, strict=True):
        parts.append(f'<text x="{at(x, 10.0**low)[0]:.1f}" y="318" text-anchor="middle">{row["articles"]:,.0f}</text>')
    for name, values, shade in zip(names, series, shades, strict=True):
        points = [at(x, value) for x, value in zip(xs, values, strict=True)]
        line = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        parts.append(f'<path d="M{line}" fill="none" stroke="{shade}" stroke-width="2"/>')
        parts.append(f'<text x="468" y="{points[-1][1] + 4:.1f}" fill="{shade}">{name}</text>')
    return "\n".join([*parts, '<text x="260" y="335" text-anchor="middle">articles on the desk</text>', "</svg>", ""])


def main() -> None:
    said = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    said.add_argument("--db", help="a new desk; a SQLite file that is thrown away where none is named")
    said.add_argument("--sizes", default="1000,10000,100000")
    said.add_argument("--seconds", type=float, default=900)
    said.add_argument("--seed", type=int, default=1)
    said.add_argument("--chart", type=Path)
    said.add_argument("--json", action="store_true")
    given = said.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for row in grow(given.db or str(Path(folder) / "desk.db"), sorted(map(int, given.sizes.split(","))), given.seconds, given.seed):
            rows.append(row)
            print("  ".join(f"{name} {value:.4g}" for name, value in row.items()), flush=True)
    found = exponents(rows) if len(rows) > 1 else {}
    print("exponents  " + "  ".join(f"{name} {value:.2f}" for name, value in found.items()))
    if given.chart and len(rows) > 1:
        given.chart.write_text(chart(rows), encoding="utf-8")
    if given.json:
        print(json.dumps({"sizes": rows, "exponents": found}))


if __name__ == "__main__":
    main()
