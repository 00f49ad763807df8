"""Modality of marked propositions: `python -m benchmarks.modality [--data DIR] [--half dev|held] [--errors] [--json] [--predictions FILE]`.

Each sentence of the labelled set (`benchmarks/data/modality`, read its README) is read as an article of its own. The modality told for the
marked words is that of `annotate.modality.of_span`, for the speaker whose degree
counts; no proposition or statement needs to lie there. Macro-F1 over the seven classes
counts.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from newsloom.annotate.modality import of_span
from newsloom.annotate.parse import parse
from newsloom.annotate.reading import Reading
from newsloom.records import Article, Modality
from newsloom.text import sentences

DATA = Path(__file__).parent / "data" / "modality"
CLASSES = ("asserted", "conditional", "speculated", "expected", "denied", "doubted", "asked")
Row = dict[str, Any]


def half(name: str) -> str:
    """ "dev" or "held", by the first byte of the hash of a sentence's id."""
    return "held" if hashlib.sha256(name.encode()).digest()[0] % 2 else "dev"


def judged(rows: Sequence[Row]) -> Iterator[tuple[Row, Modality]]:
    """Each sentence with the modality that `annotate.modality.of_span` tells of its marked words."""
    for language in sorted({str(r["language"]) for r in rows}):
        own = [r for r in rows if r["language"] == language]
        split = [sentences.split(r["text"], language) for r in own]
        parsed = parse(((r["text"], parts) for r, parts in zip(own, split, strict=True)), language)
        for row, parts, (doc, syntax) in zip(own, split, parsed, strict=True):
            text = row["text"]
            article = Article(id=row["id"], version="1", input=row["id"], first_seen="2026-01-01T00:00:00Z", text=text, language=language)
            reading = Reading(article=article, body=text, language=language, doc=doc, syntax=syntax, sentences=parts)
            start = text.index(row["statement"])
            yield row, of_span(reading, start, start + len(row["statement"]), row["speaker"])[0]


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
