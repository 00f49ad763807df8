"""How well main text is found: precision, recall and F1 of 4-gram shingles against the bodies that people marked.

    python -m benchmarks.extraction --data DIR [--json] [--predictions FILE] [--bodies]

DIR holds `ground-truth.json` ({id: {"articleBody", "url"}}) and `html/ID.html.gz`. The measure is that of the article extraction benchmark
of Zyte (formerly Scrapinghub): the mean over pages of matched, extra and missing shingles, each page weighing the same.

Speed is CPU time of one core. `times_as_fast` sets it against plain trafilatura on the same pages in the same run: pages a second differ
from machine to machine, this hardly does.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import json
import re
import sys
import time
from pathlib import Path

from newsloom import extract
from newsloom.errors import InputError
from newsloom.records import Article, Document

_UNDATED = Document(
    input="undated",
    content=b"<html><body><p>The weir broke on 4 March 2024.</p></body></html>",
    media="text/html",
    fetched="2026-01-01T00:00:00Z",
)
WORD = re.compile(r"\w+")
Shingles = collections.Counter[tuple[str, ...]]


def shingles(text: str, size: int = 4) -> Shingles:
    """The runs of `size` words of a text, counted; a shorter text is one run."""
    words = WORD.findall(text)
    return collections.Counter(tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1))) if words else collections.Counter()


def score(truth: dict[str, dict[str, str]], texts: dict[str, str]) -> dict[str, float]:
    """Precision, recall and F1 over pages."""
    matched = extra = missing = 0.0
    for page, entry in truth.items():
        gold, found = shingles(entry["articleBody"]), shingles(texts.get(page, ""))
        parts = (gold & found).total(), (found - gold).total(), (gold - found).total()
        whole = sum(parts) or 1
        matched, extra, missing = matched + parts[0] / whole, extra + parts[1] / whole, missing + parts[2] / whole
    precision = matched / (matched + extra) if matched + extra else 0.0
    recall = matched / (matched + missing) if matched + missing else 0.0
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0}


def documents(data: Path, truth: dict[str, dict[str, str]]) -> dict[str, Document]:
    """The pages, unpacked beforehand so that only extraction is timed."""
    return {
        page: Document(
            input=page,
            content=gzip.decompress((data / "html" / f"{page}.html.gz").read_bytes()),
            media="text/html",
            fetched="2026-01-01T00:00:00Z",
            url=entry.get("url"),
        )
        for page, entry in truth.items()
    }


def run(data: Path, *, bodies: bool) -> tuple[dict[str, float], dict[str, str]]:
    """Read every page; figures and texts by page.

    Args:
        data: the folder.
        bodies: score `Article.body()` after furniture was flagged instead of the text.
    """
    truth = json.loads((data / "ground-truth.json").read_text(encoding="utf-8"))
    pages = documents(data, truth)
    for first in (next(iter(pages.values())), _UNDATED):  # models and tables are loaded once, not for each page
        _read(first)
    _plain(next(iter(pages.values())))
    articles: dict[str, Article] = {}
    took = plain = 0.0  # seconds of this process: one core, however busy the machine is
    for page, document in pages.items():  # by turns, so that what slows one down slows the other down
        start = time.process_time()
        found = _read(document)
        turn = time.process_time()
        _plain(document)
        took, plain = took + turn - start, plain + time.process_time() - turn
        if found:
            articles[page] = found
    if bodies:
        articles = dict(zip(articles, extract.furnish(list(articles.values())), strict=True))
    texts = {page: a.body() if bodies else a.text for page, a in articles.items()}
    speed = {"pages_per_s": len(truth) / took, "trafilatura_pages_per_s": len(truth) / plain, "times_as_fast": plain / took}
    return {"pages": len(truth), **score(truth, texts), **speed}, texts


def _read(document: Document) -> Article | None:
    try:
        return extract.article(document)
    except InputError:
        return None


def _plain(document: Document) -> None:
    """What the library does by itself with its own defaults: main text only, no dates, outlet, byline or language."""
    import trafilatura

    trafilatura.bare_extraction(document.content, url=document.url)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line of stdout")
    parser.add_argument("--predictions", type=Path, help="write {id, text} a line")
    parser.add_argument("--bodies", action="store_true", help="score bodies, furniture taken out")
    options = parser.parse_args()
    if not (options.data / "ground-truth.json").is_file():
        sys.exit(f"{options.data} holds no ground-truth.json")
    figures, texts = run(options.data, bodies=options.bodies)
    if options.predictions:
        lines = (json.dumps({"id": page, "text": text}, ensure_ascii=False) for page, text in texts.items())
        options.predictions.write_text("\n".join(lines) + "\n", encoding="utf-8")
    for name, value in figures.items():
        print(f"{name:24} {value:.4f}" if isinstance(value, float) else f"{name:24} {value}")
    if options.json:
        print(json.dumps({k: round(v, 4) for k, v in figures.items()}))


if __name__ == "__main__":
    main()
