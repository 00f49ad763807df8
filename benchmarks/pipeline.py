"""From HTML to a desk: `python -m benchmarks.pipeline --data DIR|JSONL [--limit N] [--opponent PATH] [--annotate] [--json]`.

One run of `newsloom add` on the pages of a folder (`.html`, `.html.gz`) or of a JSONL file whose records are wrapped into pages of a plain
template: read, extracted, stored, made searchable, clustered into stories. Then the stages by themselves, one after another in one process,
each timed in processor time, so that what else runs on the machine counts little. With `--annotate`, all articles are annotated as well.

`--opponent` runs another program on the same pages right after (`PROGRAM FOLDER`, and with `--no-parse`; it prints a JSON object with
`articles_per_s` on its last line). Models are loaded before the clock starts, there as here. `cpu` figures are processor time of all
processes, and hold on a busy machine; those by the clock do not.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from newsloom import cluster, extract, ingest
from newsloom.loom import Desk, intake, placing, reading
from newsloom.records import Document
from newsloom.settings import Settings
from newsloom.store import Store
from newsloom.text.vectors import embedder

PAGE = """<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<meta property="article:published_time" content="{day}"></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a> <a href="/sport">Sport</a></nav>
<main><article><h1>{title}</h1>{text}</article></main>
<footer><p>All rights reserved. <a href="/contact">Contact us</a></p></footer></body></html>
"""


def pages(data: Path, folder: Path, limit: int | None) -> int:
    """Have the pages to measure on in a folder; gives their number."""
    folder.mkdir()
    count = 0
    for count, (name, page) in enumerate(_pages(data), 1):
        (folder / f"{name}.html").write_bytes(page)
        if count == limit:
            break
    return count


def _pages(data: Path) -> Iterator[tuple[str, bytes]]:
    if data.is_dir() and (found := sorted(data.rglob("*.htm*"))):
        for path in found:
            raw = path.read_bytes()
            yield path.name.split(".")[0], gzip.decompress(raw) if path.suffix == ".gz" else raw
        return
    path = next(iter(sorted(data.glob("*.jsonl*")))) if data.is_dir() else data
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for at, line in enumerate(lines):
            row = json.loads(line)
            text = "".join(f"<p>{html.escape(part)}</p>\n" for part in row["text"].split("\n") if part.strip())
            title = html.escape(row.get("title") or "Untitled")
            page = PAGE.format(language=row.get("language", "en"), title=title, day=row.get("date") or "", text=text)
            yield f"{at:06}", page.encode()


def _used() -> float:
    """Processor time of this process and of those that it waited for (s)."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def _peak() -> float:
    """The most memory that this process, or one of its children, had (MB)."""
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1000


def whole(folder: Path, db: Path, annotated: bool) -> dict[str, float]:
    """The whole road at once, as `newsloom add` goes it."""
    settings = Settings()
    _warm(settings, db, annotated)
    start, clock = _used(), time.perf_counter()
    with Desk(db, settings) as desk:
        failed = desk.add([str(folder)])
        if annotated:
            reading.read(desk.store.articles(), settings, desk.store)
        elapsed, used = time.perf_counter() - clock, _used() - start
        count = desk.store.count()
        texts = sum(len(gzip.compress(article.text.encode())) for article in desk.store.articles())
    size = db.stat().st_size  # its log was taken in when it was closed
    done = count + len(failed)
    return {
        "articles": count,
        "pages": done,
        "per_s": done / elapsed,
        "cpu_ms": 1000 * used / done,
        "per_s_on_two_cores_by_cpu": 2 * done / used,
        "peak_mb": _peak(),
        "db_bytes": size / count,
        "text_bytes_compressed": texts / count,
    }


def _warm(settings: Settings, db: Path, annotated: bool) -> None:
    """Load models and word lists before the clock starts."""
    embedder(settings.annotate.threads).encode(["warm"])
    warm = db.parent / "warm.jsonl"
    warm.write_text(
        json.dumps({"title": "Ferry late", "text": "The ferry to Port Ansel was three hours late on Monday, its captain said."}) + "\n"
    )
    with Desk(db.with_name("warm.db"), settings) as desk:
        desk.add([str(warm)])
        if annotated:
            reading.read(desk.store.articles(), settings, desk.store)


