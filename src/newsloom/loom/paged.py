"""Articles over several pages: the later pages are fetched, politely, and joined to the first."""

from __future__ import annotations

from collections.abc import Sequence

from newsloom import extract
from newsloom.errors import InputError
from newsloom.ingest import polite
from newsloom.loom import intake
from newsloom.records import Article, Document, Failure
from newsloom.settings import Settings

_MOST = 10  # pages of one article


def completed(articles: Sequence[Article], settings: Settings) -> list[Article]:
    """Articles as they are, and those that a named address gave with their later pages. Saved pages are taken as they were saved."""
    if not any(map(_goes_on, articles)):
        return list(articles)
    with polite.Pool(settings.ingest, settings.feeds) as pool:
        made = [whole(article, pool, settings) if _goes_on(article) else article for article in articles]
    return extract.furnish([article for article in made if isinstance(article, Article)])


def _goes_on(article: Article) -> bool:
    return extract.NEXT in article.metadata and article.item is None and article.input.startswith(("http://", "https://"))


def whole(found: Article | Failure, pool: polite.Pool, settings: Settings) -> Article | Failure:
    """An article with its later pages, as far as they can be had; anything else as it is. One that lacks some stays marked as partial."""
    if isinstance(found, Failure) or extract.NEXT not in found.metadata:
        return found
    pages, asked = [found], {found.url}
    while (url := _next(pages[-1], later=len(pages) > 1)) and url not in asked and len(pages) < _MOST:
        asked.add(url)
        page = _page(url, pool, settings)
        if page is None:
            return extract.joined(pages, whole=False)
        pages.append(page)
    return extract.joined(pages, whole=url is None) if len(pages) > 1 else found


def _next(page: Article, *, later: bool) -> str | None:
    return page.metadata.get(extract.NEXT) or (page.metadata.get(extract.PERHAPS) if later else None)


def _page(url: str, pool: polite.Pool, settings: Settings) -> Article | None:
    answer = next(pool.answers([polite.Ask(url=url, page=True)]))
    try:
        if answer.source is None or polite.content(polite.opened(answer.source)) != "page":
            return None
        document = next(polite.documents(answer.source, settings.ingest), None)
    except InputError:
        return None
    article = intake.article(document) if isinstance(document, Document) else None
    return article if isinstance(article, Article) else None
