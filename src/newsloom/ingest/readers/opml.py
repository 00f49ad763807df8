"""Lists of subscriptions (OPML 2.0): the addresses of their feeds. Bare ampersands, which exporters leave in them, are mended."""

from __future__ import annotations

from newsloom.ingest.readers.feed import mend_references
from newsloom.ingest.source import Source
from newsloom.text.encoding import clean, decode


def addresses(source: Source) -> tuple[list[str], bool]:
    """The feeds of a list, each once, in its order ([] where there are none), and whether the list had to be mended."""
    from lxml import etree

    found_text = clean(decode(source.data, source.charset).text)
    text = mend_references(found_text)
    start = text.lower().find("<opml")
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(text[max(start, 0) :].encode(), parser)
    if root is None:
        return [], text != found_text
    found = [value.strip() for outline in root.iter("{*}outline") for name, value in outline.attrib.items() if name.lower() == "xmlurl"]
    return list(dict.fromkeys(address for address in found if address)), text != found_text
