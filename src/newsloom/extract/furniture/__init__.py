"""Page furniture: what a page prints around its news. It is flagged as spans of the stored text and never cut."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from newsloom.extract import measure
from newsloom.extract.furniture import controls, credits, galleries, hands, headings, promotions, repeats, small_print, teasers, topic_cards
from newsloom.extract.furniture.page import Page
from newsloom.records import Article

_FINDERS: tuple[Callable[[Page], None], ...] = (
    hands.find,
    credits.find,
    galleries.find,
    controls.find,
    small_print.find,
    promotions.find,
    headings.find_lists,
    headings.find_pointers,
    topic_cards.find,
    repeats.find_again,
    headings.find_sections,
    teasers.find,
)


def furnish(articles: Sequence[Article]) -> list[Article]:
    """The same articles, in order, with furniture flagged and `words` counted anew.

    Args:
        articles: one batch. Pages of one outlet are compared with each other, and articles of one title with their stubs. Flags that an
            article already has are kept.

    The signs are general: position, cut ends, what a block shares with the article, list shape, headings, repetition over one outlet's
    pages, and the phrases of the `furniture` tables. Finders run in order; the first flag on a block stays.
    """
    pages = [Page(article) for article in articles]
    for page in pages:
        for finder in _FINDERS:
            finder(page)
    repeats.find_repeated(pages)
    repeats.find_stubs(pages)
    return [_done(page) for page in pages]


def _done(page: Page) -> Article:
    article: Article = msgspec.structs.replace(page.article, furniture=page.furniture())
    words = measure.words(article.body())
    stub = bool(article.furniture) and any((item.note or "").startswith("stub of ") for item in article.furniture)
    return msgspec.structs.replace(article, words=words, partial=article.partial or stub)
