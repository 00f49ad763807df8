"""Addresses of feeds as people and lists write them."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

from newsloom.errors import InputError
from newsloom.ingest.hosts import is_public
from newsloom.text.masking import HIDDEN, masked

_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]{0,30}):(?!\d{1,5}(?:[/?#]|$))", re.I)  # not "paper.example:8080/feed"
_FEED_LINK = re.compile(r"^(?:feed|rss|itpc|pcast|podcast):(?://)?(?=https?:/)", re.I)
_FEED_SCHEME = re.compile(r"^(?:feed|rss|itpc|pcast|podcast)://", re.I)
_INSIDE = (".localhost", ".local", ".internal", ".home.arpa", ".lan")  # RFC 6761, 6762, 8375, and what routers use


def address(text: str) -> str:
    """The address of a feed that somebody wrote: links of feed readers ("feed:…") and names without a scheme are understood.

    Raises:
        InputError: it is no address that can be fetched.
    """
    url = _FEED_SCHEME.sub("http://", _FEED_LINK.sub("", text.strip()))
    url = url.replace(f"//{HIDDEN}", "//", 1)  # of a list in which logins were blotted out
    scheme = _SCHEME.match(url)
    if scheme and scheme[1].lower() not in ("http", "https"):
        raise InputError(masked(text), f"only http and https are fetched, not {scheme[1].lower()}:")
    if not scheme:
        url = f"https://{url.removeprefix('//')}"
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError as error:
        raise InputError(masked(text), f"is no valid address ({masked(str(error))})") from error
    if not host or any(c.isspace() for c in url):
        raise InputError(masked(text), "is no valid address" + ("" if host else " (it names no host)"))
    return url


def is_inside(url: str, allowed: tuple[str, ...]) -> bool:
    """Whether an address plainly leads into a private network that may not be asked (`ingest.allow_hosts`); names are not resolved."""
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    port = parts.port or (443 if parts.scheme.lower() == "https" else 80)
    if host in allowed or f"{host}:{port}" in allowed:
        return False
    try:
        return not is_public(str(ipaddress.ip_address(host)))
    except ValueError:
        return "." not in host or host.endswith(_INSIDE)
