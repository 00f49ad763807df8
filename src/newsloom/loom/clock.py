"""Time as newsloom writes it."""

from __future__ import annotations

from datetime import UTC, datetime

from newsloom.errors import UsageError
from newsloom.records import Article


def now() -> str:
    """This moment, RFC 3339 in UTC, exact to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day(text: str) -> str:
    """A day given by a user, checked.

    Raises:
        UsageError: it is no date of the form YYYY-MM-DD.
    """
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date().isoformat()
    except ValueError:
        raise UsageError(f"{text!r} is not a date: write it as YYYY-MM-DD, for example 2024-10-28") from None


def known_by(article: Article, as_of: str) -> bool:
    """Whether an article was out by the end of that day. An undated one counts from when newsloom got it."""
    return (article.published.first_day or article.first_seen)[:10] <= as_of
