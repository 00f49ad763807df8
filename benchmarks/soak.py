"""Feeds and readers at once, for a time: `python -m benchmarks.soak [--minutes 10] [--feeds 200] [--readers 20] [--json]`.

Starts `newsloom serve` on a fresh desk that follows `--feeds` made-up feeds on loopback (`benchmarks.soak_feeds`), lets `--readers` readers
page through it, and tells how long pages took, and whether memory and open files of its processes still grow after the first quarter of the
time. All requests go to loopback; their number is bounded by the readers' pauses.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path

import httpx
import numpy as np

from benchmarks.soak_feeds import Feeds

_LINKS = re.compile(r'href="(/(?:story|article)/[\w-]+)"')
_SEARCHES = ["fire warehouse", "council votes", "river", "union workers", "trial prosecutors", "harbour"]
_SAMPLE = 5.0  # seconds between two looks at the processes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--every", type=float, default=240, help="seconds between two items of a feed, in the mean")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = soak(Path(folder), args.minutes * 60, args.feeds, args.readers, args.every)
    for name, value in result.items():
        print(f"{name:28} {value}")
    if args.json:
        print(json.dumps(result))


def soak(folder: Path, seconds: float, feeds: int, readers: int, every: float) -> dict[str, float | int]:
    """Run it and give the figures."""
    made = Feeds(feeds, every)
    settings, opml, db = folder / "newsloom.toml", folder / "feeds.opml", folder / "desk.db"
    hosts = ", ".join(f'"127.0.0.{n}"' for n in range(1, 9))
    settings.write_text(f"[ingest]\nallow_hosts = [{hosts}]\n[feeds]\ninterval = 60\ngap = 0.05\n", encoding="utf-8")
    opml.write_text(made.opml(), encoding="utf-8")
    command = [sys.executable, "-m", "newsloom"]
    options = ["--db", str(db), "--config", str(settings)]
    subprocess.run([*command, "feeds", "import", str(opml), *options], check=True, capture_output=True)  # noqa: S603
    with httpx.Client() as client, (folder / "log").open("wb") as log:
        served = subprocess.Popen([*command, "serve", "--port", "0", *options], stdout=log, stderr=subprocess.STDOUT)  # noqa: S603
        try:
            base = _address(folder / "log", client)
            took, looks = _run(base, served.pid, time.monotonic() + seconds, readers)
        finally:
            served.terminate()
            served.wait(60)
            made.close()
    return _figures(took, looks) | {
        "answers_of_feeds": sum(made.answers.values()),
        "faults_of_feeds": made.answers[500] + made.answers[503],
    }


def _address(log: Path, client: httpx.Client) -> str:
    for _ in range(600):
        found = re.search(r"http://127\.0\.0\.1:\d+", log.read_text(encoding="utf-8"))
        if found:
            try:
                client.get(found[0], timeout=5)
            except httpx.TransportError:
                pass
            else:
                return found[0]
        time.sleep(0.1)
    raise SystemExit(f"newsloom serve did not start: {log.read_text(encoding='utf-8')[-500:]}")


Took = dict[str, list[tuple[float, int]]]
Looks = list[tuple[float, dict[str, float], int]]
_KINDS = ("serve", "reading", "intake")  # what processes of `newsloom serve` are started as


def _run(base: str, pid: int, until: float, readers: int) -> tuple[Took, Looks]:
    """Milliseconds and status of each request by kind of page; (seconds, MB by process, open files), look by look."""
    took: Took = defaultdict(list)
    looks: Looks = []
    threads = [threading.Thread(target=_read, args=(base, until, took, n), daemon=True) for n in range(readers)]
    for thread in threads:
        thread.start()
    began = time.monotonic()
    while time.monotonic() < until:
        looks.append((time.monotonic() - began, *_look(pid)))
        time.sleep(_SAMPLE)
    for thread in threads:
        thread.join(30)
    return took, looks


def _read(base: str, until: float, took: Took, seed: int) -> None:
    """One reader: the front page, what it links to, a search now and then, with pauses."""
    chance = random.Random(seed)  # noqa: S311
    links: list[str] = []
    with httpx.Client(base_url=base, timeout=30, follow_redirects=True) as client:
        while time.monotonic() < until:
            path = chance.choice([*chance.sample(links, min(len(links), 2)), "/", f"/search?q={chance.choice(_SEARCHES)}"])
            kind = path.split("/")[1].split("?")[0] or "front"
            began = time.perf_counter()
            try:
                answer = client.get(path)
                status = answer.status_code
                links = (_LINKS.findall(answer.text) or links)[:40]
            except httpx.HTTPError:
                status = 0
            took[kind].append((1000 * (time.perf_counter() - began), status))
            time.sleep(chance.uniform(1, 3))


def _look(pid: int) -> tuple[dict[str, float], int]:
    """Memory (MB) of a process and its children, by what they do, and their open files."""
    memory, files = dict.fromkeys((*_KINDS, "others"), 0.0), 0
    for process in [pid, *_children(pid)]:
        try:
            told = Path(f"/proc/{process}/cmdline").read_bytes().decode().split("\0")
            status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
            kind = next((kind for kind in _KINDS if kind in told), "others")
            memory[kind] += int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1000  # type: ignore[index]
            files += len(list(Path(f"/proc/{process}/fd").iterdir()))
        except (OSError, TypeError):
            continue  # it ended meanwhile
    return memory, files


def _children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text(encoding="ascii").split():
            found += [int(child), *_children(int(child))]
    return found


def _figures(took: Took, looks: Looks) -> dict[str, float | int]:
    result: dict[str, float | int] = {}
    everything = [ms for kind in took.values() for ms, _ in kind]
    for name, times in [*((kind, [ms for ms, _ in rows]) for kind, rows in sorted(took.items())), ("all", everything)]:
        result |= {f"{name}_requests": len(times)} | {f"{name}_p{p}_ms": round(float(np.percentile(times, p)), 1) for p in (50, 95, 99)}
    result["failed_requests"] = sum(status == 0 or status >= 500 for kind in took.values() for _, status in kind)
    warm = [look for look in looks if look[0] >= looks[-1][0] / 4]
    seconds, files = np.array([look[0] for look in warm]), np.array([look[2] for look in warm], dtype=float)
    memory = np.array([sum(look[1].values()) for look in warm])
    for name, column in (("memory_mb", memory), *((f"{kind}_mb", np.array([look[1][kind] for look in warm])) for kind in _KINDS)):
        result |= {f"{name}_warm": round(float(np.mean(column[:5]))), f"{name}_end": round(float(np.mean(column[-5:])))}
    result |= {"files_warm": round(float(np.mean(files[:5]))), "files_end": round(float(np.mean(files[-5:])))}
    result["memory_mb_an_hour"] = round(float(np.polyfit(seconds, memory, 1)[0]) * 3600, 1)
    return result


if __name__ == "__main__":
    main()
