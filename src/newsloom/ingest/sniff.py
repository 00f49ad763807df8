"""What kind of thing are these bytes? Content decides, the name only where content leaves it open."""

from __future__ import annotations

import re
from typing import Literal

from newsloom.ingest import columns, letters
from newsloom.ingest.magic import BARE_MAGIC, MAGIC
from newsloom.text.encoding import clean, decode

Kind = Literal[
    "text", "markdown", "html", "feed", "jsonfeed", "json", "newsml", "mail", "mhtml", "pdf", "csv", "parquet",
    "gzip", "zip", "warc", "opml", "sitemap",
]  # fmt: skip

HEAD = 65_536
READ = (
    "text, Markdown, HTML, RSS, Atom and JSON feeds, OPML, news sitemaps, JSON, JSONL, CSV, TSV and Parquet tables, ninjs, NewsML-G2, "
    "NITF, PDF, mail (.eml), MHTML, WARC, WACZ, ZIP and gzip"
)

_ODD = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")  # no text has many of these
_CONTROLS = bytes([*range(9), *range(14, 32)])
_ARCHIVE = re.compile(rb"WARC/\d\.\d\r?\n")
_JSON_FEED = re.compile(rb'"version"\s{0,20}:\s{0,20}"https?:(?:\\?/){2}(?:www\.)?jsonfeed\.org(?:\\?/)version', re.I)
_ITEMS, _CONTENT = re.compile(rb'"items"\s{0,20}:\s{0,20}\['), re.compile(rb'"content_(?:html|text)"\s{0,20}:')
_PROLOGUE = re.compile(r"\s*(?:<\?[^>]{0,2000}>|<!--.{0,5000}?-->|<!DOCTYPE[^>\[]{0,500}(?:\[[^\]]{0,5000}\])?\s{0,20}>)", re.S | re.I)
_ROOT = re.compile(r"\s*<([A-Za-z][\w.-]{0,40}:)?([A-Za-z][\w.-]{0,40})(?=[\s/>])")
_FEED_START = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]", re.I)
_PAGE_START = re.compile(r"<(?:!doctype\s{1,5}html|html|head|body)[\s>]", re.I)
_ANY_TAG = re.compile(
    r"</?(?:p|div|span|a|h[1-6]|br|article|section|main|table|tr|td|ul|ol|li|meta|title|link|b|i|em|strong|img)(?:\s[^<>]{0,500})?/?>", re.I
)
_HTML_ROOTS = frozenset(
    """
    html head body article section main div p span h1 h2 h3 h4 ul ol table font center blockquote figure header title meta link br a b
    i em strong script style
    """.split()  # noqa: SIM905 - shorter to read
)
_MARKDOWN = re.compile(r"(?:#{1,3} \S|---[ \t]*\n(?:[\w-]{1,40}:[^\n]{0,500}\n){1,40}---[ \t]*\n)")


class NotText(Exception):  # noqa: N818 - an answer, not a fault of the program
    """These bytes are of no kind that is read. The message completes "the file ..."."""


def kind(data: bytes, suffix: str, charset: str | None = None) -> Kind:
    """The kind of some bytes.

    Args:
        data: the bytes; only the first 64 KiB are looked at.
        suffix: ending of the name (".txt"), "" where there is none.
        charset: encoding that the transport named.

    Raises:
        NotText: they are nothing that can be read; the message says what they look like.
    """
    head = data[:HEAD]
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if _ARCHIVE.match(head):
        return "warc"
    if (packed := _of_bytes(head)) or (packed := letters.kind(head, suffix)):
        return packed
    _refuse_magic(head)
    text = clean(decode(head, charset).text).lstrip()
    _refuse_noise(head, text)
    if text.startswith("<") or _PAGE_START.search(text, 0, 2048):
        return _markup(text, suffix)
    if _FEED_START.search(text, 0, 2048):
        return "feed"
    if text.startswith(("{", "[")) and _json(text, suffix):
        return "jsonfeed" if is_json_feed(head) else "json"
    if columns.delimiter(text, named=suffix in (".csv", ".tsv")):
        return "csv"
    if suffix in (".html", ".htm", ".xhtml", ".shtml") and _ANY_TAG.search(text):
        return "html"
    if suffix in (".md", ".markdown", ".mdown") or (suffix != ".txt" and _MARKDOWN.match(text)):
        return "markdown"
    return "text"


def is_json_feed(head: bytes) -> bool:
    """Whether JSON says that it is a feed, or (some leave their version out) has items as only a feed has."""
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return False
    return bool(_JSON_FEED.search(head) or (_ITEMS.search(head) and _CONTENT.search(head)))


def _of_bytes(head: bytes) -> Kind | None:
    """Kinds that are known by their first bytes."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"%PDF-"):
        return "pdf"
    return "parquet" if head.startswith(b"PAR1") and _share_of_controls(head) > 0.02 else None


def _refuse_magic(head: bytes) -> None:
    for offset, magic, name in MAGIC:
        if head.startswith(magic, offset) and (magic not in BARE_MAGIC or _share_of_controls(head) > 0.02):
            raise NotText(f"is not text (looks like {name}); read are {READ}")


def _refuse_noise(head: bytes, text: str) -> None:
    """Bytes that decode to nothing that a person wrote."""
    raw = decode(head).text
    odd = len(_ODD.findall(raw))
    if odd > max(2, len(raw) // 20):
        raise NotText(f"is not text (looks like a binary file); read are {READ}")
    if not text:
        raise NotText("is empty")


def _share_of_controls(head: bytes) -> float:
    return (len(head) - len(head.translate(None, _CONTROLS))) / max(1, len(head))


def _markup(text: str, suffix: str) -> Kind:
    at = 0
    while (m := _PROLOGUE.match(text, at)) and m.end() > at:
        at = m.end()
    root = _ROOT.match(text, at)
    name = root[2].lower() if root else ""
    if name in ("rss", "feed", "rdf") or (name not in _HTML_ROOTS and _FEED_START.search(text, 0, 4096)):
        return "feed"
    if name == "opml":
        return "opml"
    if name in ("urlset", "sitemapindex"):
        return "sitemap"
    if name in ("newsitem", "newsmessage", "nitf"):
        return "newsml"
    if _FEED_START.search(text, 0, 8192) and not _PAGE_START.search(text, 0, 8192):
        return "feed"  # a script's warnings before the feed
    if name in _HTML_ROOTS or _PAGE_START.search(text) or _ANY_TAG.search(text):
        return "html"
    if text[at : at + 1] == "<" and root and text.lower().startswith("<?xml"):
        raise NotText(f"is XML of an unknown kind (<{root[2]}>); read are {READ}")
    return "html" if suffix in (".html", ".htm") else "text"


def _json(text: str, suffix: str) -> bool:
    """JSON by its first characters: an object or a list of objects, with a quoted key or nothing inside."""
    inner = text.lstrip("[ \t\n")
    return bool(re.match(r'\{\s{0,200}["}]', inner)) or suffix in (".json", ".jsonl", ".ndjson")
