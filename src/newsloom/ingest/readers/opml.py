"""Lists of subscriptions (OPML 2.0): the addresses of their feeds. Bare ampersands, which exporters leave in them, are mended."""

from __future__ import annotations

from newsloom.errors import InputError
from newsloom.ingest.readers import references
from newsloom.ingest.readers.listing import Entry, Listing
from newsloom.ingest.source import Source
from newsloom.text.encoding import clean, decode


def entries(source: Source) -> Listing:
    """The feeds of a list, each once, in its order."""
    from lxml import etree

    found_text = clean(decode(source.data, source.charset).text)
    found_text = references.named(found_text)
    text = references.mend(found_text)
    start = text.lower().find("<opml")
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(text[max(start, 0) :].encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    outlines = [] if root is None else root.iter("{*}outline")
    found = [value.strip() for outline in outlines for name, value in outline.attrib.items() if name.lower() == "xmlurl"]
    feeds = [Entry(address) for address in dict.fromkeys(map(_address, found)) if address]
    return Listing(kind="a list of feeds (OPML)", of="a feed", entries=feeds, mended=text != found_text)


def _address(stated: str) -> str:
    """An address as it can be asked; one that cannot is kept as it stands, so that it is named when that fails."""
    from newsloom.ingest.polite import typed

    try:
        return typed.address(stated) if stated else ""
    except InputError:
        return stated
