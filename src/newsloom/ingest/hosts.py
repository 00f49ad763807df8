"""Which hosts may be asked: a page must not make newsloom knock at doors inside the own network."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

from newsloom.errors import InputError

_HOLD_IPV4 = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/96", "::/96")))  # in their last 32 bits (RFC 6052, 8215, 4291)


def address(url: str, named: str, allowed: tuple[str, ...]) -> str:
    """The IP address to connect to for a URL.

    Args:
        url: the address that is about to be asked (after redirects).
        named: what the user named, for messages.
        allowed: hosts ("host" or "host:port") inside the own network that may be asked.

    Raises:
        InputError: not http(s), no host, a name that does not resolve, or one that resolves to a private, loopback, link-local or
            otherwise unroutable address.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise InputError(named, f"is no valid address ({error})") from error
    if parts.scheme not in ("http", "https"):
        raise InputError(named, f"only http and https are fetched, not {parts.scheme}:")
    if not host:
        raise InputError(named, "is no valid address (it names no host)")
    port = port or (443 if parts.scheme == "https" else 80)
    trusted = host in allowed or f"{host}:{port}" in allowed
    found = _resolve(host, port, named)
    for ip in found:
        if not trusted and not is_public(ip):
            raise InputError(named, f"{host} is inside a private network ({ip}); name it in the setting ingest.allow_hosts to allow it")
    return found[0]


def _resolve(host: str, port: int, named: str) -> list[str]:
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise InputError(named, f"the host {host} cannot be found") from error
    return [str(a[4][0]).partition("%")[0] for a in answers]


def is_public(ip: str) -> bool:
    """True for an address on the open Internet; IPv4 inside IPv6 (mapped, compatible, 6to4, NAT64) counts as what it leads to."""
    parsed = ipaddress.ip_address(ip)
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour
        if inner is None and any(parsed in network for network in _HOLD_IPV4):
            inner = ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return parsed.is_global and not parsed.is_multicast
