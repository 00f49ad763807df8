"""Addresses of archives, caches and proxies, led back to the page that they hold."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from urllib.parse import parse_qs, unquote, urlsplit

from newsloom.lexicon import table

_INNER = re.compile(r"https?:/{1,2}(?=[^/\s])", re.I)
_ENCODED = re.compile(r"https?%3a%2f%2f", re.I)
_BARE = re.compile(r"^/web/\d{4,14}[a-z_]{0,4}/(?=[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}(?:[/?:]|$))", re.I)
_TRANSLATED = ".translate.goog"
_MOST = 3  # an archive of a cache of a page; no further


@lru_cache(maxsize=256)
def unwrap(url: str) -> str:
    """The address of the page that an archive's, cache's or proxy's address stands for; any other address as it is."""
    for _ in range(_MOST if _suspects().search(url) else 0):
        inner = _inner(url)
        if inner is None or inner == url:
            return url
        url = inner
    return url


def is_opaque(host: str) -> bool:
    """Whether a host keeps other people's pages, so that it is no outlet."""
    return bool(_suspects().search(host)) and _under(host, table("wrappers")["opaque"])


@cache
def _suspects() -> re.Pattern[str]:
    """Any host of the table, anywhere: most addresses are done with after one quick look."""
    rules = table("wrappers")
    places = {place.partition("/")[0] for place in (*rules["embedded"], *rules["opaque"], *rules["amp"], *rules["parameters"])}
    return re.compile("|".join(re.escape(place) for place in sorted((*places, _TRANSLATED))), re.I)


def _inner(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    if not host:
        return None
    rules = table("wrappers")
    for place, names in rules["parameters"].items():
        if _leads(host, parts.path, place):
            found = parse_qs(parts.query, max_num_fields=50) if parts.query.count("&") < 50 else {}
            return next((found[n][0] for n in names if n in found and _INNER.match(found[n][0])), None)
    for place in rules["amp"]:
        if _leads(host, parts.path, place) and (tail := parts.path[place.count("/") and len(place.partition("/")[2]) + 1 :].strip("/")):
            secure, _, plain = tail.partition("/")
            return f"https://{plain}" if secure == "s" and plain else f"http://{tail}"
    if host.endswith(_TRANSLATED):
        return f"https://{_untranslated(host.removesuffix(_TRANSLATED))}{parts.path}"
    if not _under(host, rules["embedded"]):
        return None
    return _after(parts.path + (f"?{parts.query}" if parts.query else "")) if _holds(parts.path) else _after(_first_value(parts.query))


def _after(rest: str) -> str | None:
    """The address inside what follows an archive's host."""
    found = _INNER.search(rest)
    if found:
        return rest[found.start() : found.end()].rstrip("/") + "//" + rest[found.end() :]
    encoded = _ENCODED.search(rest)
    if encoded:
        return unquote(rest[encoded.start() :].partition("&")[0])
    bare = _BARE.match(rest)
    return f"http://{rest[bare.end() :]}" if bare else None


def _holds(path: str) -> bool:
    return bool(_INNER.search(path) or _ENCODED.search(path) or _BARE.match(path))


def _first_value(query: str) -> str:
    """The part of a query that holds an address ("q=cache:ID:https://orlepost.example/a+words")."""
    return next((part.partition("+")[0] for part in query.split("&") if _INNER.search(part) or _ENCODED.search(part)), "")


def _leads(host: str, path: str, place: str) -> bool:
    name, _, start = place.partition("/")
    return _under(host, (name,)) and (not start or path == f"/{start}" or path.startswith(f"/{start}/"))


def _under(host: str, names: tuple[str, ...] | list[str]) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in names)


def _untranslated(label: str) -> str:
    """A host out of its form in a translator's: "-" for a dot, "--" for a hyphen."""
    return label.replace("--", "\0").replace("-", ".").replace("\0", "-")
