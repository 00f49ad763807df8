"""The surest derivations between two hosts in a set of real articles, for a reader to judge (see `benchmarks.copies --strongest`)."""

from __future__ import annotations

import contextlib
import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newsloom.compare.provenance import trace
from newsloom.compare.provenance.outlets import registrable
from newsloom.errors import InputError
from newsloom.extract import article, furnish
from newsloom.records import Annotations, Article, Derivation, Document, Hints
from newsloom.text.vectors import embedder

Found = tuple[Derivation, Article, Article | None]


def _rows(place: Path) -> Iterator[dict[str, Any]]:
    source = place / "articles.jsonl.gz" if place.is_dir() else place
    content = gzip.decompress(source.read_bytes()) if source.suffix == ".gz" else source.read_bytes()
    for line in content.decode().splitlines():
        yield json.loads(line)


def _article(row: dict[str, Any]) -> Article:
    hints = Hints(title=row["title"], url=row["url"], outlet=row["host"], published=row["date"], language="en")
    document = Document(
        input=row["id"], content=row["text"].encode(), media="text/plain", charset="utf-8", fetched="2026-01-01T00:00:00Z", hints=hints
    )
    return article(document)


def derivations(place: Path) -> list[Found]:
    """All derivations of one host from another, one for each pair of hosts and story: those of which both texts are here, the surest first,
    then those that credit an outlet whose text is not."""
    stories: dict[str, list[Article]] = defaultdict(list)
    for row in _rows(place):
        with contextlib.suppress(InputError):  # a page that holds only a notice of its site is no article
            stories[row["incident"]].append(_article(row))
    known: dict[tuple[str, str, str], Found] = {}
    for story, own in sorted(stories.items()):
        for one in _of_story(own):
            tie, mine, other = one
            first, second = sorted((host(mine), host(other) if other else tie.from_))
            key = (story, first, second)
            if first != second and (key not in known or known[key][0].confidence < tie.confidence):
                known[key] = one
    return sorted(known.values(), key=lambda one: (one[2] is None, -one[0].confidence, one[1].id))


def _of_story(own: list[Article]) -> Iterator[Found]:
    made = list({one.id: one for one in furnish(own)}.values())
    by_id = {one.id: one for one in made}
    told = trace(made, [Annotations(article=one.id, version=one.version, language=one.language) for one in made], embedder())
    for tie in told.derivations:
        if tie.how != "cites":
            yield tie, by_id[tie.article], by_id[tie.from_article] if tie.from_article else None


def host(one: Article) -> str:
    """The registered domain that an article stands at."""
    raw = (one.outlet.domain or one.outlet.name or "") if one.outlet else ""
    return registrable(raw)


def run(place: Path, count: int, listing: Path | None) -> None:
    """Print the `count` surest; with `listing`, write both texts of each there, to be read."""
    chosen = derivations(place)[:count]
    for number, (tie, mine, other) in enumerate(chosen, 1):
        source = f"{host(other)} of {other.published.value}" if other else f"{tie.from_} (not here)"
        print(f"{number:3} {tie.how:8} {tie.confidence:.2f} {host(mine)} of {mine.published.value} <- {source}")
    if listing:
        listing.write_text("\n".join(_texts(n, *one) for n, one in enumerate(chosen, 1)), encoding="utf-8")


def _texts(number: int, tie: Derivation, mine: Article, other: Article | None) -> str:
    """What a reader judges: the evidence, and both texts where both are here."""
    parts = [f"##### {number} {tie.how} {tie.confidence} {host(mine)} <- {host(other) if other else tie.from_}"]
    parts += [f"evidence: {passage.text}" for passage in tie.passages]
    for one in (mine, other):
        parts += [f"--- {one.title}", one.body().strip()] if one else []
    return "\n".join((*parts, ""))
