"""NewsML-G2 (IPTC) news items and messages, and NITF documents, alone or inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from newsloom.ingest.readers.xml import name, parse, words
from newsloom.ingest.source import Source
from newsloom.records import Document, Failure, Hints
from newsloom.text.encoding import clean

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TAG = re.compile(r"[a-z][a-z0-9_-]{0,40}")
_WITHDRAWN = ("canceled", "cancelled", "withheld")


def read(source: Source) -> Iterator[Document | Failure]:
    """Each news item that holds text. One whose publisher withdrew it is a failure."""
    root = parse(source)
    if root is None:
        yield Failure(input=source.input, error="cannot be read as NewsML")
        return
    if name(root) == "nitf":
        yield _nitf(source, root)
        return
    items = [element for element in root.iter() if name(element) == "newsitem"]
    for number, item in enumerate(items, 1):
        yield _item(source, item, (item.get("guid") or "").strip() or str(number))
    if not items:
        yield Failure(input=source.input, error="is a NewsML message without a news item")


def _item(source: Source, item: Any, place: str) -> Document | Failure:
    meta, about = _child(item, "itemmeta"), _child(item, "contentmeta")
    status = _code(_child(meta, "pubstatus"))
    if status.rpartition(":")[2].rpartition("/")[2] in _WITHDRAWN:
        return Failure(input=source.input, error=f"{place}: was withdrawn by its publisher ({status})")
    found = _content(_child(item, "contentset"))
    if found is None:
        return Failure(input=source.input, error=f"{place}: holds no text")
    content, media = found
    guid = item.get("guid")
    url = guid if guid and guid.lower().startswith(("http://", "https://")) else None
    names = [words(_child(by, "name")) or words(by) for by in _children(about, "by")]
    language = _child(about, "language")
    return _document(
        source,
        content,
        media,
        place,
        Hints(
            id=guid,
            title=words(_child(about, "headline")) or words(_child(meta, "title")),
            url=url,
            outlet=words(_child(_child(about, "infosource"), "name")) or words(_child(_child(meta, "provider"), "name")),
            published=words(_child(meta, "firstcreated"))
            or words(_child(about, "contentcreated"))
            or words(_child(meta, "versioncreated")),
            modified=words(_child(meta, "versioncreated")),
            language=(language.get("tag") if language is not None else None) or item.get(_LANG),
            byline=", ".join(dict.fromkeys(n for n in names if n)) or None,
        ),
    )


def _content(contents: Any) -> tuple[str, str] | None:
    """The text or HTML of an item: the first part that holds any."""
    for part in contents if contents is not None else ():
        media = (part.get("contenttype") or "").partition(";")[0].strip().lower()
        if name(part) == "inlinedata" and (text := "".join(part.itertext()).strip()):
            return text, "text/html" if "html" in media else "text/plain"
        if name(part) == "inlinexml" and words(part):
            inner = next((e for e in part.iter() if name(e) == "body.content"), None)
            return _html(inner if inner is not None else part), "text/html"
    return None


def _nitf(source: Source, root: Any) -> Document | Failure:
    """A story in NITF (IPTC News Industry Text Format 3)."""
    parts = {name(element): element for element in reversed(list(root.iter()))}
    body = parts.get("body.content")
    if not words(body):
        return Failure(input=source.input, error="is a NITF document without text")
    issued, id = parts.get("date.issue"), parts.get("doc-id")
    return _document(
        source,
        _html(body),
        "text/html",
        None,
        Hints(
            id=id.get("id-string") if id is not None else None,
            title=words(parts.get("hl1")) or words(parts.get("title")),
            published=issued.get("norm") if issued is not None else None,
            language=root.get(_LANG),
            byline=words(parts.get("byline")),
        ),
    )


def _html(element: Any) -> str:
    from lxml import etree

    element.tail = None
    for child in element.iter():
        if isinstance(child.tag, str):
            child.tag = name(child) if _TAG.fullmatch(name(child)) else "span"
    etree.cleanup_namespaces(element)
    return "".join(str(etree.tostring(part, encoding="unicode", method="html")) for part in element) or words(element) or ""


def _document(source: Source, content: str, media: str, item: str | None, hints: Hints) -> Document:
    return Document(
        input=source.input,
        item=item,
        content=clean(content).encode("utf-8", "replace"),
        media=media,
        charset="utf-8",
        url=hints.url,
        fetched=source.fetched,
        headers=source.headers,
        hints=hints,
    )


def _children(parent: Any, wanted: str) -> list[Any]:
    return [] if parent is None else [child for child in parent if name(child) == wanted]


def _child(parent: Any, wanted: str) -> Any:
    return next(iter(_children(parent, wanted)), None)


def _code(element: Any) -> str:
    return "" if element is None else (element.get("qcode") or element.get("uri") or "").strip().lower()
