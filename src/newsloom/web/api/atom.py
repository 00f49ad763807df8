"""Atom (RFC 4287) out: the desk's stories, what happened to one story, a kept search.

Ids stay; texts are plain text; addresses other than http(s) are left out. Feed readers may send a token as the password of basic
authentication.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qs, quote
from xml.etree import ElementTree as ET

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from newsloom.loom import Desk, showing
from newsloom.loom.happenings import Happening
from newsloom.loom.listing import Filter
from newsloom.web.api.access import Reader
from newsloom.web.api.answers import validated
from newsloom.web.api.spec import file
from newsloom.web.api.stories import Id, resolved
from newsloom.web.guard import TheDesk, TheSite
from newsloom.web.site import Site

router = APIRouter(prefix="/atom", tags=["atom"])
ATOM = "http://www.w3.org/2005/Atom"
MEDIA = "application/atom+xml; charset=utf-8"
_START = "1970-01-01T00:00:00Z"
Many = Annotated[int, Query(ge=1, le=100)]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; `path`: the page of this desk that shows it."""

    id: str
    title: str
    updated: str
    path: str
    summary: str = ""
    topics: tuple[str, ...] = ()


@router.get("/stories", responses=file("application/atom+xml"))
def front(request: Request, site: TheSite, desk: TheDesk, _who: Reader, limit: Many = 40) -> Response:
    """The desk's stories, heaviest first. A story that changed is an entry that changed."""
    entries = _stories(desk, Filter(limit=limit))
    return _feed(request, site, "stories", "Stories", "/", entries)


@router.get("/stories/{id}", responses=file("application/atom+xml"))
def story(request: Request, site: TheSite, desk: TheDesk, _who: Reader, id: Id, limit: Many = 50) -> Response:
    """What happened to a story: new articles, changed texts, claims confirmed or denied, other figures, changes by hand."""
    full = resolved(desk, id)
    entries = [_happened(one) for one in desk.happenings(full)[:limit]]
    return _feed(request, site, f"story:{full}", desk.glance(full).story.title, f"/story/{full}", entries)


@router.get("/searches/{id}", responses=file("application/atom+xml"))
def search(request: Request, site: TheSite, desk: TheDesk, who: Reader, id: Id, limit: Many = 40) -> Response:
    """What a kept search of the reader finds: stories, or articles."""
    kept = desk.reader(who.id).thing("search", id)
    fields = {name: values[0] for name, values in parse_qs(kept.fields.get("query", "")).items()}
    if kept.fields.get("kind") == "stories":
        names = ("words", "entity", "place", "outlet", "language", "since", "until")
        entries = _stories(desk, Filter(limit=limit, **{name: fields[name] for name in names if fields.get(name)}))
        path = "/"
    else:
        entries = _articles(desk, fields.get("q", ""), limit)
        path = "/search"
    query = kept.fields.get("query", "")
    return _feed(request, site, f"search:{id}", kept.fields.get("name", "Search"), f"{path}?{query}", entries)


def _stories(desk: Desk, wanted: Filter) -> list[Entry]:
    faces = desk.faces()
    found = []
    for row in desk.stories(wanted):
        face = faces.get(row.id)
        lead = " ".join(text for text, _ in face.lead) if face else ""
        counts = f"{row.articles} articles, {row.independent_sources} independent sources: {', '.join(row.outlets[:8])}"
        topics = tuple(name for name, _ in face.topics[:6]) if face else ()
        found.append(Entry(f"story:{row.id}", row.title, row.changed, f"/story/{row.id}", f"{lead} ({counts})".strip(), topics))
    return found


def _articles(desk: Desk, words: str, limit: int) -> list[Entry]:
    found = []
    for hit in desk.search(words, limit) if words.strip() else []:
        article = desk.article(hit.article)
        name = f"{article.outlet.name}: " if article.outlet and article.outlet.name else ""
        title = f"{name}{article.title or 'untitled'}"
        found.append(Entry(f"article:{article.id}", title, article.first_seen, f"/article/{article.id}", hit.passage.text))
    return found


def _happened(one: Happening) -> Entry:
    if one.claim:
        path = f"/story/{one.story}/claim/{one.claim}"
    else:
        path = f"/article/{one.article}" if one.article else f"/story/{one.story}/history"
    return Entry(one.id, one.title, one.at, path, one.text)


def _feed(request: Request, site: Site, id: str, title: str, path: str, entries: list[Entry]) -> Response:
    base = (site.config.public_url or str(request.base_url)).rstrip("/")
    urn = f"urn:newsloom:{hashlib.sha256(site.secret).hexdigest()[:16]}:"  # of this desk alone
    root = ET.Element("feed", {"xmlns": ATOM})
    _text(root, "id", urn + id)
    _text(root, "title", f"{title} – newsloom")
    _text(root, "updated", max((one.updated for one in entries), default=_START))
    ET.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": _address(base, request.url.path)})
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": _address(base, path)})
    _text(ET.SubElement(root, "author"), "name", "newsloom")
    seen: set[str] = set()
    for one in entries:
        if one.id in seen:
            continue
        seen.add(one.id)
        entry = ET.SubElement(root, "entry")
        _text(entry, "id", urn + one.id)
        _text(entry, "title", one.title or "untitled")
        _text(entry, "updated", one.updated)
        ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": _address(base, one.path)})
        if one.summary:
            _text(entry, "summary", one.summary)
        for topic in one.topics:
            ET.SubElement(entry, "category", {"term": _clean(topic)})
    data = b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode").encode()
    return validated(request, data, MEDIA)


def _address(base: str, path: str) -> str:
    return base + quote(path, safe="/?&=%+:,-_.~")


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = _clean(text)


def _clean(text: str) -> str:
    """Without what XML 1.0 cannot hold, or what would reorder the line."""
    return "".join(c for c in showing.harmless(text) if c not in "\ufffe\uffff" and not "\ud800" <= c <= "\udfff")
