"""Results in the form that was asked for, or that fits where they go."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from newsloom.cli import output
from newsloom.errors import UsageError
from newsloom.loom import showing

if TYPE_CHECKING:
    from newsloom.loom.showing import Hit
    from newsloom.records import Article, Briefing, Claim, Story, VersionStep

Format = Literal["md", "html", "json", "term"]
Printed = Literal["md", "html", "json", "term", "pdf"]
Listing = Literal["term", "md", "json"]
Table = Literal["table", "json", "csv"]
_BY_NAME: dict[str, Format] = {".html": "html", ".htm": "html", ".json": "json", ".md": "md", ".txt": "term"}


def chosen(format: Format | None, out: Path | None) -> Format:
    """The format asked for; else by the output file's name; else for people on a terminal, Markdown in a pipe."""
    if format is not None:
        return format
    if out is not None:
        return _BY_NAME.get(out.suffix.lower(), "md")
    return "term" if sys.stdout.isatty() else "md"


def briefing(result: Briefing, format: Printed | None, out: Path | None, *, with_text: bool = False) -> str | bytes:
    if format == "pdf" or (format is None and out is not None and out.suffix.lower() == ".pdf"):
        return showing.briefing_pdf(result)
    return showing.briefing(result, chosen(format, out), with_text=with_text, width=output.width(), color=_colour(out))


def article(found: Article, format: Format | None, out: Path | None) -> str:
    return showing.article(found, chosen(format, out), width=output.width())


def article_versions(steps: Sequence[VersionStep], format: Literal["md", "html", "json", "term", "pdf"] | None, out: Path | None) -> str:
    """
    Raises:
        UsageError: versions are no page.
    """
    form = "pdf" if format == "pdf" else chosen(format, out)
    if form == "html" or form == "pdf":
        raise UsageError(f"versions have no format {form}: choose md, json or term")
    return showing.versions(steps, form)


def led_on(full: str, now: str) -> None:
    """Say that a story became part of another, where it did."""
    if now != full:
        output.say(f"newsloom: story {full} is now part of {now}")


def claim_list(listed: Sequence[Claim], story: Story, format: Table) -> str:
    return showing.claims(listed, story, format, width=output.width())


def hit_list(words: str, found: Sequence[Hit], format: Listing) -> str:
    return showing.hits(words, found, format, width=output.width())


def _colour(out: Path | None) -> bool:
    return out is None and output.colour()


def added(seen: dict[str, int]) -> Callable[[str, Article], None]:
    """A reporter that prints a line for each stored article and counts them in `seen`."""

    def report(what: str, article: Article) -> None:
        seen[what] = seen.get(what, 0) + 1
        fields = [what, article.id, article.input, *([article.item] if article.item else [])]
        output.emit("\t".join(output.plain(field) for field in fields) + "\n")

    return report
