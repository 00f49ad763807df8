"""How comparing a story grows: `python -m benchmarks.compare [--sizes 10,100,1000] [--json]`.

Stories of invented reports on one accident, written from a seed: each report has its own outlet, speakers, wording and figures.
Reading them (annotation) is not timed. Told are the seconds for the whole comparison, and for one more article right after it.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from datetime import date, timedelta

from newsloom.annotate import annotate
from newsloom.compare import dossier
from newsloom.records import Annotations, Article, Outlet, Story, When
from newsloom.settings import Settings
from newsloom.text.vectors import embedder

_NAMES = ("Ines Balt", "Orlo Venn", "Signe Orr", "Rui Tamar", "Lena Quist", "Piet Adama", "Mara Sool", "Ben Asher")
_ROLES = ("mayor", "fire chief", "police spokesman", "hospital director", "union leader", "minister", "engineer", "rescue leader")
_PLACES = ("the harbour", "the old mill", "the north bank", "the rail yard", "the market hall", "the ferry pier")
_LINES = (
    "{n} people were killed when a bridge in Lisgar collapsed on Monday, {role} {name} said.",
    "At least {m} others were injured, according to {role} {name}.",
    "{role} {name} said that {k} homes near {place} had been evacuated.",
    "Repairs at {place} will cost {k} million euros, the ministry said.",
    "{role} {name} denied that the bridge had been neglected.",
    "Engineers had warned of cracks near {place} in a report of {year}.",
    "About {k} residents gathered at {place} to demand an inquiry.",
    "The operator {firm} confirmed that it had postponed an inspection of the bridge.",
    "Rescuers from {town} searched {place} for {m} people who were missing.",
    "{name} called the response of {firm} slow and badly led.",
    "A witness, {name}, told the {outlet} that the bridge had been shaking for days.",
    "Parliament will hear {firm} next week, {role} {name} said.",
)


def report(number: int, dice: random.Random) -> Article:
    """One invented report."""
    outlet = f"The {dice.choice(('Lisgar', 'Morven', 'Oros', 'Alba', 'Brume'))} {dice.choice(('Post', 'Courier', 'Star', 'Echo'))} {number}"

    def line(pattern: str) -> str:
        told = pattern.format(
            n=dice.choice((12, 12, 14, 15, 17)), m=dice.randint(3, 60), k=dice.randint(2, 900), year=dice.randint(2015, 2024),
            role=dice.choice(_ROLES), name=dice.choice(_NAMES), place=dice.choice(_PLACES), firm=dice.choice(("Corvane", "Halden Roads")),
            town=dice.choice(("Morven", "Oros", "Tessaly")), outlet=outlet,
        )  # fmt: skip
        return told[:1].upper() + told[1:]

    lines = [line(_LINES[0]), *(line(pattern) for pattern in dice.sample(_LINES[1:], 7))]
    day = date(2026, 3, 3) + timedelta(days=dice.randint(0, 20))
    return Article(
        id=f"a{number}", version="1", input="", first_seen="2026-04-01T00:00:00Z",
        text="\n\n".join((" ".join(lines[:4]), " ".join(lines[4:]))),
        language="en", outlet=Outlet(name=outlet), published=When(value=day.isoformat(), precision="day", origin="metadata"),
    )  # fmt: skip


def seconds(articles: Sequence[Article], notes: Sequence[Annotations], settings: Settings) -> float:
    """How long one comparison takes."""
    story = Story(id="s", title="t", first=None, last=None, languages=("en",), events=(), articles=tuple(a.id for a in articles))
    start = time.perf_counter()
    dossier(story, articles, notes, settings.compare, embedder())
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="10,100,1000")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    sizes = [int(size) for size in args.sizes.split(",")]
    settings, dice = Settings(), random.Random(7)  # noqa: S311
    articles = [report(number, dice) for number in range(max(sizes) + 1)]
    notes = annotate(articles, settings.annotate)
    embedder().encode(["warm"])
    figures: dict[str, float] = {}
    for size in sizes:
        figures[f"compare_{size}_s"] = seconds(articles[:size], notes[:size], settings)
        figures[f"one_more_{size}_s"] = seconds(articles[: size + 1], notes[: size + 1], settings)
        print(f"{size:6} articles {figures[f'compare_{size}_s']:8.2f} s, one more {figures[f'one_more_{size}_s']:8.2f} s", flush=True)
    if args.json:
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
