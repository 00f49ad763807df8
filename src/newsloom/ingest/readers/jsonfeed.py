"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/): one document an item."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from newsloom.ingest.readers.values import load
from newsloom.ingest.source import Source
from newsloom.records import Document, Failure, Hints
from newsloom.text.encoding import clean, decode


def read(source: Source) -> Iterator[Document | Failure]:
    """The items of a feed, in its order. An item that is none is a failure that names its place."""
    try:
        feed = load(decode(source.data, source.charset).text.lstrip("\ufeff"))
    except ValueError as error:
        yield Failure(input=source.input, error=f"cannot be read as a JSON Feed ({error})")
        return
    yield from entries(source, feed)


def is_feed(value: object) -> bool:
    """Whether a JSON value says that it is a feed, or has items as only a feed has."""
    if not isinstance(value, dict) or not isinstance(value.get("items"), list):
        return False
    ours = any(isinstance(item, dict) and item.keys() & {"content_html", "content_text"} for item in value["items"][:20])
    return "jsonfeed.org/version" in str(value.get("version")) or ours


def entries(source: Source, feed: Any) -> Iterator[Document | Failure]:
    """The items of a feed that was decoded."""
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        yield Failure(input=source.input, error="cannot be read as a JSON Feed (it has no list of items)")
        return
    if not items:
        yield Failure(input=source.input, error="is a feed without entries")
    for number, item in enumerate(items, 1):
        if isinstance(item, dict):
            yield _document(source, feed, item, number)
        else:
            yield Failure(input=source.input, error=f"item {number} is no object")


def _document(source: Source, feed: dict[str, Any], item: dict[str, Any], number: int) -> Document:
    field = next((name for name in ("content_html", "content_text", "summary") if _words(item.get(name))), "summary")
    url = _address(source, item.get("url")) or _address(source, item.get("external_url"))
    id, content = _words(item.get("id")), item.get(field)
    return Document(
        input=source.input,
        item=id or url or str(number),
        content=clean(content if isinstance(content, str) else "").encode("utf-8", "replace"),
        media="text/html" if field == "content_html" else "text/plain",
        charset="utf-8",
        url=url,
        fetched=source.fetched,
        hints=Hints(
            id=id,
            title=_words(item.get("title")),
            url=url,
            outlet=_words(feed.get("title")),
            published=_words(item.get("date_published")),
            modified=_words(item.get("date_modified")),
            language=_words(item.get("language")) or _words(feed.get("language")),
            byline=_byline(item) or _byline(feed),
        ),
        origin="feed",
        metadata=({"feed.part": "summary"} if field == "summary" else {}) | _tags(item),
    )


def _tags(item: dict[str, Any]) -> dict[str, str]:
    """What the item is filed under, as a JSON list."""
    tags = item.get("tags")
    found = list(dict.fromkeys(word for tag in tags if (word := _words(tag)))) if isinstance(tags, list) else []
    return {"categories": json.dumps(found, ensure_ascii=False)} if found else {}


def _byline(thing: dict[str, Any]) -> str | None:
    """Names of the authors: a list in 1.1, one in 1.0."""
    authors = thing.get("authors") if isinstance(thing.get("authors"), list) else [thing.get("author")]
    names = [_words(author.get("name")) for author in authors or [] if isinstance(author, dict)]
    return ", ".join(dict.fromkeys(name for name in names if name)) or None


def _address(source: Source, value: object) -> str | None:
    text = _words(value)
    try:
        found = urljoin(source.url or "", text) if text else ""
    except ValueError:
        return None
    return found if found.lower().startswith(("http://", "https://")) else None


def _words(value: object) -> str | None:
    """A field as one line of text; numbers, which some feeds use as ids, as they are written."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return " ".join(clean(str(value)).split()) or None
