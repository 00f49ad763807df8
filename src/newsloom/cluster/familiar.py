"""Lines that outlets print on many pages: consent notices, sign-up boxes, slogans. They say nothing about an article's event.

A line is familiar when its outlet printed it on two other pages, or when pages of any outlets printed it three times over more than three
weeks: the lines of an agency report spread within days, those of a publisher's sign-up box never stop.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Protocol

from newsloom.records import Article

_OF_OUTLET = 2
_OF_ANY = 3
_SPREAD = 21  # days
_LINES = 80


class Familiar(Protocol):
    """What a desk remembers of the pages that it saw."""

    def strip(self, article: Article, body: str) -> str:
        """The body with familiar lines blanked (same length)."""
        ...

    def learn(self, article: Article, body: str, day: int | None) -> None:
        """Remember the lines of one more article, `day` being its day in days since 1970-01-01."""
        ...


@dataclass(slots=True)
class Line:
    """How often a line was seen: in all, by outlet, and between which days."""

    seen: int = 0
    first: int | None = None
    last: int | None = None
    outlets: dict[str, int] = field(default_factory=dict)

    def familiar(self, outlet: str | None) -> bool:
        if outlet is not None and self.outlets.get(outlet, 0) >= _OF_OUTLET:
            return True
        return self.seen >= _OF_ANY and self.first is not None and self.last is not None and self.last - self.first > _SPREAD


class FamiliarLines:
    """Counts lines in memory, by the hash of the line."""

    def __init__(self) -> None:
        self.lines: dict[bytes, Line] = {}

    def strip(self, article: Article, body: str) -> str:
        outlet = _outlet(article)
        kept = body.split("\n")
        for at, text in enumerate(kept[:_LINES]):
            line = self.lines.get(_hash(text)) if text.strip() else None
            if line is not None and line.familiar(outlet):
                kept[at] = " " * len(text)
        return "\n".join(kept)

    def learn(self, article: Article, body: str, day: int | None) -> None:
        outlet = _outlet(article)
        for key in {_hash(text) for text in body.split("\n")[:_LINES] if text.strip()}:
            line = self.lines.setdefault(key, Line())
            line.seen += 1
            if outlet is not None:
                line.outlets[outlet] = line.outlets.get(outlet, 0) + 1
            if day is not None:
                line.first = day if line.first is None else min(line.first, day)
                line.last = day if line.last is None else max(line.last, day)


def _outlet(article: Article) -> str | None:
    if article.outlet is None:
        return None
    return article.outlet.domain or article.outlet.name


def _hash(line: str) -> bytes:
    return hashlib.blake2b(" ".join(line.casefold().split()).encode("utf-8", "surrogatepass"), digest_size=8).digest()
