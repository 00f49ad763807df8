"""How long pages take while articles come in: `python -m benchmarks.serving [--desk 2000] [--articles 1000] [--seconds 60] [--json]`.

A desk of synthetic articles is filled and served with `newsloom serve`; one process takes in further articles just as `serve` does when
feeds bring them (`newsloom.web.worker`), while a reader asks for the front page, a story and a search in turn, one every fifth of a second.
It ends when all is in, or after `--seconds`. Figures are milliseconds over loopback, to the last byte; on a machine that has other work to
do, they tell of that as well.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import numpy as np

from benchmarks.synthetic import Maker
from newsloom.cluster.features import iso
from newsloom.loom import Desk

EVERY = 0.2  # seconds between two requests


def lines(count: int, seed: int) -> Iterator[str]:
    """Articles as JSON lines, of known events; their texts are stand-ins of some 200 words."""
    for number, (one, _event) in enumerate(Maker(count, seed=seed).articles()):
        words = [*one.lead, *one.terms]
        text = ". ".join(" ".join(words[at : at + 14]).capitalize() for at in range(0, len(words), 14))
        told = {"url": f"https://o{number % 37}.example/{seed}/{number}", "outlet": f"Outlet {number % 37}", "title": " ".join(words[:7])}
        yield json.dumps({**told, "text": text + ".", "published": iso(one.day) if one.day is not None else None, "language": "en"})


def fill(db: Path, folder: Path, count: int) -> tuple[str, str]:
    """A desk with `count` articles; gives its largest story, read, and a word to search for."""
    source = folder / "before.jsonl"
    source.write_text("\n".join(lines(count, 1)), encoding="utf-8")
    with Desk(db) as desk:
        desk.add([str(source)])
        largest = max(desk.stories(), key=lambda row: row.articles)
        desk.show_story(largest.id)
        return largest.id, largest.title.split()[0]


def measure(db: Path, folder: Path, articles: int, seconds: float, story: str, word: str) -> dict[str, dict[str, float]]:
    """Milliseconds of each kind of page: number, p50, p95, p99, max."""
    coming = folder / "coming.jsonl"
    coming.write_text("\n".join(lines(articles, 2)), encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "newsloom", "serve", "--db", str(db), "--port", str(port)]
    taken: dict[str, list[float]] = {"front": [], "story": [], "search": []}
    worker = [sys.executable, "-m", "newsloom.web.worker", "intake", str(db)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as served:  # noqa: S603 - our own commands
        intake = subprocess.Popen(worker, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, env=os.environ)  # noqa: S603
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
                _warm(client, story, word)
                assert intake.stdin is not None
                intake.stdin.write(json.dumps({"do": "add", "inputs": [str(coming)]}).encode() + b"\n")
                intake.stdin.close()
                _ask(client, intake, time.monotonic() + seconds, story, word, taken)
        finally:
            intake.kill()
            intake.wait(10)
            served.terminate()
            served.wait(20)
    return {name: _told(found) for name, found in taken.items()}


def _warm(client: httpx.Client, story: str, word: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            for path in ("/", f"/story/{story}", f"/search?q={word}"):
                client.get(path).raise_for_status()
        except httpx.TransportError:
            time.sleep(0.2)
            continue
        return


def _ask(client: httpx.Client, intake: subprocess.Popen[bytes], until: float, story: str, word: str, taken: dict[str, list[float]]) -> None:
    paths = {"front": "/", "story": f"/story/{story}", "search": f"/search?q={word}&by=words"}
    for name in itertools.cycle(paths):
        if time.monotonic() > until or intake.poll() is not None:
            return
        start = time.perf_counter()
        client.get(paths[name]).raise_for_status()
        taken[name].append(1000 * (time.perf_counter() - start))
        time.sleep(EVERY)


def _told(found: list[float]) -> dict[str, float]:
    if not found:
        return {"requests": 0}
    p50, p95, p99 = np.percentile(found, (50, 95, 99)).tolist()
    return {"requests": len(found), "p50": round(p50, 1), "p95": round(p95, 1), "p99": round(p99, 1), "max": round(max(found), 1)}


def main() -> None:
    ask = argparse.ArgumentParser(description=re.sub(r"\s+", " ", __doc__ or ""))
    ask.add_argument("--desk", type=int, default=2_000, help="articles that are there before")
    ask.add_argument("--articles", type=int, default=1_000, help="articles that come in")
    ask.add_argument("--seconds", type=float, default=60, help="at most so long")
    ask.add_argument("--json", action="store_true")
    given = ask.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        db = folder / "desk.db"
        story, word = fill(db, folder, given.desk)
        found = measure(db, folder, given.articles, given.seconds, story, word)
        with Desk(db) as desk:
            came = desk.store.count() - given.desk
    if given.json:
        print(json.dumps({"came": came, **found}))
        return
    print(f"{came} articles came in meanwhile; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    for kind, row in found.items():
        print(f"{kind:7}", "  ".join(f"{key} {value:g}" for key, value in row.items()))


if __name__ == "__main__":
    main()
