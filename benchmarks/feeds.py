"""Feeds that were made to be hard: `python -m benchmarks.feeds --data DIR [--json] [--wrong]`.

Every file of the archives in the folder is read as if a server had sent it: files, items, crashes, the slowest. Files that carry an
expectation about a field that newsloom keeps are checked: mark-up in titles and names is taken out on both sides, blanks are folded, and
times are compared as moments in UTC.
"""

from __future__ import annotations

import argparse
import json
import sys
import tarfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks import feeds_expected
from newsloom.extract import dates
from newsloom.ingest import polite
from newsloom.ingest.coding import charset
from newsloom.ingest.source import Source, now
from newsloom.records import Document, Failure
from newsloom.settings import IngestSettings
from newsloom.text.encoding import clean, decode

_BASE = "http://127.0.0.1:8097/"
_NAMES = {
    "guid": "id", "description": "summary", "date": "updated", "modified": "updated", "issued": "published",
    "date_parsed": "updated_parsed", "modified_parsed": "updated_parsed", "issued_parsed": "published_parsed", "category": "tags",
}  # fmt: skip
_WHY = (
    ("content_location", "Content-Location is no base of addresses (RFC 7231, appendix B)"),
    ("base64", "text packed as base64 is read in titles of entries, not in heads of feeds or as foreign media"),
    ("/cdf/", "CDF is no format that is read"),
    ("lang_blank", "an emptied xml:lang falls back to the language of the feed"),
    ("entities/", "references are those of HTML 5"),
    ("entry_id", "an id that looks like an address is made whole by the parser"),
    ("bozo_", "bytes in no encoding: another guess"),
    ("_title_inline_markup", "a feed's name shows no tags, written out or not"),
    ("malicious_comment", "where mark-up was, a blank stays"),
    ("not_a_doctype", "an address is made whole"),
)


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file in the archives of a folder, or in the folder itself."""
    archives = sorted(folder.rglob("*.tar.gz"))
    for archive in archives:
        with tarfile.open(archive) as packed:
            for member in packed:
                found = packed.extractfile(member) if member.isfile() else None
                if found:
                    yield member.name, found.read()
    if not archives:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            yield str(path.relative_to(folder)), path.read_bytes()


def take(name: str, data: bytes, headers: dict[str, str]) -> tuple[list[Document | Failure], polite.About]:
    """What newsloom reads from a file, as from an answer with these headers."""
    named = charset(headers.get("content-type", ""))
    source = Source(input=name, data=data, limit=20_000_000, fetched=now(), url=_BASE + name, charset=named, headers=headers)
    return list(polite.documents(source, IngestSettings())), polite.about(source)


def kept(path: feeds_expected.Path_, found: list[Document | Failure], about: polite.About) -> tuple[str, Any] | None:
    """(kind of field, what newsloom has) for a path of feedparser's, None where it is no field that newsloom keeps."""
    documents = [d for d in found if isinstance(d, Document)]
    if path[:1] == ("feed",):
        return _of_feed(path[1:], documents, about)
    if path[:1] != ("entries",) or len(path) < 3 or not isinstance(path[1], int):
        return None
    if not -len(documents) <= path[1] < len(documents):
        return ("missing", None) if _of_entry(path[2:], Document(input="", content=b"", media="", fetched="")) else None
    return _of_entry(path[2:], documents[path[1]])


def _of_feed(path: tuple[Any, ...], documents: list[Document], about: polite.About) -> tuple[str, Any] | None:
    if path in (("title",), ("title_detail", "value")):
        return "title", about.title
    if path == ("link",):
        return "link", about.site
    if path == ("language",) and documents:
        return "language", documents[0].hints.language
    return None


