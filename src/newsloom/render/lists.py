"""The smaller outputs: lists of stories, claims of one story, search hits. Shapes: the contract's "other outputs"."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from newsloom.errors import UsageError
from newsloom.records import Assertion, Claim, Passage, Record
from newsloom.render import contract, words
from newsloom.render.clean import markdown
from newsloom.render.clean import text as clean

_WIDE = 110  # columns of a terminal from which outlets and languages are named


class StoryRow(Record, frozen=True, kw_only=True):
    """One story in a list.

    Attributes:
        weight: independent outlets now, older reports counting less; lists are in its order.
        changed: RFC 3339 UTC time of the last change.
    """

    id: str
    title: str
    first: str | None
    last: str | None
    languages: tuple[str, ...]
    articles: int
    outlets: tuple[str, ...]
    independent_sources: int
    weight: float
    changed: str


class Hit(Record, frozen=True, kw_only=True):
    """One search result."""

    story: str | None
    article: str
    score: float
    passage: Passage


def stories(lines: Sequence[StoryRow], format: str = "term", *, width: int = 80, color: bool = False) -> str:
    """A list of stories, as "json", "md" or "term" ("table" is the same).

    Args:
        width, color: see `render`.

    Raises:
        UsageError: no such format.
    """
    if format == "json":
        return contract.dump({"schema": "newsloom.stories/1", "stories": msgspec.to_builtins(lines)})
    wide = format == "md" or width >= _WIDE
    head = ("Story", "Title", "Days", *(("Weight",) if wide else ()), "Reports", "Outlets", *(("In",) if wide else ()), "Changed")
    rows = [
        (
            x.id,
            x.title,
            words.span(x.first, x.last),
            *((f"{x.weight:.1f}",) if wide else ()),
            f"{x.articles:,} ({x.independent_sources:,})",  # those of independent sources in brackets
            ", ".join(x.outlets) or "—" if wide else f"{len(x.outlets):,}",
            *((", ".join(x.languages),) if wide else ()),
            x.changed[:10],
        )
        for x in lines
    ]
    return table(head, rows, format, width, color)


def claims(listed: Sequence[Claim], story: str, title: str, format: str = "table", *, width: int = 80, color: bool = False) -> str:
    """The claims of one story: "table" (or "term", "md") has one row a version, "csv" the same with all fields, "json" the contract's form.

    Args:
        story, title: the story's id and title.

    Raises:
        UsageError: no such format.
    """
    if format == "json":
        told = {"id": story, "title": title}
        return contract.dump({"schema": "newsloom.claims/1", "story": told, "claims": msgspec.to_builtins(listed)})
    if format == "csv":
        return _csv(listed)
    rows = [
        (
            c.id if n == 0 else "",
            c.text if n == 0 else "",
            c.agreement if n == 0 else "",
            words.who(a),
            words.value(a.value) if a.value else "—",
            a.stance,
        )
        for c in listed
        for n, a in enumerate(c.assertions)
    ]
    return table(("Id", "Claim", "Agreement", "Who", "Value", "Stance"), rows, format, width, color)


def search(query: str, hits: Sequence[Hit], format: str = "term", *, width: int = 80, color: bool = False) -> str:
    """Search results, best first, as "json", "md" or "term".

    Raises:
        UsageError: no such format.
    """
    if format == "json":
        return contract.dump({"schema": "newsloom.search/1", "query": query, "hits": msgspec.to_builtins(hits)})
    rows = [(h.story or "—", h.article, f"{h.score:.2f}", h.passage.text) for h in hits]
    return table(("Story", "Article", "Score", "Passage"), rows, format, width, color)


COLUMNS = (
    "claim", "text", "kind", "agreement", "reports", "independent_sources", "article", "attributed_to", "via", "stance", "low", "high",
    "low_open",    "high_open", "unit", "counts", "qualifier", "vague", "mode", "as_of", "start", "end", "passage",
)  # fmt: skip


def _csv(found: Iterable[Claim]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for claim in found:
        for assertion in claim.assertions:
            writer.writerow([_cell(x) for x in row(claim, assertion)])
    return out.getvalue()


def row(claim: Claim, a: Assertion) -> list[Any]:
    """The fields of one version, in the order of `COLUMNS`; None where there is nothing."""
    v, p = a.value, a.passages[0] if a.passages else None
    told = [v.low, v.high, v.low_open, v.high_open, v.unit, v.counts, v.qualifier, v.vague, v.mode] if v else [None] * 9
    return [
        claim.id, claim.text, claim.kind, claim.agreement, claim.reports, claim.independent_sources, a.article, a.attributed_to,
        "; ".join(a.via), a.stance, *told, a.as_of.value if a.as_of else None,
        p.start if p else None, p.end if p else None, p.text if p else None,
    ]  # fmt: skip


def _cell(value: Any) -> Any:
    """Empty for None; text that a spreadsheet would run as a formula is written as text."""
    if value is None:
        return ""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return value


def table(head: Sequence[str], rows: Sequence[Sequence[str]], format: str, width: int, color: bool) -> str:
    if format == "md":
        lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
        lines += ["| " + " | ".join(markdown(x) for x in row) + " |" for row in rows]
        return "\n".join(lines) + "\n"
    if format not in ("term", "table"):
        raise UsageError(f"lists have no format {format!r}: choose md, json or term")
    from rich.table import Table
    from rich.text import Text

    from newsloom.render.terminal import screen, taken

    console, out = screen(width, color)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for title in head:
        table.add_column(title, overflow="fold", no_wrap=title in ("Story", "Article", "Id"))  # an id must stay one word to be copied
    for row in rows:
        table.add_row(*(Text(clean(x)) for x in row))
    console.print(table)
    return taken(out)
