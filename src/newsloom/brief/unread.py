"""What of a story's articles was not read, by language, in words for its page."""

from __future__ import annotations

from collections.abc import Sequence

from newsloom.brief.context import Context, primary
from newsloom.records import Annotations, Article

_WORDS = {
    "syntax": "the build of sentences",
    "indirect speech": "speech without quotation marks",
    "statements": "what people say",
    "rest of a long text": "the end of long texts",
    "failed": "anything beyond their text",
}


def note(context: Context) -> str | None:
    """One sentence a language of which not all is read ("Not read of articles in Russian: ..."), None where all is."""
    return of_articles(context.dossier.articles, context.dossier.annotations)


def of_articles(articles: Sequence[Article], annotations: Sequence[Annotations]) -> str | None:
    """The same for articles with what was read of each, in one order."""
    left: dict[str, dict[str, None]] = {}
    for article, one in zip(articles, annotations, strict=True):
        for part in one.missing:
            left.setdefault(primary(article), {})[_WORDS.get(part, part)] = None
    return " ".join(f"Not read of articles in {_language(code)}: {', '.join(parts)}." for code, parts in left.items()) or None


def _language(code: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code).get_language_name("en") or code
    except (UnknownLocaleError, ValueError):
        return "an unknown language"