def _of_entry(path: tuple[Any, ...], document: Document) -> tuple[str, Any] | None:
    head, hints = _NAMES.get(str(path[0]), path[0]), document.hints
    summary = document.metadata.get("feed.part") == "summary"
    tags = json.loads(document.metadata.get("categories", "[]"))
    plain: dict[Any, tuple[str, Any]] = {
        "title": ("title", hints.title), "link": ("link", document.url), "id": ("id", hints.id), "author": ("author", hints.byline),
        "published": ("date", hints.published), "created": ("date", hints.published),
        "updated": ("date", hints.modified or hints.published),
        "published_parsed": ("moment", hints.published), "created_parsed": ("moment", hints.published),
        "updated_parsed": ("moment", hints.modified or hints.published), "tags": ("category", tags[:1]),
    }  # fmt: skip
    text = document.content.decode("utf-8", "replace")
    if head == "summary" or path in (("summary_detail", "value"),):
        return ("content", text) if summary or not document.content else None  # the whole text is kept where there is one
    if path[:1] == ("content",) and path[2:] in (("value",), ("language",)):
        return ("content", text) if path[2] == "value" else ("language", hints.language)
    if path == ("summary_detail", "language"):
        return "language", hints.language
    if path in (("title_detail", "value"), ("author_detail", "name")):
        return plain["title" if path[0] == "title_detail" else "author"]
    if path[0] == "authors" and path[2:] == ("name",):
        return "one of the authors", hints.byline
    if path[0] == "tags" and path[2:] == ("term",):
        return "category", tags[path[1] : path[1] + 1]
    return plain.get(head) if len(path) == 1 else None


def right(kind: str, ours: Any, wanted: object) -> bool:
    """Whether a field is what was expected."""
    if kind == "missing":
        return False
    if kind == "moment":
        return isinstance(wanted, tuple) and _moment(ours) == wanted[:6]
    if kind == "category":
        return ours == [wanted] or [_plain(one) for one in ours] == [_plain(str(wanted))]
    if not isinstance(wanted, str):
        return bool(ours == wanted)
    if kind == "one of the authors":
        return _plain(wanted) in _plain(ours or "")
    if kind == "author":
        return _plain(wanted).partition(" (")[0] == _plain(ours or "") or _plain(wanted) == _plain(ours or "")
    if kind == "content":
        return _folded(ours or "") == _folded(wanted)
    return _plain(wanted) in (_folded(ours or ""), _plain(ours or ""))


def _folded(text: str) -> str:
    return " ".join(clean(text).split())


def _plain(text: str) -> str:
    from lxml import html

    if "<" in text or "&" in text:
        try:
            text = str(html.fromstring(f"<div>{text}</div>").text_content())
        except (ValueError, html.etree.ParserError):
            return _folded(text)
    return _folded(text)


def _moment(raw: str | None) -> tuple[int, ...] | None:
    value = dates.parse(raw, origin="feed").value if raw else None
    if not value:
        return None
    try:
        found = datetime.fromisoformat(value if len(value) > 7 else f"{value}-01-01"[:10])
    except ValueError:
        return None
    found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    return tuple(found.timetuple()[:6])


def _why(name: str) -> str:
    return next((why for part, why in _WHY if part in name), "a fault")


def run(folder: Path) -> tuple[dict[str, float], list[str]]:
    """Figures, and a line for each expectation that was not met."""
    count: Counter[str] = Counter()
    wrong: list[str] = []
    slowest = ("", 0.0)
    for name, data in files(folder):
        count["files"] += 1
        test = feeds_expected.of(decode(data[:8192]).text)
        start = time.perf_counter()
        try:
            found, about = take(name, data, test.headers if test else {})
        except Exception as error:
            count["crashes"] += 1
            wrong.append(f"{name}: crash {type(error).__name__}: {error}")
            continue
        slowest = max(slowest, (name, time.perf_counter() - start), key=lambda one: one[1])
        items = sum(isinstance(one, Document) for one in found)
        count["read"] += bool(items) or bool(about.title or about.site)
        count["items"] += items
        checks = [(path, value, mine) for path, value in (test.wants or [] if test else []) if (mine := kept(path, found, about))]
        if checks:
            faults = [
                f"{name}: {path} is {mine[1]!r}, not {value!r} ({_why(name)})" for path, value, mine in checks if not right(*mine, value)
            ]
            count["expectations"] += 1
            count["met"] += not faults
            wrong += faults
    figures: dict[str, float] = {k: count[k] for k in ("files", "read", "items", "crashes", "expectations", "met")}
    figures["slowest_s"] = round(slowest[1], 3)
    if count["expectations"]:
        figures["met_share"] = round(count["met"] / count["expectations"], 4)
    return figures, wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line of stdout")
    parser.add_argument("--wrong", action="store_true", help="list what was not met")
    options = parser.parse_args()
    if not options.data.is_dir():
        sys.exit(f"{options.data} is no folder")
    figures, wrong = run(options.data)
    if options.wrong:
        print("\n".join(wrong))
    for name, value in figures.items():
        print(f"{name:14} {value}")
    if options.json:
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
