"""Quotation attribution: `python -m benchmarks.attribution --data DIR [--json] [--predictions FILE] [--limit N]`.

The data annotates each word in one attribution at most, and counts stands and wishes as well as speech; the adapter therefore takes
newsloom's attributions before the choice of what a reader is shown, keeps the outermost, and gives the words that stand there as source.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from pathlib import Path

from benchmarks.attribution_data import Annotated, Attributed, load, score
from newsloom.annotate.parse import parse
from newsloom.annotate.statements import outermost, raw, spans
from newsloom.text import sentences

_MARKED = re.compile(r"[“\"]([^”\"\n]{3,})[”\"]")
_NAME = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")


def predict(articles: list[Annotated]) -> list[list[Attributed]]:
    """Newsloom's outermost attributions of each article."""
    found: list[list[Attributed]] = []
    parsed = parse(((a.text, sentences.split(a.text, "en")) for a in articles), "en")
    for article, (doc, _) in zip(articles, parsed, strict=True):
        kept = outermost(raw(doc, article.text, "en"))
        found.append([Attributed(**spans(doc, made, article.text)) for made in kept])
    return found


def baseline(articles: list[Annotated]) -> list[list[Attributed]]:
    """What stands in quotation marks, credited to the nearest capitalised words outside them."""
    found: list[list[Attributed]] = []
    for article in articles:
        quotes = [m.span() for m in _MARKED.finditer(article.text)]
        names = [m.span() for m in _NAME.finditer(article.text)]
        outside = [n for n in names if not any(a <= n[0] < b for a, b in quotes)]
        rows = []
        for a, b in quotes:
            near = min(outside, key=lambda n: min(abs(n[0] - b), abs(n[1] - a)), default=None)
            rows.append(Attributed([near] if near else [], [], [(a, b)]))
        found.append(rows)
    return found


def textacy_baseline(articles: list[Annotated]) -> list[list[Attributed]] | None:
    """Direct quotations as textacy finds them, None where it is not installed."""
    try:
        from textacy.extract import direct_quotations
    except ImportError:
        return None
    found: list[list[Attributed]] = []
    parsed = parse(((a.text, sentences.split(a.text, "en")) for a in articles), "en")
    for doc, _ in parsed:
        rows: list[Attributed] = []
        try:
            for said in direct_quotations(doc):
                words = (list(said.speaker), list(said.cue), list(said.content))
                rows.append(Attributed(*([(t.idx, t.idx + len(t)) for t in part] for part in words)))
        except ValueError:  # an odd number of quotation marks: it gives the article up
            rows = []
        found.append(rows)
    return found


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, required=True)
    ask.add_argument("--json", action="store_true")
    ask.add_argument("--predictions", type=Path)
    ask.add_argument("--limit", type=int, help="only the first N articles")
    given = ask.parse_args()
    articles = list(load(given.data))[: given.limit]
    began = time.perf_counter()
    predicted = predict(articles)
    seconds = time.perf_counter() - began
    figures: dict[str, object] = {**score(articles, predicted), "articles": len(articles), "articles_per_s": len(articles) / seconds}
    for name, rows in (("marks_and_names", baseline(articles)), ("textacy", textacy_baseline(articles))):
        figures[name] = score(articles, rows) if rows is not None else "not installed"
    if given.predictions:
        with given.predictions.open("w", encoding="utf-8") as out:
            for article, rows in zip(articles, predicted, strict=True):
                for row in rows:
                    out.write(json.dumps({"doc": article.doc, "source": row.source, "cue": row.cue, "content": row.content}) + "\n")
    if given.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name:26} {value:.4f}" if isinstance(value, float) else f"{name:26} {value}")


if __name__ == "__main__":
    main()
