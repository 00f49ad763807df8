"""Which article is this, and which version of it."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePath
from urllib.parse import urlsplit

_LENGTH = 16
# News systems number their articles and add the headline for show: "88231-council-weighs-cut". The headline changes, the number stays.
_NUMBER_FIRST = re.compile(r"^(\d{5,18})-[^/]*[^\W\d_][^/]*$")
_NUMBER_LAST = re.compile(r"^[^/]*[^\W\d_][^/]*-(\d{6,18})(\.\w{3,5})?$")


def article_id(*, url: str | None, outlet: str | None, input: str, title: str | None, text: str) -> str:
    """Stable identity: the address; without one, outlet (else the name of the input file), title and text.

    Args:
        url: canonical address or None.
        outlet: name of the outlet or None.
        input: file or stream that held it; only its last part counts, so that a folder may be moved.

    Returns:
        16 hexadecimal digits of a SHA-256.
    """
    if url:
        return _hash("url", address_key(url))
    return _hash("text", outlet or PurePath(input).name, title or "", text)


def version_id(text: str) -> str:
    """The version that a text is: 16 hexadecimal digits of its SHA-256."""
    return _hash("version", text)


def address_key(url: str) -> str:
    """What stays the same of an article's address: without scheme, "www.", last slash, and the headline beside its number."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port and parts.port not in (80, 443) else ""
    folder, _, last = parts.path.rstrip("/").rpartition("/")
    query = f"?{parts.query}" if parts.query else ""
    fragment = f"#{parts.fragment}" if parts.fragment.startswith("!") else ""
    return f"{host}{port}{folder}/{_numbered(last)}{query}{fragment}"


def _numbered(segment: str) -> str:
    for pattern in (_NUMBER_FIRST, _NUMBER_LAST):
        m = pattern.match(segment)
        if m and not _is_count_or_date(m[1]):
            return m[1]
    return segment


def _is_count_or_date(digits: str) -> bool:
    """A round number may belong to the headline ("10000-march"), a date to many articles."""
    return digits.endswith("000") or bool(re.fullmatch(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-3]\d)?", digits))


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:_LENGTH]
