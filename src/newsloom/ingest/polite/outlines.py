"""Lists of subscriptions (OPML 2.0) with their folders, read and written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from newsloom.ingest.readers import references
from newsloom.ingest.source import Source
from newsloom.text.encoding import clean, decode

_FEED_TYPES = ("rss", "atom", "feed")  # some writers call the address of such an outline "url"
_DEEPEST = 300  # the XML parser itself stops at 256


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed in a list: its address to the letter, its name, home page and categories, and the folders above it."""

    url: str
    title: str | None = None
    site: str | None = None
    folder: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


def read(source: Source) -> tuple[list[Outline], bool]:
    """The feeds of a list in its order, and whether bare ampersands had to be mended. A feed in two folders stands there twice."""
    from lxml import etree

    found = clean(decode(source.data, source.charset).text)
    text = references.mend(references.named(found))
    start = text.lower().find("<opml")
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(text[max(start, 0) :].encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    return ([] if root is None else list(_under(root, (), 0))), text != references.named(found)


def _under(parent: Any, folder: tuple[str, ...], depth: int) -> Iterable[Outline]:
    for child in parent:
        if not isinstance(child.tag, str) or depth > _DEEPEST:
            continue
        if child.tag.rpartition("}")[2].lower() != "outline":
            yield from _under(child, folder, depth + 1)
            continue
        facts = {name.lower(): " ".join(value.split()) for name, value in child.attrib.items()}
        name = facts.get("title") or facts.get("text")
        if not facts.get("xmlurl") and facts.get("type", "").lower() in _FEED_TYPES:
            facts["xmlurl"] = facts.get("url", "")
        if facts.get("xmlurl"):
            yield Outline(facts["xmlurl"], name, facts.get("htmlurl") or None, folder, _categories(facts.get("category", "")))
        yield from _under(child, folder if facts.get("xmlurl") or not name else (*folder, name), depth + 1)


def _categories(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def write(outlines: Iterable[Outline], *, created: str) -> str:
    """A list as OPML 2.0.

    Args:
        created: RFC 822 date for its head.
    """
    root = ElementTree.Element("opml", version="2.0")
    head = ElementTree.SubElement(root, "head")
    ElementTree.SubElement(head, "title").text = "newsloom subscriptions"
    ElementTree.SubElement(head, "dateCreated").text = created
    folders: dict[tuple[str, ...], ElementTree.Element] = {(): ElementTree.SubElement(root, "body")}
    for outline in outlines:
        for depth in range(1, len(outline.folder) + 1):
            path = outline.folder[:depth]
            if path not in folders:
                folders[path] = ElementTree.SubElement(folders[path[:-1]], "outline", text=path[-1], title=path[-1])
        name = outline.title or outline.url
        facts = {"type": "rss", "text": name, "title": name, "xmlUrl": outline.url}
        if outline.site:
            facts["htmlUrl"] = outline.site
        if outline.categories:
            facts["category"] = ",".join(outline.categories)
        ElementTree.SubElement(folders[outline.folder], "outline", facts)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"
