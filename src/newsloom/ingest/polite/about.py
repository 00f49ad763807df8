"""What a feed says of itself: name, home page, how often it changes, when it wants to be left alone, and whether it is all there."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urljoin

from newsloom.ingest.readers.feed import mend
from newsloom.ingest.readers.values import load
from newsloom.ingest.source import Source
from newsloom.text.encoding import clean, decode
from newsloom.text.masking import without_login

_PERIODS = {"hourly": 3600, "daily": 86_400, "weekly": 7 * 86_400, "monthly": 30 * 86_400, "yearly": 365 * 86_400}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_END = re.compile(r"</(?:\w{1,20}:)?(?:rss|feed|rdf)\b", re.I)
_ENTRY_EDGE = re.compile(r"<(/?)(?:\w{1,20}:)?(?:item|entry)[\s>]", re.I)
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_SYNDICATION = "http://purl.org/rss/1.0/modules/syndication/"
_SCRIPT = re.compile(r"<!--.{0,2000}?-->|<(script|style)\b[^<>]{0,300}>.{0,2000}?</\1\s{0,10}>", re.I | re.S)
_TAG = re.compile(r"</?[a-z!][^<>]{0,300}>", re.I)
_LONGEST_TITLE = 5000
_MOST_TTL = 10_000_000  # minutes


@dataclass(frozen=True, slots=True)
class About:
    """See `newsloom.records.Feed` for the fields.

    Attributes:
        whole: False where the feed breaks off before its end.
        last_cut: whether it does so inside an entry.
    """

    title: str | None = None
    site: str | None = None
    own_interval: int = 0
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    whole: bool = True
    last_cut: bool = False


def about(source: Source) -> About:
    """Read a feed's head. Never fails: what cannot be read is left out."""
    text = clean(decode(source.data, source.charset).text)
    if text.lstrip().startswith("{"):
        return _json(text)
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    whole = bool(_END.search(text))
    edges = [] if whole else [m[1] for m in _ENTRY_EDGE.finditer(text)]
    cut = bool(edges) and edges[-1] == ""
    try:
        root = etree.fromstring(mend(text).encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        return About(whole=whole, last_cut=cut)
    head = next((child for child in root if _name(child) == "channel"), root)
    fields: dict[str, Any] = {}
    for child in head:
        fields.setdefault(_name(child), child)
    return About(
        title=_words(fields.get("title")),
        site=_site(head, fields.get("link"), source.url),
        own_interval=max(_ttl(fields.get("ttl")), _update_period(head)),
        skip_hours=_skip_hours(fields.get("skiphours")),
        skip_days=_skip_days(fields.get("skipdays")),
        whole=whole,
        last_cut=cut,
    )


def _json(text: str) -> About:
    try:
        found = load(text)
    except ValueError:
        return About(whole=False)
    if not isinstance(found, dict):
        return About()
    title, site = found.get("title"), found.get("home_page_url")
    return About(title=_folded(title) if isinstance(title, str) else None, site=_address(site) if isinstance(site, str) else None)


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(element.tag, str) else ""


def _words(element: Any) -> str | None:
    if element is None:
        return None
    for child in element.iter("{*}script", "{*}style"):
        child.text = None
    return _folded("".join(element.itertext()))


def _folded(text: str) -> str | None:
    """Mark-up taken out before references are resolved: what was escaped twice is meant to be seen."""
    return " ".join(unescape(_TAG.sub(" ", _SCRIPT.sub(" ", text[:_LONGEST_TITLE]))).split())[:300] or None


def _base(element: Any, base: str | None) -> str | None:
    """What addresses in an element are relative to: `xml:base` counts from the outside in."""
    for outer in reversed([element, *element.iterancestors()]):
        with suppress(ValueError):
            base = urljoin(base or "", outer.get(_XML_BASE) or "")
    return base


def _address(text: str | None, base: str | None = None) -> str | None:
    text = (text or "").strip()
    with suppress(ValueError):
        text = urljoin(base or "", text) if text else text
    return without_login(text) if text.lower().startswith(("http://", "https://")) and len(text) < 2000 else None


def _site(head: Any, link: Any, base: str | None) -> str | None:
    """The home page: RSS has it as text, Atom as an alternate link."""
    for child in head:
        if _name(child) == "link" and child.get("href") and child.get("rel", "alternate") == "alternate" and "atom" in child.tag.lower():
            found = _address(child.get("href"), _base(child, base))
            if found:
                return found
    return _address("".join(link.itertext()), _base(link, base)) if link is not None else None


def _ttl(element: Any) -> int:
    """Minutes for which a channel may be cached (RSS 2.0), in seconds."""
    number = _number(element)
    return min(number, _MOST_TTL) * 60 if number else 0


def _number(element: Any) -> int | None:
    text = "" if element is None else "".join(element.itertext()).strip()
    m = re.match(r"\d{1,9}", text)
    return int(m[0]) if m else None


def _update_period(head: Any) -> int:
    """`sy:updatePeriod` divided by `sy:updateFrequency` (RSS 1.0 syndication module), in seconds."""
    found = {_name(child): child for child in head if isinstance(child.tag, str) and child.tag.startswith(f"{{{_SYNDICATION}}}")}
    period = _PERIODS.get((_words(found.get("updateperiod")) or "").lower(), 0)
    return period // max(1, _number(found.get("updatefrequency")) or 1)


def _skip_hours(element: Any) -> tuple[int, ...]:
    """Hours of the day, UTC (RSS 2.0; 24 is what RSS 0.92 called midnight)."""
    hours = [] if element is None else [_number(child) for child in element if _name(child) == "hour"]
    return tuple(sorted({hour % 24 for hour in hours if hour is not None and hour <= 24}))


def _skip_days(element: Any) -> tuple[int, ...]:
    names = [] if element is None else [(_words(child) or "").lower() for child in element if _name(child) == "day"]
    return tuple(sorted({_DAYS.index(name) for name in names if name in _DAYS}))
