"""Credit lines: whom the page names as the source of its text."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urlsplit

from newsloom import lexicon
from newsloom.extract.furniture.blocks import Block, fold
from newsloom.extract.furniture.page import Page
from newsloom.extract.furniture.phrases import Phrases, starts

_URL = re.compile(
    r"(?:https?://[^\s<>\"'\])]{3,2000}|(?:www\.)[^\s<>\"'\])]{3,500}|[a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60}){0,3}\.[a-z]{2,15}(?:/[^\s<>\"'\])]{0,500})?)",
    re.I,
)
_LABEL_END = re.compile(r"\s{0,3}[:：–—-]\s{0,3}|\s+")
_TRAILING = re.compile(r"(?P<open>[(\[])?(?P<label>[^\W\d_][^()\[\]:.!?\n]{2,45}?)\s?:\s?(?P<rest>[^()\[\]\n]{2,300}?)[)\]]?\.?$")
_MAX_CREDIT = 320


def find(page: Page) -> None:
    """Flag credit lines, alone on a line or closing a paragraph."""
    for index, block in enumerate(page.blocks):
        if not page.free(index) or block.empty:
            continue
        named = _line(block, page.phrases) or _agency_line(block, last=index >= len(page.blocks) - 3)
        if named:
            page.flag(index, "credit", named)
        elif _label_only(block, page.phrases) and page.free(index + 1) and (named := _name(page.blocks[index + 1].words)):
            page.flag(index, "credit", named)
            page.flag(index + 1, "credit", named)
        else:
            _closing(page, block)


def _line(block: Block, words: Phrases) -> str | None:
    """The source named by a line that is nothing but a credit."""
    text = block.words.strip("()[] \t")
    if len(text) > _MAX_CREDIT:
        return None
    label = starts(fold(text), words.credits)
    if label is None or len(fold(text)) == len(label):
        return None
    rest = text[_label_length(text, label) :]
    mark = _LABEL_END.match(rest)
    if mark is None:
        return None
    name = _name(rest[mark.end() :])
    long_label = " " in label
    return name if name and (mark.group().strip() or long_label or _URL.fullmatch(rest.strip(" ."))) else None


def _label_only(block: Block, words: Phrases) -> bool:
    return block.folded.rstrip(" :") in words.credits and len(block.tokens) <= 4


def _label_length(text: str, label: str) -> int:
    """How far the folded `label` reaches in `text` (folding may have joined spaces)."""
    for length in range(len(label), min(len(text), len(label) + 12) + 1):
        if fold(text[:length]) == label:
            return length
    return len(label)


def _name(rest: str) -> str | None:
    """A web address's host, or a name: what a credit may name. None for a sentence."""
    rest = rest.strip(" \t()[].:")
    link = re.search(r"\]\((https?://[^\s)]{3,2000})\)|(https?://[^\s<>\"'\])]{3,2000})", rest)
    if link and len(rest) - len(link.group()) <= 80:
        return host(link.group(1) or link.group(2))
    if _URL.fullmatch(rest):
        return host(rest)
    tokens = rest.split()
    if not 1 <= len(tokens) <= 8 or len(rest) > 80 or not rest[0].isalnum() or re.search(r"[.!?;]\s", rest):
        return None
    small = {
        "of",
        "the",
        "and",
        "de",
        "la",
        "le",
        "du",
        "des",
        "el",
        "los",
        "y",
        "et",
        "und",
        "der",
        "die",
        "das",
        "for",
        "in",
        "&",
        "/",
        "|",
        "-",
        "news",
        "agency",
        "with",
        "via",
    }
    good = all(t[0].isupper() or t[0].isdigit() or t.lower().strip(",") in small for t in tokens)
    return rest if (good and any(t[0].isupper() for t in tokens)) or fold(rest) in _agencies() else None


def host(address: str) -> str:
    """The host of a web address without "www.", lower case."""
    try:
        name = urlsplit(address if "://" in address else f"//{address}").hostname or address
    except ValueError:
        name = address
    return name.lower().removeprefix("www.").strip(".")


def _agency_line(block: Block, *, last: bool) -> str | None:
    """An agency's name standing alone ("AFP", "- Reuters", "(EFE)", "avec AFP") at the end."""
    if not last or len(block.tokens) > 6:
        return None
    parts = [
        fold(p)
        for p in re.split(r"[/,;+&]|\s(?:and|et|y|und|with|avec|con|mit)\s|^(?:with|avec|con|mit)\s", block.words.strip("()[]-–— ."))
    ]
    names = [p.strip() for p in parts if p.strip()]
    return ", ".join(_agencies()[n] for n in names) if names and all(n in _agencies() for n in names) else None


def _closing(page: Page, block: Block) -> None:
    """ "... said the mayor. (Source: Harbour Post)": the credit alone is cut out."""
    tail = block.raw[-_MAX_CREDIT:]
    found = _TRAILING.search(tail) if ":" in tail else None
    if found is None:
        return
    offset = block.start + max(0, len(block.raw) - _MAX_CREDIT)
    label_at = found.start("label")
    label = found["label"]
    for phrase in page.phrases.credits:
        if fold(label).endswith(phrase) and (len(fold(label)) == len(phrase) or not fold(label)[-len(phrase) - 1].isalnum()):
            label_at += len(label) - len(phrase)
            break
    else:
        return
    at = found.start("open") if found["open"] and label_at == found.start("label") else label_at
    before = tail[:at].rstrip()
    name = _name(found["rest"])
    if name and before and (found["open"] or before[-1] in '.!?"”’»)'):
        page.cut_out(offset + at, block.end, "credit", name)


@cache
def _agencies() -> dict[str, str]:
    """Agencies' names by each folded name."""
    return {fold(name): entry["name"] for entry in lexicon.table("agencies")["agency"] for name in (entry["name"], *entry.get("names", ()))}
