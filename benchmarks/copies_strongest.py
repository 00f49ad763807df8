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

Found = tuple[Derivation, Article, Article]


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
    """All derivations of one host from another, the surest first; one for each pair of hosts and story."""
    stories: dict[str, list[Article]] = defaultdict(list)
    for row in _rows(place):
        with contextlib.suppress(InputError):  # a page that holds only a notice of its site is no article
            stories[row["incident"]].append(_article(row))
    known: dict[tuple[str, str, str], Found] = {}
    for story, own in sorted(stories.items()):
        for one in _of_story(own):
            mine, other = sorted((host(one[1]), host(one[2])))
            key = (story, mine, other)
            if mine != other and (key not in known or known[key][0].confidence < one[0].confidence):
                known[key] = one
    return sorted(known.values(), key=lambda one: (-one[0].confidence, one[1].id))


def _of_story(own: list[Article]) -> Iterator[Found]:
    made = list({one.id: one for one in furnish(own)}.values())
    by_id = {one.id: one for one in made}
    told = trace(made, [Annotations(article=one.id, version=one.version, language=one.language) for one in made], embedder())
    for one in told.derivations:
        if one.how != "cites" and one.from_article in by_id and by_id[one.article].outlet is not None:
            yield one, by_id[one.article], by_id[one.from_article]


def host(one: Article) -> str:
    """The registered domain that an article stands at."""
    raw = (one.outlet.domain or one.outlet.name or "") if one.outlet else ""
    return registrable(raw)


def run(place: Path, count: int, listing: Path | None) -> None:
    """Print the `count` surest; with `listing`, write both texts of each there, to be read."""
    chosen = derivations(place)[:count]
    for number, (tie, mine, other) in enumerate(chosen, 1):
        print(
            f"{number:3} {tie.how:8} {tie.confidence:.2f} {host(mine)} <- {host(other)} ({mine.published.value} <- {other.published.value})"
        )
    if listing:
        listing.write_text("\n".join(_texts(n, *one) for n, one in enumerate(chosen, 1)), encoding="utf-8")


def _texts(number: int, tie: Derivation, mine: Article, other: Article) -> str:
    head = f"##### {number} {tie.how} {tie.confidence} {host(mine)} <- {host(other)}"
    return "\n".join((head, f"--- {mine.title}", mine.body().strip(), f"--- {other.title}", other.body().strip(), ""))
