"""Who asks the reader API: "ClientLogin" with a token in the place of the password, then that token with each request.

What changes something must carry the short "T" token that `/reader/api/0/token` gives, where nothing else shows that no other site sent it.
"""

from __future__ import annotations

import hashlib
import hmac
import time
from typing import Annotated
from urllib.parse import parse_qs

from fastapi import Depends, HTTPException, Request

from newsloom.loom.accounts import ALONE
from newsloom.records.people import Account
from newsloom.web import guard

Fields = dict[str, list[str]]
_BODY = 1_000_000  # bytes of a form
_FIELDS = 20_000
_PERIOD = 43_200  # seconds; a T token holds for the period in which it was given, and the next
_FORM = "application/x-www-form-urlencoded"


async def sent(request: Request) -> Fields:
    """All fields of a request, of its address and of its form.

    Raises:
        HTTPException: 413 or 400.
    """
    data = bytearray()
    if request.headers.get("content-type", _FORM).partition(";")[0].strip().lower() == _FORM:
        async for chunk in request.stream():
            data += chunk
            if len(data) > _BODY:
                raise HTTPException(413, f"At most {_BODY:,} bytes.")
    try:
        found = parse_qs(request.url.query, keep_blank_values=True, max_num_fields=_FIELDS)
        for name, values in parse_qs(data.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_FIELDS).items():
            found[name] = [*found.get(name, ()), *values]
    except ValueError as error:
        raise HTTPException(400, "Too many fields.") from error
    return found


Sent = Annotated[Fields, Depends(sent)]


def first(fields: Fields, name: str, default: str = "") -> str:
    return fields[name][0][:2_000] if fields.get(name) else default


def log_in(request: Request, fields: Fields) -> str:
    """The secret that a client sends from now on.

    Raises:
        HTTPException: 401 or 429.
    """
    site = guard.site_of(request)
    if not site.login_needed:
        return "alone"
    key = f"reader {guard.address_of(request)}"
    guard.may_try(site, key)
    secret = first(fields, "Passwd")
    account = site.desk.accounts.bearer(secret)
    name = first(fields, "Email").strip().casefold()
    if account is None or name not in ("", account.name.casefold()):
        raise HTTPException(401, "Error=BadAuthentication: give your account's name, and a token of it as the password.")
    site.throttle.passed(key)
    return secret


def caller(request: Request, fields: Sent) -> Account:
    """Who asks.

    Raises:
        HTTPException: 401, 403.
    """
    site = guard.site_of(request)
    account: Account | None = ALONE
    if site.login_needed:
        kind, _, value = request.headers.get("authorization", "").partition(" ")
        secret = value.strip().removeprefix("auth=") if kind.lower() == "googlelogin" else ""
        account = site.desk.accounts.bearer(secret)
    if account is None:
        raise HTTPException(401, "Send “Authorization: GoogleLogin auth=…”, as ClientLogin gave it.", {"www-authenticate": "GoogleLogin"})
    if request.method not in guard.SAFE:
        _checked(request, account, first(fields, "T") or request.query_params.get("T", ""))
    return account


def _checked(request: Request, account: Account, given: str) -> None:
    if not guard.own_origin(request):
        raise HTTPException(403, "This was sent by a page of another site.")
    known = (short(request, account), short(request, account, -1))
    right = any(hmac.compare_digest(given.encode("utf-8", "replace"), one.encode()) for one in known)
    if not right and (given or account.id == ALONE.id):
        raise HTTPException(401, "The T token is wrong or too old: ask /reader/api/0/token.", {"x-reader-google-bad-token": "true"})


def short(request: Request, account: Account, period: int = 0) -> str:
    """The T token of someone."""
    told = f"reader {account.id} {int(time.time() // _PERIOD) + period}"
    return hmac.new(guard.site_of(request).secret, told.encode(), hashlib.sha256).hexdigest()[:48]


Someone = Annotated[Account, Depends(caller)]
