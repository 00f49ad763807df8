"""The feeds that a page declares: `<link rel="alternate" type="application/rss+xml">` and its kin. Nothing is guessed."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from newsloom.ingest.source import Source
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


def feeds(source: Source) -> list[str]:
    """Addresses of the feeds that a page names in its head, in its order; those of comments stand last."""
    from lxml import etree, html

    text = clean(decode(source.data, source.charset).text)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        return []
    base = urljoin(source.url or "", next((b.get("href") for b in root.iter("base") if b.get("href")), ""))
    found: dict[str, bool] = {}
    for link in root.iter("link"):
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        relations = (link.get("rel") or "").lower().split()
        if not link.get("href") or not ("feed" in relations or ("alternate" in relations and kind in _TYPES)):
            continue
        try:
            address = urljoin(base, link.get("href").strip())
        except ValueError:
            continue
        if address.lower().startswith(("http://", "https://")):
            about_comments = bool(_COMMENTS.search(address) or _COMMENTS.search(link.get("title") or ""))
            found.setdefault(address, about_comments)
    return sorted(found, key=lambda address: found[address])[:_MOST]
