"""Mail by its head: is this a message, and is it a saved page (MHTML)?"""

from __future__ import annotations

import re
from typing import Literal

_FIELD = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60})[ \t]{0,4}:")
_OF_MAIL = frozenset({b"message-id", b"received", b"return-path", b"mime-version", b"delivered-to", b"dkim-signature", b"list-unsubscribe"})
_ANY = _OF_MAIL | {b"from", b"to", b"subject", b"date", b"content-type"}
_SAVED = re.compile(rb"^content-type[ \t]{0,4}:[ \t]{0,4}multipart/related", re.I | re.M)
_SENT = frozenset({b"received", b"to", b"delivered-to", b"return-path"})


def kind(head: bytes, suffix: str) -> Literal["mail", "mhtml"] | None:
    """What a file that begins with the fields of a message (RFC 5322) is, None for anything else."""
    fields = _fields(head)
    if fields is None:
        return None
    told = fields & _ANY
    if suffix in (".mht", ".mhtml") and b"content-type" in told:
        return "mhtml"
    if b"snapshot-content-location" in fields or (not fields & _SENT and b"mime-version" in told and _SAVED.search(head[:8192])):
        return "mhtml"
    if suffix == ".eml" and len(told) >= 2:
        return "mail"
    return "mail" if b"from" in told and told & _OF_MAIL and len(told) >= 3 else None


def _fields(head: bytes) -> set[bytes] | None:
    """The names of the fields before the first empty line; None where something else stands among them."""
    found: set[bytes] = set()
    lines = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").split(b"\n", 400)[:400]
    for number, line in enumerate(lines):
        if not line.strip():
            break
        if line[:1] in b" \t" and number:
            continue
        field = _FIELD.match(line)
        if not field:
            return None
        found.add(field[1].lower())
    return found
