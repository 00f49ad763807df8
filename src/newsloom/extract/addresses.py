"""Addresses of articles: made canonical, so that one article has one."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit, urlunsplit

from newsloom.extract.wrappers import is_opaque, unwrap
from newsloom.lexicon import table

_LONGEST = 4000


def canonical(url: str | None, base: str | None = None) -> str | None:
    """A clean http(s) address, None where it is none.

    Scheme and host in lower case, no default port, no fragment (but "#!"), no tracking parameters, not the AMP form, not an archive's
    or a cache's address; everything else stays to the letter (RFC 3986, 6.2.2).

    Args:
        url: the address as found.
        base: address that a relative one is relative to.
    """
    if not url or not url.strip() or len(url) > _LONGEST:
        return None
    try:
        parts = urlsplit(unwrap(urljoin(base or "", re.sub(r"[\s\x00-\x1f]+", "", url.strip()))))
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    default = 443 if parts.scheme.lower() == "https" else 80
    netloc = f"[{host}]" if ":" in host else host
    netloc += f":{port}" if port and port != default else ""
    fragment = parts.fragment if parts.fragment.startswith("!") else ""
    return urlunsplit((parts.scheme.lower(), netloc, _without_amp(parts.path) or "/", _query(parts.query), fragment))


def domain(url: str | None) -> str | None:
    """The host of an address without "www." and the like; None for an archive or cache that does not name the page it holds."""
    if not url or len(url) > _LONGEST:
        return None
    try:
        host = urlsplit(unwrap(url)).hostname or ""
    except ValueError:
        return None
    if is_opaque(host):
        return None
    return re.sub(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)", "", host) or None


def is_front_page(url: str) -> bool:
    """True for an address that leads to a site and not to an article."""
    parts = urlsplit(url)
    return parts.path in ("", "/", "/index.html", "/index.php", "/home") and not parts.query


def _query(query: str) -> str:
    return "&".join(p for p in query.split("&") if p and not _tracks(p))


def _tracks(parameter: str) -> bool:
    rules = table("tracking")
    name, _, value = parameter.partition("=")
    name = name.lower()
    if name in rules["numeric_is_content"] and value.isdigit() and name != "rss":
        return False
    return name in rules["exact"] or name.startswith(tuple(rules["prefixes"]))


def _without_amp(path: str) -> str:
    for ending in table("tracking")["amp_endings"]:
        if path.lower().endswith(ending) and len(path) > len(ending):
            return path[: -len(ending)] + (".html" if ending == ".amp.html" else "")
    return path
