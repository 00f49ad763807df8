"""The feeds of a site: those that its page declares, else links that look like feeds, else the places where feeds usually are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from newsloom.ingest.source import Source
from newsloom.lexicon import table
from newsloom.text.encoding import clean, decode

_TYPES = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "text/xml",
        "application/xml",
        "text/rss",
    }
)
_COMMENTS = re.compile(r"comment|kommentar|coment", re.I)
_MOST = 50
_MOST_LINKS = 12  # links of a page that are tried


def feeds(source: Source) -> list[str]:
    """Addresses of the feeds that a page names in its head, in its order; those of comments stand last."""
    root, base = _page(source)
    if root is None:
        return []
    found: dict[str, bool] = {}
    for link in root.iter("link"):
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        relations = (link.get("rel") or "").lower().split()
        if not ("feed" in relations or ("alternate" in relations and kind in _TYPES)):
            continue
        if address := _address(base, link.get("href")):
            about_comments = bool(_COMMENTS.search(address) or _COMMENTS.search(link.get("title") or ""))
            found.setdefault(address, about_comments)
    return sorted(found, key=lambda address: found[address])[:_MOST]


def linked(source: Source) -> list[str]:
    """Links of a page whose address or words speak of a feed, those to its own site first. Each has to be asked."""
    root, base = _page(source)
    links = [] if root is None else [address for address in dict.fromkeys(_links(root, base)) if address != source.url]
    home = urlsplit(source.url or "").netloc
    links.sort(key=lambda address: (bool(_COMMENTS.search(address)), urlsplit(address).netloc != home))
    return links[:_MOST_LINKS]


def usual(source: Source) -> list[str]:
    """The places on a page's host where feeds usually are. Each has to be asked."""
    return [urljoin(source.url, place) for place in table("feed_places")["paths"]] if source.url else []


def _links(root: Any, base: str) -> Iterator[str]:
    signs = table("feed_places")
    path = re.compile(signs["address"], re.I)
    words = {word.casefold() for word in signs["words"]}
    for anchor in root.iter("a"):
        address = _address(base, re.sub(r"^feed:(?://)?(?=https?:)", "", (anchor.get("href") or "").strip(), flags=re.I))
        if not address:
            continue
        parts = urlsplit(address)
        said = " ".join(f"{anchor.text_content()} {anchor.get('title') or ''}".split()).casefold()
        if path.search(f"{parts.path}?{parts.query}") or any(word in words for word in re.findall(r"\w+", said[:80])):
            yield address


def _page(source: Source) -> tuple[Any, str]:
    """The page and what its links are relative to."""
    from lxml import etree, html

    text = clean(decode(source.data, source.charset).text)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        return None, ""
    stated = next((b.get("href") for b in root.iter("base") if b.get("href")), "")
    return root, _address(source.url or "", stated) or source.url or ""


def _address(base: str, link: str | None) -> str | None:
    try:
        address = urljoin(base, (link or "").strip()).partition("#")[0] if link else ""
    except ValueError:
        return None
    return address if address.lower().startswith(("http://", "https://")) and len(address) < 2000 else None
