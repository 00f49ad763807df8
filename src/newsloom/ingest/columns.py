"""The columns of tables that hold articles, and the names that go for them."""

from __future__ import annotations

import csv

COLUMNS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "article_text", "full_text", "fulltext", "article_body"),
    "html": ("html", "body_html", "content_html", "raw_html"),
    "title": ("title", "headline"),
    "url": ("url", "link", "article_url", "canonical_url", "source_url"),
    "outlet": ("outlet", "source", "source_name", "publisher", "publication", "newspaper", "site"),
    "published": (
        "published",
        "published_at",
        "publish_date",
        "publication_date",
        "pub_date",
        "pubdate",
        "date_published",
        "date",
        "datetime",
    ),
    "modified": ("modified", "updated", "updated_at", "date_modified"),
    "language": ("language", "lang"),
    "byline": ("byline", "author", "authors"),
    "id": ("id", "guid", "article_id", "uuid"),
}
DELIMITERS = (",", "\t", ";", "|")
_MOST_HEADING = 65_536
_BY_NAME = {name: column for column, names in COLUMNS.items() for name in names}


def known(names: list[str]) -> dict[str, str]:
    """The name in this table of each column that it has; where two names go for one, the one that stands first above."""
    here = {name.strip().lower().replace(" ", "_").replace("-", "_"): name for name in reversed(names)}
    found = {column: next((here[name] for name in ways if name in here), None) for column, ways in COLUMNS.items()}
    return {column: name for column, name in found.items() if name is not None}


def delimiter(text: str, *, named: bool) -> str | None:
    """What parts the columns, None where the first line is no heading of a table of articles.

    Args:
        text: the beginning of a file.
        named: whether the file's name says that it is a table: then one known column is enough.
    """
    line = text.lstrip("\ufeff").partition("\n")[0].rstrip("\r")
    if not line or len(line) > _MOST_HEADING:
        return None
    counts = {mark: _columns(line, mark) for mark in DELIMITERS}
    best = max(counts, key=lambda mark: counts[mark])
    return best if counts[best] >= (1 if named else 2) else None


def _columns(line: str, mark: str) -> int:
    """How many known columns a heading names; 0 without one that holds articles."""
    try:
        names = next(csv.reader([line], delimiter=mark), [])
    except csv.Error:
        return 0
    found = known(names)
    return len(found) if "text" in found or "html" in found else 0
