"""The hand-written set of events told in other words (`benchmarks/data/events`), as stories that the trainer reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks.agreement_data import Row, half

EVENTS = Path(__file__).parent / "data" / "events"
_LINE = re.compile(r"([+-])([a-z]{2})?\s+(\S.*)")
_MARKED = re.compile(r"\[(.+)\]")


def rows(only: str | None = None, source: Path = EVENTS) -> list[Row]:
    """One small story an event: each telling an article of its own, the near misses dealt out to them.

    Args:
        only: "dev", "held" or None for both, by the hash of the event's name.
        source: folder of the text files.

    Raises:
        ValueError: a line that is neither a name, a telling with its marked part, nor a near miss.
    """
    found = [row for path in sorted(source.glob("*.txt")) for row in _events(path)]
    return [row for row in found if only in (None, half(row["id"]))]


def _events(path: Path) -> Iterator[Row]:
    for block in path.read_text(encoding="utf-8").split("\n# "):
        name, *lines = block.removeprefix("# ").strip().splitlines()
        yield _story(name, [_read(line, path) for line in lines])


def _read(line: str, path: Path) -> tuple[str, str, str]:
    match = _LINE.fullmatch(line)
    if match is None or (match[1] == "+") != ("[" in line):
        raise ValueError(f"{path.name}: {line!r} is no telling with its part in brackets, and no near miss")
    return match[1], match[2] or "en", match[3]


def _story(name: str, lines: list[tuple[str, str, str]]) -> Row:
    tellings = [(language, text) for kind, language, text in lines if kind == "+"]
    misses = [text for kind, _, text in lines if kind == "-"]
    articles, said = [], []
    english = [n for n, (language, _) in enumerate(tellings) if language == "en"]
    for n, (language, text) in enumerate(tellings):
        own = [miss for m, miss in enumerate(misses) if english[m % len(english)] == n]
        marked = _MARKED.search(text)
        quote = marked[1] if marked else text
        words = "\n\n".join([text.replace("[", "").replace("]", ""), *own])
        articles.append({"id": f"a{n}", "outlet": f"Outlet {n}", "published": "2025-03-04T07:10:00Z", "text": words, "language": language})
        said.append({"article": f"a{n}", "quote": quote, "value": None, "by": None, "stance": "asserts"})
    return {"id": name, "articles": articles, "claims": [{"kind": "event", "about": name, "assertions": said, "relations": []}]}
