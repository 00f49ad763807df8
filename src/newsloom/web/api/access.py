"""Who asks the API. A token speaks for an account; a session's cookie, or working alone on this machine, does as on the pages.

What changes something and comes without a token must not have been sent by a page of another site: it has to say so by its origin, and has
to be of a media type that browsers send to other sites only after asking (Fetch standard, "CORS-safelisted request-header").
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, HTTPException, Request

from newsloom.loom.accounts import may
from newsloom.records.people import Account, Role
from newsloom.web import guard

TYPES = frozenset({"application/json", "application/xml", "text/xml", "text/x-opml", "application/x-opml+xml", "text/x-opml+xml"})


def caller(request: Request) -> Account:
    """Who asks.

    Raises:
        HTTPException: 401, nobody who is known; 403, another site's page sent it; 415, a media type that such a page could send.
    """
    account = _token(request)
    if account is None:
        account = guard.who(request)
        if account is None:
            raise HTTPException(401, "Send a token: “Authorization: Bearer nlt_…”. The settings page makes one.", challenge(request))
        _own(request)
    request.state.account = account
    return account


def _token(request: Request) -> Account | None:
    secret = given(request)
    site = guard.site_of(request)
    if secret is None or not site.login_needed:
        return None
    account = site.desk.accounts.bearer(secret)
    if account is None:
        raise HTTPException(401, "This token is unknown, was taken back, or its account is closed.", challenge(request))
    return account


def given(request: Request) -> str | None:
    """The token of a request: a bearer (RFC 6750), or the password of basic authentication (RFC 7617), which feed readers
    can send (for reading only)."""
    kind, _, value = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return value.strip()
    if kind.lower() == "basic" and request.method in guard.SAFE:  # browsers add it by themselves, also for a page of another site
        try:
            return base64.b64decode(value.strip(), validate=True).decode().partition(":")[2]
        except (binascii.Error, ValueError):
            return ""
    return None


def challenge(request: Request) -> dict[str, str]:
    return {"www-authenticate": 'Basic realm="newsloom", charset="UTF-8"' if "/atom/" in request.url.path else "Bearer"}


def _own(request: Request) -> None:
    if request.method in guard.SAFE:
        return
    if not guard.own_origin(request):
        raise HTTPException(403, "This was sent by a page of another site.")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in TYPES:
        raise HTTPException(415, "Send JSON: “Content-Type: application/json” (lists of feeds: text/x-opml).")


def needs(role: Role) -> Callable[[Request], Account]:
    """A dependency: whoever asks may do what takes `role`."""

    def enough(request: Request) -> Account:
        account = caller(request)
        if not may(account, role):
            raise HTTPException(403, f"This takes the role “{role}”; yours is “{account.role}”.")
        return account

    return enough


Reader = Annotated[Account, Depends(caller)]
Admin = Annotated[Account, Depends(needs("admin"))]
Editor = Annotated[Account, Depends(needs("editor"))]
