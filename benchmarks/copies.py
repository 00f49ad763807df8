"""Copies, rewrites and reports of one's own: `python -m benchmarks.copies [--data DIR] [--half dev|held] [--each] [--json]`.

Each pair of the labelled set (`benchmarks/data/copies`, read its README) is a story of two articles. Derived: the two fold into one origin.
Copy: a derivation between them is told as `copy`. Direction: which of the two was told to be made from the other.

With `--strongest N`, the data are articles of real outlets (JSONL, `{incident, date, url, title, text, host}`), an incident is a story,
and the N surest derivations between two hosts are listed for a reader to judge; there are no labels, so no score.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks import copies_strongest
from newsloom.compare.provenance import trace
from newsloom.extract import article, furnish
from newsloom.records import Annotations, Article, Derivation, Document, Hints, Provenance
from newsloom.text.vectors import embedder

PAIRS = Path(__file__).parent / "data" / "copies" / "pairs.jsonl"
Row = dict[str, Any]


def half(name: str) -> str:
    """ "dev" or "held", by the first byte of the hash of a pair's id."""
    return "held" if hashlib.sha256(name.encode()).digest()[0] % 2 else "dev"


def read(pair: Row) -> list[Article]:
    """The two articles of a pair, read as any record is and with furniture flagged."""
    made = []
    for side in ("a", "b"):
        one = pair[side]
        hints = Hints(title=one["title"], outlet=one["outlet"], published=one["published"], language=one["language"])
        document = Document(
            input=f"{pair['id']}-{side}",
            content=one["text"].encode(),
            media="text/plain",
            charset="utf-8",
            fetched="2026-01-01T00:00:00Z",
            hints=hints,
        )
        made.append(article(document))
    return list(furnish(made))


def blank(one: Article) -> Annotations:
    """No annotations: what is traced here is traced from the words."""
    return Annotations(article=one.id, version=one.version, language=one.language)


class Judged:
    """What was told of one pair."""

    def __init__(self, pair: Row, made: Sequence[Article], told: Provenance) -> None:
        sides = {one.id: side for one, side in zip(made, "ab", strict=False)}
        self.pair = pair
        self.derived = told.independent_sources == 1
        self.ties: list[Derivation] = [d for d in told.derivations if d.from_article in sides]
        self.copy = any(d.how == "copy" for d in self.ties)
        made_from = [sides[d.article] for d in self.ties if d.how != "cites"]
        self.direction = {"a": "a_from_b", "b": "b_from_a"}[made_from[0]] if made_from else None


def judge(pairs: Sequence[Row]) -> Iterator[Judged]:
    """Trace each pair."""
    for pair in pairs:
        made = read(pair)
        yield Judged(pair, made, trace(made, [blank(one) for one in made], embedder()))


def figures(judged: Sequence[Judged]) -> dict[str, float]:
    """Precision, recall and F1 of derived and of copies, accuracy of the direction, and the share of each kind that is told right."""
    told: dict[str, float] = {"pairs": len(judged)}
    for name in ("derived", "copy"):
        wanted = [bool(j.pair[name]) for j in judged]
        given = [bool(getattr(j, name)) for j in judged]
        both = sum(w and g for w, g in zip(wanted, given, strict=True))
        precision, recall = both / max(1, sum(given)), both / max(1, sum(wanted))
        told |= {f"{name}_precision": precision, f"{name}_recall": recall, f"{name}_f1": 2 * both / max(1, sum(wanted) + sum(given))}
    directed = [j for j in judged if j.pair["direction"] and j.direction]
    told["direction_accuracy"] = sum(j.direction == j.pair["direction"] for j in directed) / max(1, len(directed))
    kinds: dict[str, Counter[bool]] = defaultdict(Counter)
    for j in judged:
        kinds[j.pair["kind"]][j.derived == j.pair["derived"]] += 1
    told |= {f"kind_{kind}": right[True] / right.total() for kind, right in sorted(kinds.items())}
    return told


def _describe(j: Judged) -> str:
    told = "; ".join(f"{d.how} {d.confidence}" for d in j.ties) or "nothing"
    return f"{j.pair['id']} {j.pair['kind']} ({j.pair['note']}): told {told}, derived {j.derived}, direction {j.direction}"


def _wrong(j: Judged) -> bool:
    turned = bool(j.pair["direction"]) and j.direction is not None and j.direction != j.pair["direction"]
    return j.derived != j.pair["derived"] or j.copy != j.pair["copy"] or turned


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--half", choices=("dev", "held"))
    parser.add_argument("--each", action="store_true", help="print each pair that was told wrong (dev half only)")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--predictions", type=Path)
    parser.add_argument("--strongest", type=int, metavar="N", help="list the N surest derivations between hosts")
    args = parser.parse_args()
    if args.strongest:
        copies_strongest.run(args.data, args.strongest, args.predictions)
        return
    source = args.data / "pairs.jsonl" if args.data else PAIRS
    pairs = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines() if line.strip()]
    judged = list(judge([pair for pair in pairs if args.half in (None, half(pair["id"]))]))
    if args.each:
        print("\n".join(_describe(j) for j in judged if half(j.pair["id"]) == "dev" and _wrong(j)))
    result = figures(judged)
    for part in () if args.half else ("dev", "held"):
        result |= {f"{part}_{name}": value for name, value in figures([j for j in judged if half(j.pair["id"]) == part]).items()}
    for name, value in result.items():
        print(f"{name:32} {value:.3f}")
    if args.predictions:
        lines = [json.dumps({"id": j.pair["id"], "derived": j.derived, "copy": j.copy, "direction": j.direction}) for j in judged]
        args.predictions.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if args.json:
        print(json.dumps(result))


if __name__ == "__main__":
    main()
