"""Speed of annotation: `python -m benchmarks.annotate --data DIR [--articles N] [--words N] [--json]`.

`DIR`: a folder of JSONL, JSONL.gz or brat archives with English articles. Each is cut to `--words` words, so that figures can be compared.
Reports articles a second of the whole stage (sentences, parse, all finders, on all cores), seconds of one core's time an article (which
other work on the machine disturbs less), and the seconds for a story that is new to a desk, and again after one more article.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.attribution_data import load
from newsloom.annotate import annotate, in_batches
from newsloom.loom import reading
from newsloom.records import Article
from newsloom.settings import AnnotateSettings, Settings
from newsloom.store import Store


def texts(folder: Path) -> Iterator[str]:
    """Texts of the folder, in the order of its files."""
    for file in sorted(folder.iterdir()):
        if file.name.endswith((".jsonl", ".jsonl.gz")):
            data = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
            yield from (json.loads(line)["text"] for line in data.splitlines())
        elif file.name.endswith(".tar.gz"):
            yield from (one.text for one in load(folder))


def cut(text: str, words: int) -> str | None:
    """The first `words` words of a text, to the end of their line; None where it has fewer."""
    parts, count = [], 0
    for line in text.splitlines():
        parts.append(line)
        count += len(line.split())
        if count >= words:
            return "\n".join(parts) if count < 1.5 * words else " ".join(" ".join(parts).split()[:words]) + "."
    return None


def articles(folder: Path, count: int, words: int) -> list[Article]:
    made = (cut(text, words) for text in texts(folder))
    found: list[Article] = []
    for text in made:
        if text is not None and len(found) < count:
            place = f"a{len(found)}"
            found.append(Article(id=place, version="v", input="benchmark", first_seen="2025-01-01T00:00:00Z", text=text, language="en"))
    return found


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, required=True)
    ask.add_argument("--articles", type=int, default=200)
    ask.add_argument("--words", type=int, default=300)
    ask.add_argument("--json", action="store_true")
    given = ask.parse_args()
    found = articles(given.data, given.articles, given.words)
    annotate(found[:2], AnnotateSettings())  # the model is loaded once a process
    began = time.perf_counter()
    sum(1 for _ in in_batches(found, AnnotateSettings(), lambda batch: annotate(batch, AnnotateSettings())))
    stage = time.perf_counter() - began
    busy = time.process_time()
    alone = found[:40]
    annotate(alone, AnnotateSettings())
    busy = time.process_time() - busy
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "desk.db") as store:
        store.add(found)
        began = time.perf_counter()
        reading.read(found[:-1], Settings(), store)
        first = time.perf_counter() - began
        began = time.perf_counter()
        reading.read(found, Settings(), store)
        more = time.perf_counter() - began
    figures = {
        "articles": len(found),
        "words": sum(len(a.text.split()) for a in found) / max(1, len(found)),
        "cores": os.cpu_count(),
        "articles_per_s": len(found) / stage,
        "cpu_s_per_article": busy / max(1, len(alone)),
        "story_first_s": first,
        "story_one_more_s": more,
    }
    if given.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name:18} {value:.3f}" if isinstance(value, float) else f"{name:18} {value}")


if __name__ == "__main__":
    main()
