"""How comparing a story grows: `python -m benchmarks.compare [--sizes 10,100,1000] [--json]`.

Invented reports on one accident and what came of it (`benchmarks.compare_story`). Reading them (annotation) is not timed. Told are the
seconds for the whole comparison of a story that was never seen before, for one more article right after it, and for the briefing and its
page made from that: elapsed, and in brackets processor time.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence

from benchmarks.compare_story import reports
from newsloom.annotate import annotate
from newsloom.brief import story as story_briefing
from newsloom.compare import dossier
from newsloom.records import Annotations, Article, Briefing, Dossier, Story, StoryBriefing
from newsloom.render import render
from newsloom.settings import Settings
from newsloom.text.vectors import embedder


class Clock:
    """Elapsed seconds and processor seconds of what is done within it."""

    def __enter__(self) -> Clock:
        self._start = (time.perf_counter(), time.process_time())
        return self

    def __exit__(self, *_: object) -> None:
        self.wall, self.cpu = time.perf_counter() - self._start[0], time.process_time() - self._start[1]

    def __str__(self) -> str:
        return f"{self.wall:7.2f} s ({self.cpu:6.2f})"


def compared(articles: Sequence[Article], notes: Sequence[Annotations], settings: Settings) -> tuple[Clock, Dossier]:
    """One comparison, and how long it took."""
    story = Story(id="s", title="t", first=None, last=None, languages=("en",), events=(), articles=tuple(a.id for a in articles))
    with Clock() as clock:
        laid = dossier(story, articles, notes, settings.compare, embedder())
    return clock, laid


def measure(size: int, articles: Sequence[Article], notes: Sequence[Annotations], settings: Settings) -> dict[str, Clock]:
    """The figures of one size. Nothing of a smaller story is at hand: its articles are another seed's."""
    whole, _ = compared(articles[:size], notes[:size], settings)
    more, laid = compared(articles[: size + 1], notes[: size + 1], settings)
    with Clock() as briefed:
        made = story_briefing(laid, embedder())
    with Clock() as shown:
        render(briefing_of(made), "html")
    return {"compare": whole, "one_more": more, "brief": briefed, "page": shown}


def briefing_of(story: StoryBriefing) -> Briefing:
    return Briefing(
        schema="newsloom.briefing/1",
        newsloom="",
        generated="2026-09-01T00:00:00Z",
        as_of=None,
        stories=(story,),
        left_out=(),
        failed=(),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="10,100,1000")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    settings = Settings()
    embedder().encode(["warm"])
    compared(*_read(12, 1, settings), settings)  # tables and models are read before the clock runs
    figures: dict[str, float] = {}
    for seed, size in enumerate((int(size) for size in args.sizes.split(",")), 7):
        found = measure(size, *_read(size + 1, seed, settings), settings)
        figures |= {f"{name}_{size}_s": round(clock.wall, 3) for name, clock in found.items()}
        print(f"{size:6} articles: " + ", ".join(f"{name.replace('_', ' ')} {clock}" for name, clock in found.items()), flush=True)
    if args.json:
        print(json.dumps(figures))


def _read(count: int, seed: int, settings: Settings) -> tuple[list[Article], list[Annotations]]:
    articles = list(reports(count, seed))
    return articles, annotate(articles, settings.annotate)


if __name__ == "__main__":
    main()
