"""The outermost layer: which hosts may be asked for, how much may be sent, which headers every answer carries."""

from __future__ import annotations

import asyncio
import ipaddress
import re
import time

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from newsloom.web.site import Config

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # nothing to other sites; "no-referrer" would make browsers send our own forms with "Origin: null"
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([^\s:/@\[\]]+))(?::[0-9]{0,5})?")  # RFC 9110, 7.2, as far as desks have such names
MOST = 2_000_000  # bytes of a request: it is read, and JSON parsed, before it is known who sent it
LISTS = 6_000_000  # of one that brings a list of feeds
_LISTS = frozenset({"/feeds/import", "/api/v1/feeds.opml", "/api/greader/reader/api/0/subscription/import"})
_STRANGERS = {"/login": 20_000, "/api/greader/accounts/ClientLogin": 20_000}  # bytes that anybody may send
SILENCE = 15.0  # seconds without a byte of a body that has begun
SLOWEST = 20_000.0  # bytes a second, after the first minute
PATIENCE = 60.0  # seconds that any body may take, however slow


class Shield:
    """Wraps the whole application."""

    def __init__(self, app: ASGIApp, config: Config) -> None:
        self._app, self._config = app, config

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                out = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    out.setdefault(name, value)
                out.setdefault("cache-control", "no-store")
                if self._config.secure:
                    out.setdefault("strict-transport-security", "max-age=31536000")
            await send(message)

        if not allowed(headers.getlist("host"), self._config):
            answer = PlainTextResponse("This desk is not served under that name. See --public-url in `newsloom serve --help`.", 421)
            await answer(scope, receive, sent)
            return
        size, most = headers.get("content-length", "0"), largest(scope["path"])
        if not size.isascii() or not size.isdigit() or int(size[:20]) > most:
            await PlainTextResponse(f"At most {most:,} bytes may be sent here at once.", 413)(scope, receive, sent)
            return
        await self._app(scope, _counted(receive, most), sent)


def largest(path: str) -> int:
    """How many bytes a request to a path may bring."""
    return _STRANGERS.get(path, LISTS if path in _LISTS else MOST)


def _counted(receive: Receive, most: int = MOST) -> Receive:
    """A body is cut off where it grows too large, stops coming, or trickles: nobody may hold a place here for hours."""
    seen, whole, began = 0, False, time.monotonic()

    async def counting() -> Message:
        nonlocal seen, whole
        if whole:  # what is waited for now is that the other side goes away
            return await receive()
        left = PATIENCE + seen / SLOWEST - (time.monotonic() - began)
        try:
            message = await asyncio.wait_for(receive(), min(SILENCE, max(left, 0.0)))
        except TimeoutError:
            return {"type": "http.disconnect"}
        seen += len(message.get("body", b""))
        whole = not message.get("more_body", False)
        return {"type": "http.disconnect"} if seen > most else message

    return counting


def allowed(named: list[str], config: Config) -> bool:
    """Whether a request's Host is one of this desk's (a page of another name that resolves to this machine must not read it)."""
    if len(named) != 1:
        return False
    match = _HOST.fullmatch(named[0].lower())
    if match is None:
        return False
    bare = match[1] or match[2]
    if bare in config.hosts:
        return True
    if not config.any_host:
        return False
    try:
        ipaddress.ip_address(bare)
    except ValueError:
        return False
    return True
