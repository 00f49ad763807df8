"""What kind of thing are these bytes? Content decides, the name only where content leaves it open."""

from __future__ import annotations

import re
from typing import Literal

from newsloom.text.encoding import clean, decode

Kind = Literal["text", "markdown", "html", "feed", "json", "gzip", "opml", "warc"]

HEAD = 65_536

_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG", "a PNG image"),
    (0, b"\xff\xd8\xff", "a JPEG image"),
    (0, b"GIF8", "a GIF image"),
    (8, b"WEBP", "a WebP image"),
    (8, b"WAVE", "a sound file"),
    (0, b"BM", "a bitmap image"),
    (0, b"II*\0", "a TIFF image"),
    (0, b"MM\0*", "a TIFF image"),
    (0, b"\0\0\1\0", "an icon"),
    (0, b"%PDF-", "a PDF file"),
    (0, b"%!PS", "a PostScript file"),
    (0, b"{\\rtf", "an RTF file"),
    (0, b"PK\x03\x04", "a ZIP archive or an office document"),
    (0, b"PK\x05\x06", "an empty ZIP archive"),
    (0, b"7z\xbc\xaf", "a 7z archive"),
    (0, b"Rar!", "a RAR archive"),
    (0, b"BZh", "a bzip2 file"),
    (0, b"\xfd7zXZ", "an xz file"),
    (0, b"\x28\xb5\x2f\xfd", "a zstd file"),
    (257, b"ustar", "a tar archive"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ\x90", "a program"),
    (0, b"\xca\xfe\xba\xbe", "a program"),
    (0, b"\xcf\xfa\xed\xfe", "a program"),
    (0, b"\xd0\xcf\x11\xe0", "an old office document"),
    (0, b"SQLite format 3\0", "an SQLite database"),
    (0, b"PAR1", "a Parquet table"),
    (0, b"OggS", "a sound or video file"),
    (0, b"ID3", "a sound file"),
    (0, b"fLaC", "a sound file"),
    (0, b"\xff\xfb", "a sound file"),
    (0, b"\x1aE\xdf\xa3", "a video file"),
    (4, b"ftyp", "a video file"),
    (0, b"wOFF", "a font"),
    (0, b"wOF2", "a font"),
    (0, b"\0\1\0\0\0", "a font"),
)
_BARE_MAGIC = {b"BM", b"II*\0", b"ID3", b"BZh"}  # short or made of letters: believed only where the rest is no text either

_ARCHIVE = re.compile(rb"WARC/\d\.\d\r?\n")
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
    _refuse_magic(head)
    text = clean(decode(head, charset).text).lstrip()
    _refuse_noise(head, text)
    if text.startswith("<") or _PAGE_START.search(text, 0, 2048):
        return _markup(text, suffix)
    if _FEED_START.search(text, 0, 2048):
        return "feed"
    if text.startswith(("{", "[")) and _json(text, suffix):
        return "json"
    if suffix in (".html", ".htm", ".xhtml", ".shtml") and _ANY_TAG.search(text):
        return "html"
    if suffix in (".md", ".markdown", ".mdown") or (suffix != ".txt" and _MARKDOWN.match(text)):
        return "markdown"
    return "text"


def _refuse_magic(head: bytes) -> None:
    for offset, magic, name in _MAGIC:
        if head.startswith(magic, offset) and (magic not in _BARE_MAGIC or _share_of_controls(head) > 0.02):
            raise NotText(f"is not text (looks like {name})")


def _refuse_noise(head: bytes, text: str) -> None:
    """Bytes that decode to nothing that a person wrote."""
    raw = decode(head).text
    odd = sum(c == "\ufffd" or (c < " " and c not in "\t\n\r\f\v\x1b") for c in raw)
    if odd > max(2, len(raw) // 20):
        raise NotText("is not text (looks like a binary file)")
    if not text:
        raise NotText("is empty")


def _share_of_controls(head: bytes) -> float:
    return sum(b < 9 or 13 < b < 32 for b in head) / max(1, len(head))


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
        raise NotText("is a sitemap, not news: give the pages themselves")
    if _FEED_START.search(text, 0, 8192) and not _PAGE_START.search(text, 0, 8192):
        return "feed"  # a script's warnings before the feed
    if name in _HTML_ROOTS or _PAGE_START.search(text) or _ANY_TAG.search(text):
        return "html"
    if text[at : at + 1] == "<" and root and text.lower().startswith("<?xml"):
        raise NotText(f"is XML of an unknown kind (<{root[2]}>); read are text, Markdown, HTML, JSONL, RSS and Atom")
    return "html" if suffix in (".html", ".htm") else "text"


def _json(text: str, suffix: str) -> bool:
    """JSON by its first characters: an object or a list of objects, with a quoted key or nothing inside."""
    inner = text.lstrip("[ \t\n")
    return bool(re.match(r'\{\s{0,200}["}]', inner)) or suffix in (".json", ".jsonl", ".ndjson")
