"""What it costs to add articles to a desk: `python -m benchmarks.adding --data DIR --format gva [--limit N] [--desk FILE] [--json]`.

Ready-extracted articles go the road of `newsloom add` from the store on: stored, made searchable, turned into features, placed, settled,
linked into stories, written, titled. Each stage is told in milliseconds an article of processor time, so that what else runs on the machine
counts little; `elapsed_per_s` is by the clock, and depends on it. What a second process does beside this one is told apart.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec

from benchmarks.clustering_data import FORMATS, load
from newsloom import cluster
from newsloom.cluster.stream import Stream
from newsloom.loom import linking, placing, shelf, titling
from newsloom.records import Article
from newsloom.settings import Settings
from newsloom.store import Store
from newsloom.store.living import Living
from newsloom.text.vectors import UniversalSentenceEncoder, embedder

BATCH = 64  # articles that are stored together
STAGES: tuple[tuple[str, object, str], ...] = (
    ("store", Store, "add"),
    ("features", cluster, "features"),
    ("embed", UniversalSentenceEncoder, "encode"),
    ("keep features", Store, "keep_features"),
    ("weigh", shelf.Shelf, "weigh"),
    ("place", Stream, "place"),
    ("settle", Stream, "settle"),
    ("link", linking, "link"),
    ("write", Living, "keep"),
    ("title", titling, "settle"),
)


@dataclasses.dataclass(slots=True)
class Watch:
    """Processor time (s) of each stage, without that of the stages inside it."""

    spent: defaultdict[str, float] = dataclasses.field(default_factory=lambda: defaultdict(float))
    inner: list[float] = dataclasses.field(default_factory=list)

    def around(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **named: Any) -> Any:
            start = time.process_time()
            self.inner.append(0.0)
            try:
                return work(*args, **named)
            finally:
                took = time.process_time() - start
                self.spent[name] += took - self.inner.pop()
                if self.inner:
                    self.inner[-1] += took

        return timed


def add(articles: list[Article], db: Path) -> dict[str, float]:
    """Add the articles to a new desk; what each stage took (ms an article), and articles a second."""
    settings, watch = Settings(), Watch()
    embedder(settings.annotate.threads).encode(["warm"])
    placing.place(_first(articles[0], db.with_name("warm.db")), settings)  # word lists and tables are read once
    others = _others()
    with Store(db) as store, ExitStack() as stack:
        for name, owner, method in STAGES:
            stack.enter_context(patch.object(owner, method, watch.around(name, getattr(owner, method))))
        start, clock = time.process_time(), time.perf_counter()
        for at in range(0, len(articles), BATCH):
            store.add(articles[at : at + BATCH])
        placing.place(store, settings)
        total, elapsed = time.process_time() - start, time.perf_counter() - clock
    other = _others() - others
    each = {name: 1000 * watch.spent[name] / len(articles) for name, _, _ in STAGES}
    each["other"] = 1000 * total / len(articles) - sum(each.values())
    figures = {f"{name} ms": value for name, value in each.items()}
    figures["this process ms"] = 1000 * total / len(articles)
    figures["beside it ms"] = 1000 * other / len(articles)
    return figures | {"per_s": len(articles) / max(total, other), "elapsed_per_s": len(articles) / elapsed}


def _first(article: Article, db: Path) -> Store:
    store = Store(db)
    store.add([article])
    return store


def _others() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, required=True)
    ask.add_argument("--format", choices=list(FORMATS), default="gva")
    ask.add_argument("--limit", type=int)
    ask.add_argument("--desk", type=Path, help="keep the desk in this new file")
    ask.add_argument("--json", action="store_true")
    said = ask.parse_args()
    read = load(said.data, said.format)[0][: said.limit]
    articles = [msgspec.structs.replace(one, version="1", input="benchmark", first_seen="2026-01-01T00:00:00Z") for one in read]
    with tempfile.TemporaryDirectory() as folder:
        figures = {"articles": float(len(articles))} | add(articles, said.desk or Path(folder) / "desk.db")
    if said.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:18} {value:.2f}")


if __name__ == "__main__":
    main()
