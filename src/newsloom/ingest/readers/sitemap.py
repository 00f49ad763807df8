"""Site maps (https://www.sitemaps.org/protocol.html) and that for news: pages with title, date, language; maps of maps."""

from __future__ import annotations

from typing import Any

from newsloom.errors import InputError
from newsloom.ingest.readers.listing import Entry, Listing
from newsloom.ingest.readers.xml import name, parse, words
from newsloom.ingest.source import Source
from newsloom.records import Hints

_MOST = 50_000  # entries that the protocol allows


def entries(source: Source) -> Listing:
    """The pages and the maps that a map leads to.

    Raises:
        InputError: it is no site map.
    """
    root = parse(source)
    if root is None or name(root) not in ("urlset", "sitemapindex"):
        raise InputError(source.input, "cannot be read as a site map")
    found: dict[str, Entry] = {}
    for number, child in enumerate(root):
        entry = _entry(child) if number < _MOST else None
        if entry:
            found.setdefault(entry.url, entry)
    pages, maps = list(found.values()), list[Entry]()
    if name(root) == "sitemapindex":
        pages, maps = maps, pages
    return Listing(kind="a site map", of="a page", entries=pages, maps=maps)


def _entry(element: Any) -> Entry | None:
    fields = {name(child): child for child in reversed(element)} if name(element) in ("url", "sitemap") else {}
    url = words(fields.get("loc")) or ""
    if not url.lower().startswith(("http://", "https://")):
        return None
    news = fields.get("news")
    told = {name(child): child for child in news.iter()} if news is not None else {}
    return Entry(
        url,
        Hints(
            title=words(told.get("title")),
            outlet=words(told.get("name")),
            language=words(told.get("language")),
            published=words(told.get("publication_date")),
            modified=words(fields.get("lastmod")),
        ),
    )
