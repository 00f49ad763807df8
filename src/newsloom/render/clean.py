"""Text from outside, made harmless for each face. What is shown may look different from the stored text; the stored text never changes."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

# C0 and C1 controls, marks and isolates that reorder text (Unicode TR9), byte order mark, interlinear and tag characters, lone surrogates
_HARM = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ANSI = re.compile(r"\x1b(?:\[[0-9;:?]{0,20}[ -/]{0,4}[@-~]|\][^\x07\x1b]{0,200}(?:\x07|\x1b\\)|[@-Z\\-_])")
_SPACE = re.compile(r"[\s\u2028\u2029]+")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>|~$])")
_ENTITY = re.compile(r"&(?=#?\w{1,32};)")
_LINE_START = re.compile(r"\A(\s*)([#+\-=:>]|\d{1,9}(?=[.)](?:\s|\Z)))")
_AUTOLINK = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp)(?=:)|\bwww(?=\.)|@(?=\w)")


def text(value: str) -> str:
    """One line of harmless text: no control characters or terminal sequences, nothing that reorders the line, single spaces."""
    value = _ANSI.sub("", value)
    value = _HARM.sub("", _SPACE.sub(" ", value))
    return _SURROGATE.sub("\ufffd", value).strip()


def markdown(value: str) -> str:
    """The same, with everything escaped that GitHub-flavoured Markdown would read as mark-up, links and mentions included."""
    value = _MARKDOWN.sub(r"\\\1", _ENTITY.sub("&amp;", text(value)))
    value = _AUTOLINK.sub(lambda m: m.group() + "\u2060" if m.group() != "@" else "@\u2060", value)
    return _LINE_START.sub(_shielded, value)


def _shielded(match: re.Match[str]) -> str:
    mark = match.group(2)
    return f"{match.group(1)}{mark}\u2060" if mark[0].isdigit() else f"{match.group(1)}\\{mark}"


def link(url: str | None) -> str | None:
    """An http(s) address that can stand in a link, percent-encoded where it has to be; None for anything else ("javascript:")."""
    if not url or _HARM.search(url) or _SURROGATE.search(url) or _SPACE.search(url.strip()):
        return None
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host or "@" in parts.netloc:
        return None
    return quote(url.strip(), safe="%/:=&?~#+!$,;'@[].-_")
