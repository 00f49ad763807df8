"""Saved RSS and Atom feeds, well-formed or not: one document an entry."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any

from newsloom.ingest.readers import references
from newsloom.ingest.source import Source
from newsloom.records import Document, Failure, Hints
from newsloom.text.encoding import clean, decode

_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_START = re.compile(r"<(?:\?xml|!DOCTYPE|rss|feed|rdf:RDF)[\s>]", re.I)
_END = re.compile(r"</(?:rss|feed|rdf:RDF)\s{0,10}>", re.I)
# An identifier that is no address of the Web: a parser would take it for a relative one, and "4" for a page of the feed's host.
_OPAQUE_ID = re.compile(r"<(guid|id)(?:\s[^<>]{0,500})?>(?=\s{0,100}(?:<!\[CDATA\[\s{0,100})?(?!https?://|[\s<]))", re.I)


def read(source: Source) -> Iterator[Document | Failure]:
    """The entries of a feed, in its order."""
    import feedparser

    text = mend(clean(decode(source.data, source.charset).text))
    headers = {"content-type": "application/xml; charset=utf-8"}
    if source.url:
        headers["content-location"] = source.url
    try:
        parsed = feedparser.parse(io.BytesIO(text.encode("utf-8", "replace")), response_headers=headers)
    except Exception as error:  # its loose parser stumbles over what it has not met
        yield Failure(input=source.input, error=f"cannot be read as a feed ({type(error).__name__}); please report it")
        return
    if not parsed.entries:
        known = parsed.get("version") or parsed.feed
        reason = "is a feed without entries" if known else f"cannot be read as a feed ({parsed.get('bozo_exception', 'no entries')})"
        yield Failure(input=source.input, error=reason)
        return
    for number, entry in enumerate(parsed.entries, 1):
        yield _document(source, parsed, entry, number)


def mend(text: str) -> str:
    """Take away what makes a feed ill-formed without being part of it.

    What stands before the first and after the last tag of the feed (warnings of the script that made it), the declaration of an
    encoding that no longer holds, references to control characters, and ampersands that stand for themselves. Identifiers that are no
    addresses are marked as such.
    """
    start = _START.search(text)
    text = text[start.start() :] if start else text
    text = _DECLARATION.sub("", text, count=1)
    ends = list(_END.finditer(text))
    text = text[: ends[-1].end()] if ends else text
    return _OPAQUE_ID.sub(r'<\1 isPermaLink="false">', references.mend_outside_cdata(text))


def _document(source: Source, parsed: Any, entry: Any, number: int) -> Document:
    value, media, language, whole = _content(entry)
    link = _link(entry)
    published, modified = _dates(parsed, entry)
    origin = entry.get("source") or {}
    return Document(
        input=source.input,
        item=_text(entry.get("id")) or link or str(number),
        content=clean(value).encode("utf-8", "replace"),
        media=media,
        charset="utf-8",
        url=link,
        fetched=source.fetched,
        hints=Hints(
            id=_text(entry.get("id")),
            title=_text(entry.get("title")),
            url=link,
            outlet=_text(origin.get("title")) or _text(parsed.feed.get("title")),
            published=published,
            modified=modified,
            language=_text(language) or _text(parsed.feed.get("language")),
            byline=_byline(entry),
        ),
        origin="feed",
        metadata=({} if whole else {"feed.part": "summary"}) | _categories(entry),
    )


def _categories(entry: Any) -> dict[str, str]:
    """What the entry is filed under, as a JSON list."""
    terms = [_text(tag.get("term")) or _text(tag.get("label")) for tag in entry.get("tags") or []]
    found = list(dict.fromkeys(term for term in terms if term))
    return {"categories": json.dumps(found, ensure_ascii=False)} if found else {}


def _content(entry: Any) -> tuple[str, str, str | None, bool]:
    """(text, media type, language, True for the whole text and False for a summary)."""
    bodies = [
        c
        for c in entry.get("content") or []
        if (c.get("value") or "").strip() and (c.get("type") or "").startswith(("text/", "application/xhtml"))
    ]
    if bodies:
        best = max(bodies, key=lambda c: len(c["value"]))
        return best["value"], _media(best.get("type")), best.get("language"), True
    detail = entry.get("summary_detail") or {}
    return entry.get("summary") or "", _media(detail.get("type")), detail.get("language"), False


def _media(kind: str | None) -> str:
    return "text/plain" if kind == "text/plain" else "text/html"


def _link(entry: Any) -> str | None:
    """The article's address: an alternate link; else a permanent identifier that is an address."""
    links = entry.get("links") or []
    found = next((x.get("href") for x in links if x.get("rel") == "alternate" and x.get("href")), None)
    link = _text(found or entry.get("link"))
    return link if link and link.lower().startswith(("http://", "https://")) else None


def _dates(parsed: Any, entry: Any) -> tuple[str | None, str | None]:
    """Raw published and modified dates. In RSS a lone date (`dc:date`) is that of publication; in Atom a lone `updated` is not."""
    published = _text(dict.get(entry, "published")) or _text(dict.get(entry, "created"))
    modified = _text(dict.get(entry, "updated"))
    if not published and not (parsed.get("version") or "").startswith("atom"):
        return modified, None
    return published, modified


def _byline(entry: Any) -> str | None:
    names = [_text(a.get("name")) for a in entry.get("authors") or []]
    return ", ".join(dict.fromkeys(n for n in names if n)) or _text(entry.get("author"))


def _text(value: object) -> str | None:
    """A plain-text field: mark-up taken out, spaces folded, nothing for blanks."""
    if not isinstance(value, str):
        return None
    if "<" in value or "&" in value:
        from lxml import html

        try:
            value = str(html.fromstring(f"<div>{value}</div>").text_content())
        except (ValueError, html.etree.ParserError):
            value = re.sub(r"<[^<>]{0,500}>", " ", value)
    return " ".join(clean(value).split()) or None
