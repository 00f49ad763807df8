"""Modality of marked propositions: `python -m benchmarks.modality [--data DIR] [--half dev|held] [--errors] [--json] [--predictions FILE]`.

Each sentence of the labelled set (`benchmarks/data/modality`, read its README) is annotated as an article of its own. The modality told for
the marked words is that of the proposition, or of the statement, that overlaps them best; "asserted" where none does. Macro-F1 over the
seven classes counts.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from newsloom.annotate import annotate
from newsloom.records import Annotations, Article, Modality
from newsloom.settings import Settings

DATA = Path(__file__).parent / "data" / "modality"
CLASSES = ("asserted", "conditional", "speculated", "expected", "denied", "doubted", "asked")
_LEAST = 0.2  # share of overlap under which a proposition is about something else
Row = dict[str, Any]


def half(name: str) -> str:
    """ "dev" or "held", by the first byte of the hash of a sentence's id."""
    return "held" if hashlib.sha256(name.encode()).digest()[0] % 2 else "dev"


def told(notes: Annotations, start: int, end: int) -> Modality:
    """The modality of the words at start:end (code points)."""
    found = [(_overlap(start, end, p.start, p.end), 1, p.modality) for p in notes.propositions]
    for s in notes.statements:
        first, last = min(p.start for p in s.pieces), max(p.end for p in s.pieces)
        found.append((_overlap(start, end, first, last), 0, s.modality))
    share, _, modality = max(found, key=lambda item: (round(item[0], 2), item[2] != "asserted", item[1]), default=(0.0, 0, "asserted"))
    return modality if share >= _LEAST else "asserted"


def _overlap(a: int, b: int, c: int, d: int) -> float:
    shared = min(b, d) - max(a, c)
    return max(0.0, shared / (max(b, d) - min(a, c)))


def judged(rows: Sequence[Row]) -> Iterator[tuple[Row, Modality]]:
    """Each sentence with the modality that is told of its marked words."""
    articles = [
        Article(id=r["id"], version="1", input=r["id"], first_seen="2026-01-01T00:00:00Z", text=r["text"], language=r["language"])
        for r in rows
    ]
    for row, notes in zip(rows, annotate(articles, Settings().annotate), strict=True):
        start = row["text"].index(row["statement"])
        yield row, told(notes, start, start + len(row["statement"]))


def figures(pairs: Sequence[tuple[Row, Modality]]) -> dict[str, float]:
    """Macro-F1, accuracy, and the F1 of each class."""
    out: dict[str, float] = {"sentences": len(pairs)}
    right = Counter(r["modality"] for r, m in pairs if r["modality"] == m)
    gold, given = Counter(r["modality"] for r, _ in pairs), Counter(m for _, m in pairs)
    scores = {c: 2 * right[c] / (gold[c] + given[c]) if gold[c] + given[c] else 0.0 for c in CLASSES}
    out["macro_f1"] = round(sum(scores.values()) / len(CLASSES), 4)
    out["accuracy"] = round(sum(right.values()) / max(1, len(pairs)), 4)
    for language in ("en", "fr", "es"):
        own = [(r, m) for r, m in pairs if r["language"] == language]
        out[f"accuracy_{language}"] = round(sum(r["modality"] == m for r, m in own) / max(1, len(own)), 4)
    return out | {f"f1_{c}": round(scores[c], 4) for c in CLASSES}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--half", choices=("dev", "held"))
    parser.add_argument("--errors", action="store_true", help="list what was told wrong (dev half only)")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--predictions", type=Path)
    options = parser.parse_args()
    rows = [json.loads(line) for line in (options.data / "sentences.jsonl").read_text("utf-8").splitlines() if line.strip()]
    pairs = list(judged([r for r in rows if options.half in (None, half(r["id"]))]))
    if options.errors:
        for row, modality in pairs:
            if modality != row["modality"] and half(row["id"]) == "dev":
                print(f"{row['id']} {row['language']} {row['modality']} told {modality}: {row['text']} [{row['statement']}]")
    if options.predictions:
        options.predictions.write_text("".join(json.dumps({"id": r["id"], "modality": m}) + "\n" for r, m in pairs), "utf-8")
    halves = {name: figures([p for p in pairs if half(p[0]["id"]) == name]) for name in ("dev", "held")}
    for name, found in halves.items():
        if found["sentences"]:
            print(name, " ".join(f"{k}={v:g}" for k, v in found.items()))
    if options.json:
        print(json.dumps({f"{name}_{k}": v for name, found in halves.items() for k, v in found.items()} | figures(pairs)))


if __name__ == "__main__":
    main()
