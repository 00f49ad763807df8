"""The labelled sets of `benchmarks.agreement`, and laying what newsloom found beside the labels."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsloom.records import Article, Claim, Outlet, Value, When

STORIES = Path(__file__).parent / "data" / "agreement" / "stories.jsonl"
Row = dict[str, Any]
Place = tuple[int, int]  # claim, assertion
_WORD = re.compile(r"\w+")
_PERCENT = {"percent", "share"}
_VAGUE = 4  # times that a vague word's bound may miss the labelled one
_AGAINST = ("denies", "doubts")
_STAND = 0.5  # what one stand, for or against, adds to how well an assertion fits a label: one sentence may hold a claim and its denial
_SLACK = 0.02  # share by which two readings of one figure may differ (units that are rounded)


def half(name: str) -> str:
    """ "dev" or "held", by the first byte of the hash of a story's id."""
    return "held" if hashlib.sha256(name.encode()).digest()[0] % 2 else "dev"


def rows(source: Path = STORIES, only: str | None = None) -> list[Row]:
    """The stories of the set, of one half or all."""
    found = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [row for row in found if only in (None, half(row["id"]))]


def articles(story: Row) -> list[Article]:
    """The story's articles as records; ids are made unique over stories."""
    return [
        Article(
            id=f"{story['id']}/{a['id']}",
            version="1",
            input=story["id"],
            first_seen="2026-01-01T00:00:00Z",
            title=a.get("title"),
            text=a["text"],
            language=a.get("language") or "en",
            outlet=Outlet(name=a["outlet"]) if a.get("outlet") else None,
            published=When(value=a["published"], precision="day", origin="metadata") if a.get("published") else When(),
        )
        for a in story["articles"]
    ]


@dataclass(slots=True)
class Gold:
    """One labelled assertion. `against`: it denies or doubts. `places`: the found assertions that were taken for it."""

    claim: int
    index: int
    article: str
    start: int
    end: int
    value: Row | None
    words: frozenset[str]
    against: bool = False
    places: list[Place] = field(default_factory=list)


def gold(story: Row) -> list[Gold]:
    """The labelled assertions of a story, in order."""
    texts = {a["id"]: a["text"] for a in story["articles"]}
    found = []
    for c, claim in enumerate(story["claims"]):
        for k, one in enumerate(claim["assertions"]):
            start = texts[one["article"]].find(one["quote"])
            words = frozenset(w.lower() for w in _WORD.findall(one["quote"]))
            article = f"{story['id']}/{one['article']}"
            against = one.get("stance") in _AGAINST
            found.append(Gold(c, k, article, start, start + len(one["quote"]), one.get("value"), words, against))
    return found


def relations(story: Row) -> Iterator[tuple[int, int, int, str]]:
    """(claim, a, b, relation) of each labelled pair."""
    for c, claim in enumerate(story["claims"]):
        for r in claim["relations"]:
            yield c, r["a"], r["b"], r["is"]


def lay(labels: Sequence[Gold], claims: Sequence[Claim]) -> None:
    """Find the labelled assertion that each found one stands for: same article, same figure, passages that overlap.

    A further mention of a figure in an article counts for the labelled one where it stands in one claim with it.
    """
    for c, claim in enumerate(claims):
        for k, one in enumerate(claim.assertions):
            options = [(_fit(g, claim, k), n) for n, g in enumerate(labels) if g.article == one.article]
            best = max(options, default=(0.0, 0))
            if best[0] > 0:
                labels[best[1]].places.append((c, k))
    for label in labels:
        own = [(c, k) for c, k in label.places if (claims[c].assertions[k].stance in _AGAINST) == label.against]
        label.places = own or label.places  # a denial told in the same breath is not the claim that it denies
        mine = {c for c, _ in label.places}
        for c in mine:
            taken = {place for g in labels for place in g.places}
            for k, one in enumerate(claims[c].assertions):
                same = one.article == label.article and (c, k) not in taken
                if same and one.value is not None and label.value is not None and _same(one.value, label.value):
                    label.places.append((c, k))


def _fit(label: Gold, claim: Claim, index: int) -> float:
    """How well a found assertion fits a label, 0 where it does not."""
    one = claim.assertions[index]
    if (one.value is None) != (label.value is None):
        return 0.0
    if one.value is not None and label.value is not None and not _same(one.value, label.value):
        return 0.0
    overlap = max(
        (
            (min(p.end, label.end) - max(p.start, label.start)) / max(1, label.end - label.start)
            for p in one.passages
            if p.article == label.article
        ),
        default=0.0,
    )
    if overlap <= 0:
        return 0.0
    told = {w.lower() for w in _WORD.findall(claim.text)}
    stand = _STAND * ((one.stance in _AGAINST) == label.against)
    return overlap + len(told & label.words) / max(1, len(label.words)) + stand


def _same(value: Value, label: Row) -> bool:
    """True where a found value is the labelled one: either bound equal, as near as rounding of units makes it."""
    ours, theirs = (value.low, value.high), (label.get("low"), label.get("high"))
    if value.vague:
        pairs = [(o, t) for o, t in zip(ours, theirs, strict=True) if o is not None and t is not None]
        return any(o <= _VAGUE * t and t <= _VAGUE * o for o, t in pairs)
    if {value.unit, label.get("unit")} & _PERCENT and value.unit != label.get("unit"):
        size = (0.01 if value.unit == "percent" else 1.0, 0.01 if label.get("unit") == "percent" else 1.0)
        ours, theirs = (tuple(None if b is None else b * by for b in pair) for pair, by in zip((ours, theirs), size, strict=True))
    return any(o is not None and t is not None and abs(o - t) <= _SLACK * max(abs(o), abs(t)) for o, t in zip(ours, theirs, strict=True))