def stages(folder: Path, db: Path, annotated: bool) -> dict[str, float]:
    """Processor time of each stage by itself (ms an article), in one process."""
    settings, spent = Settings(), dict[str, float]()
    _warm(settings, db, annotated)

    @contextmanager
    def timed(name: str) -> Iterator[None]:
        start = time.process_time()
        yield
        spent[name] = spent.get(name, 0.0) + time.process_time() - start

    with timed("read"):
        documents = [found for found in ingest.read([str(folder)], settings.ingest) if isinstance(found, Document)]
    with timed("extract"):
        found = [article for article in map(intake.article, documents) if hasattr(article, "text")]
    articles = list({article.id: article for article in found}.values())
    batches = [articles[at : at + intake.BATCH] for at in range(0, len(articles), intake.BATCH)]
    with timed("furniture"):
        batches = [extract.furnish(batch) for batch in batches]
    with Store(db) as store:
        with timed("store and index"):
            for batch in batches:
                store.add(batch)
        with timed("features"):
            made = [cluster.features(batch, embedder(settings.annotate.threads)) for batch in batches]
        with timed("keep features"):
            for batch, one in zip(batches, made, strict=True):
                _keep(store, settings, batch, one)
        with timed("place"):
            placing.place(store, settings)
        if annotated:
            with timed("annotate"):
                alone = Settings(annotate=type(settings.annotate)(processes=1))
                reading.read(store.articles(), alone, store)
    return {name: 1000 * took / len(articles) for name, took in spent.items()}


def _keep(store: Store, settings: Settings, batch: list, made: list) -> None:  # type: ignore[type-arg]
    from newsloom.loom import digest

    rows = [(article, one.to_bytes()) for article, one in zip(batch, made, strict=True)]
    store.keep_features(rows, digest.of_features(), model=embedder(settings.annotate.threads).name, means=[one.vector for one in made])


def opponent(program: Path, folder: Path, *more: str) -> dict[str, float]:
    """What another program makes of the same pages."""
    start = _used()
    done = subprocess.run([sys.executable, str(program), str(folder), *more], capture_output=True, text=True, check=True)  # noqa: S603 - the user named it
    told: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return {"per_s": told["articles_per_s"], "cpu_ms_with_loading": 1000 * (_used() - start) / told["articles"]}


def apart(what: str, *given: object) -> dict[str, float]:
    """Run a function of this module in a process of its own, so that its memory and models are its own."""
    call = [sys.executable, "-m", "benchmarks.pipeline", "--part", what, *map(str, given)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)  # noqa: S603 - ourselves
    if done.returncode:
        raise SystemExit(done.stderr)
    result: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return result


PARTS: dict[str, Callable[[Path, Path, bool], dict[str, float]]] = {"whole": whole, "stages": stages}


def main() -> None:
    if sys.argv[1:2] == ["--part"]:
        what, folder, db, annotated = sys.argv[2:]
        print(json.dumps(PARTS[what](Path(folder), Path(db), annotated == "True")))
        return
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--data", type=Path, required=True)
    ask.add_argument("--limit", type=int)
    ask.add_argument("--opponent", type=Path)
    ask.add_argument("--annotate", action="store_true", help="measure once more with every article annotated")
    ask.add_argument("--json", action="store_true")
    said = ask.parse_args()
    figures: dict[str, object] = {"load_before": os.getloadavg()[0], "cores": os.cpu_count()}
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        pages(said.data, place / "pages", said.limit)
        figures["stages_ms"] = apart("stages", place / "pages", place / "stages.db", said.annotate)
        figures["newsloom"] = apart("whole", place / "pages", place / "desk.db", False)
        if said.annotate:
            figures["newsloom_annotated"] = apart("whole", place / "pages", place / "full.db", True)
        if said.opponent:
            figures["opponent"] = opponent(said.opponent, place / "pages")
            figures["opponent_without_parsing"] = opponent(said.opponent, place / "pages", "--no-parse")
        figures["load_after"] = os.getloadavg()[0]
        shutil.rmtree(place / "pages")
    if said.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        if isinstance(value, dict):
            print(name)
            for key, number in value.items():
                more = f"  ({1000 / number:.0f} articles/s)" if name == "stages_ms" and number else ""
                print(f"  {key:28} {number:10.2f}{more}")
        else:
            print(f"{name:30} {value}")


__all__ = ["PAGE", "pages", "stages", "whole"]


if __name__ == "__main__":
    main()
