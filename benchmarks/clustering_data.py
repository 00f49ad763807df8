"""Reads the sets that clustering is measured on into articles, in the order in which they are fed."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newsloom.records import Article, Outlet, When

_URL = re.compile(r"^\s*(?:https?|www|http :)", re.IGNORECASE)
_SPACE = re.compile(r"\s+([.,;:!?%)\]]|'s\b|n't\b)")
_OUTLET_TAIL = re.compile(r"\s+(?:::|\||[-–—])\s+[^|]{2,40}$")


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def incidents(folder: Path) -> tuple[list[Article], list[str]]:
    """Incident reports (format `gva`) in date order, with their incidents."""
    found = list(rows(folder / "articles.jsonl.gz"))
    seen = Counter(row["id"] for row in found)
    kept = [row for row in found if seen[row["id"]] == 1 and len(row["text"].split()) >= 30]
    kept.sort(key=lambda row: row["date"])
    return [_incident(row) for row in kept], [row["incident"] for row in kept]


def _incident(row: dict[str, Any]) -> Article:
    title = _OUTLET_TAIL.sub("", row["title"] or "").strip() or None
    when = When(value=row["date"], precision="day", origin="metadata")
    return Article(
        id=row["id"],
        version="",
        input="",
        first_seen="",
        text=row["text"],
        title=title,
        published=when,
        language="en",
        url=row["url"],
        outlet=Outlet(domain=row["host"]) if row["host"] else None,
    )


def ecbplus(folder: Path) -> tuple[list[Article], list[str]]:
    """ECB+ documents in the order of the file, with their stories. Tokenised text; no title, no date."""
    found = list(rows(folder / "docs.jsonl.gz"))
    return [_ecb(row) for row in found], [row["story"] for row in found]


def _ecb(row: dict[str, Any]) -> Article:
    sentences = [s for s in row["sentences"] if not _URL.match(s)]
    text = "\n".join(_SPACE.sub(r"\1", s.replace("``", '"').replace("''", '"')) for s in sentences)
    return Article(id=row["id"], version="", input="", first_seen="", text=text, language="en")


def languages(folder: Path) -> tuple[list[Article], list[str]]:
    """Articles of one event in several languages (format `languages`: JSONL {id, incident, language, date, title, text, host}), by date."""
    found = [json.loads(line) for line in (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines() if line.strip()]
    found.sort(key=lambda row: (row["date"], row["id"]))
    return [_spoken(row) for row in found], [row["incident"] for row in found]


def _spoken(row: dict[str, Any]) -> Article:
    return Article(
        id=row["id"],
        version="",
        input="",
        first_seen="",
        text=row["text"],
        title=row["title"],
        published=When(value=row["date"], precision="second", origin="metadata"),
        language=row["language"],
        outlet=Outlet(domain=row["host"]) if row.get("host") else None,
    )


FORMATS = {"gva": incidents, "ecbplus": ecbplus, "languages": languages}


def load(folder: Path, form: str) -> tuple[list[Article], list[str]]:
    """Articles and gold labels of a folder, `form` being one of `FORMATS`."""
    return FORMATS[form](folder)
