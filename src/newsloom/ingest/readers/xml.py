"""XML from outside: no entity is resolved, nothing is fetched, depth and size are what the parser allows (256 deep)."""

from __future__ import annotations

from typing import Any

from newsloom.ingest.readers import references
from newsloom.ingest.source import Source
from newsloom.text.encoding import clean, decode


def parse(source: Source) -> Any:
    """The root element, as far as it could be read; None where there is none."""
    from lxml import etree

    text = clean(decode(source.data, source.charset).text)
    start = text.find("<")
    if text.startswith("<?xml", start):
        start = max(start, text.find("?>", start, start + 500) + 2)  # the encoding that it names no longer holds
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(references.mend_outside_cdata(text[max(start, 0) :]).encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def name(element: Any) -> str:
    """The name without its namespace, in lower case; "" for a comment."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def words(element: Any) -> str | None:
    """The text inside an element, blanks folded."""
    return None if element is None else " ".join("".join(element.itertext()).split()) or None
