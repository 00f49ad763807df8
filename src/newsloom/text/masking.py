"""Names and passwords inside addresses are for the server that they are sent to, not for those who read a desk."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

_USERINFO = re.compile(r"(\b[a-zA-Z][a-zA-Z0-9+.-]{0,30}:/{2,5})[^\s/?#\\\"'<>]*@")  # RFC 3986, 3.2.1
HIDDEN = "***@"


def masked(text: str) -> str:
    """A text in which the user information of every address ("http://ada:secret@host/") is blotted out."""
    return _USERINFO.sub(rf"\g<1>{HIDDEN}", text) if "@" in text else text


def without_login(url: str) -> str:
    """An address without its user information; what is no address stays as it is."""
    if "@" not in url:
        return url
    try:
        parts = urlsplit(url)
    except ValueError:
        return masked(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def has_login(url: str) -> bool:
    """Whether an address holds user information."""
    return without_login(url) != url
