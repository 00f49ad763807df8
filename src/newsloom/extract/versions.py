"""Two readings of one article: which of them tells the newer state."""

from __future__ import annotations

from newsloom.records import Article


def newer(one: Article, other: Article) -> Article:
    """The newer of two versions of one article (same id); `other` is the one read later.

    The later date of change (else of publication) decides where both say one to the day; a cut text never displaces a whole one of the
    same day; otherwise what was read later stands.
    """
    days = [_day(article) for article in (one, other)]
    if days[0] and days[1] and days[0] != days[1]:
        return one if days[0] > days[1] else other
    if days[0] and not days[1] and one.modified is not None:
        return one
    return one if other.partial and not one.partial else other


def _day(article: Article) -> str | None:
    """The day of the last change that an article tells of ("YYYY-MM-DD")."""
    whens = [when for when in (article.modified, article.published) if when is not None and when.value]
    days = [when.value[:10] for when in whens if when.value and len(when.value) >= 10]
    return max(days, default=None)
