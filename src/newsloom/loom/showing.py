"""Results as text: the faces ask here, so that they need not know the renderer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from newsloom import render
from newsloom.records import (
    Article,
    ArticleCard,
    Briefing,
    Change,
    Changes,
    Check,
    Claim,
    Explanation,
    Feed,
    Passage,
    Poll,
    Story,
    StoryReasons,
    StoryStatement,
    VersionStep,
)
from newsloom.render import Hit, StoryRow, arrange, charts, words
from newsloom.render.citations import Citation, Citer
from newsloom.render.clean import link
from newsloom.text import masking

Format = Literal["md", "html", "json", "term"]
Listing = Literal["term", "md", "json"]
Table = Literal["table", "json", "csv"]


def briefing(result: Briefing, format: Format, *, width: int = 80, color: bool = False, with_text: bool = False) -> str:
    return render.render(result, format, width=width, color=color, with_text=with_text)


def briefing_pdf(result: Briefing) -> bytes:
    """The briefing as one PDF file.

    Raises:
        UsageError: the extra `pdf`, or what it needs, is not installed.
    """
    from newsloom.render import pdf

    return pdf.write(result)


def article(found: Article, format: Format, *, width: int = 80) -> str:
    return render.article(found, format, width=width)


def stories(rows: Sequence[StoryRow], format: Listing, *, width: int = 80) -> str:
    return render.stories(rows, format, width=width)


def claims(listed: Sequence[Claim], story: Story, format: Table, *, width: int = 80) -> str:
    return render.claims(listed, story.id, story.title, format, width=width)


def hits(words: str, found: Sequence[Hit], format: Listing, *, width: int = 80) -> str:
    return render.search(words, found, format, width=width)


def changes(found: Changes, articles: Sequence[Article], format: Listing) -> str:
    return render.changes(found, {article.id: article for article in articles}, format)


def check(found: Check, format: Format) -> str:
    return render.check(found, format)


CLAIM_COLUMNS = render.COLUMNS


def claim_rows(listed: Sequence[Claim]) -> list[dict[str, Any]]:
    """One dictionary for each version of each claim, by `CLAIM_COLUMNS`."""
    return [dict(zip(CLAIM_COLUMNS, render.row(claim, assertion), strict=True)) for claim in listed for assertion in claim.assertions]


def harmless(text: str) -> str:
    """Text from outside in one line, without what would drive or reorder the page or terminal that shows it."""
    return render.harmless(text)


def masked(text: str) -> str:
    """A text without the passwords that its addresses hold."""
    return masking.masked(text)


def explanation(found: Explanation, articles: Sequence[Article], format: Literal["table", "json"]) -> str:
    return render.explanation(found, {article.id: article for article in articles}, format)


def claims_table(listed: Sequence[Claim]) -> bytes:
    """Claims as a Parquet file.

    Raises:
        UsageError: the extra `tables` is not installed.
    """
    from newsloom.render import parquet

    return parquet.claims(listed)


def feeds(followed: Sequence[Feed], format: Listing, *, width: int = 80) -> str:
    return render.feeds(followed, format, width=width)


def poll(went: Poll) -> str:
    return render.poll(went)


def by_speaker(statements: Sequence[StoryStatement]) -> list[tuple[str, str | None, list[StoryStatement]]]:
    """(name, role, statements) of each speaker, those who say most first, the unnamed last; the same words are told once."""
    from newsloom.render import html

    return html.by_speaker(arrange.voices(statements))


def live(article: ArticleCard | None, passage: Passage) -> str | None:
    """A link to the passage on the live page, None without an address."""
    from newsloom.render import html

    return html.live(article, passage)


def lines(article: Article) -> list[tuple[str, str | None, int]]:
    """An article's text line by line: the line, why it is left out (None for what is read), and where it begins (code points)."""
    spans = [(f.start, f.end, f.why) for f in article.furniture]
    found: list[tuple[str, str | None, int]] = []
    at = 0
    for line in article.text.split("\n"):
        if line.strip():
            end = at + len(line)
            found.append((line, next((why for start, stop, why in spans if start < end and at < stop), None), at))
        at += len(line) + 1
    return found


def page_css() -> str:
    """The style sheet that all pages share."""
    from newsloom.render import html

    return html.style_sheet()


def reasons(found: StoryReasons, format: Listing) -> str:
    return render.reasons(found, format)


def log(changes: Sequence[Change], format: Listing, *, width: int = 80) -> str:
    return render.log(changes, format, width=width)


def change(entry: Change) -> str:
    """An entry of the log in one line."""
    return render.harmless(render.sentence(entry))


def did(entry: Change) -> str:
    """What a change did."""
    return render.harmless(render.what(entry))


def versions(steps: Sequence[VersionStep], format: Format) -> str:
    return render.versions(steps, format)


__all__ = [
    "CLAIM_COLUMNS",
    "Citation",
    "Citer",
    "Format",
    "Hit",
    "Listing",
    "StoryRow",
    "Table",
    "arrange",
    "article",
    "briefing",
    "briefing_pdf",
    "by_speaker",
    "change",
    "changes",
    "charts",
    "check",
    "claim_rows",
    "claims",
    "claims_table",
    "did",
    "explanation",
    "feeds",
    "harmless",
    "hits",
    "lines",
    "link",
    "live",
    "log",
    "masked",
    "page_css",
    "poll",
    "reasons",
    "stories",
    "versions",
    "words",
]
