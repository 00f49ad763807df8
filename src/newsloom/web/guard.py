"""Who asks, and what they may: sessions, form tokens, roles.

`known` and `guarded` are dependencies of whole routers, so that no page can forget them. A visitor's cookie holds a random id, signed.
Where someone logged in, it is the secret of their session. Form tokens are a keyed hash of that id.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import math
from collections.abc import Callable
from typing import Annotated
from urllib.parse import quote, urlsplit

from fastapi import Depends, HTTPException, Request
from itsdangerous import BadSignature, TimestampSigner
from starlette.datastructures import FormData
from starlette.responses import Response

from newsloom.loom import Desk
from newsloom.loom.accounts import ALONE, SESSION_DAYS, may
from newsloom.records.people import Account, Role
from newsloom.web.site import Site, fresh_id

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
TOKEN = "token"  # noqa: S105 - the name of the form field
_AGE = SESSION_DAYS * 86_400


class LoginNeededError(Exception):
    """Nobody is logged in. `back` is where to go on afterwards."""

    def __init__(self, back: str) -> None:
        super().__init__("log in first")
        self.back = back


def site_of(request: Request) -> Site:
    site: Site = request.app.state.site
    return site


def desk_of(request: Request) -> Desk:
    return site_of(request).desk


def cookie_name(site: Site) -> str:
    return "__Host-newsloom" if site.config.secure else "newsloom"


def visitor(request: Request) -> str:
    """The id in the visitor's cookie; a new one where there is none, which `view` sets."""
    if not hasattr(request.state, "visitor"):
        site = site_of(request)
        given = request.cookies.get(cookie_name(site), "")
        try:
            request.state.visitor = _signer(site).unsign(given, max_age=_AGE).decode()
            request.state.new_visitor = False
        except (BadSignature, UnicodeError):
            become(request, fresh_id())
    return str(request.state.visitor)


def become(request: Request, id: str) -> None:
    """Give the visitor another id (logging in and out)."""
    request.state.visitor, request.state.new_visitor = id, True


def remember(request: Request, response: Response) -> None:
    """Set the cookie where it is new."""
    visitor(request)
    if not request.state.new_visitor:
        return
    site = site_of(request)
    response.set_cookie(
        cookie_name(site),
        _signer(site).sign(request.state.visitor).decode(),
        max_age=_AGE,
        httponly=True,
        samesite="lax",
        secure=site.config.secure,
        path="/",
    )


def _signer(site: Site) -> TimestampSigner:
    return TimestampSigner(site.secret, salt="visitor", digest_method=hashlib.sha256)


def form_token(request: Request) -> str:
    return hmac.new(site_of(request).secret, f"form {visitor(request)}".encode(), hashlib.sha256).hexdigest()


def address_of(request: Request) -> str:
    """Whom to slow down: the address that asks; of IPv6 its network of 64 bits, which is what one customer is given."""
    asked = request.client.host if request.client else "-"
    try:
        found = ipaddress.ip_address(asked.partition("%")[0])
    except ValueError:
        return asked
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


def may_try(site: Site, *keys: str) -> None:
    """Counts a try at a password.

    Raises:
        HTTPException: 429, there were too many.
    """
    wait = site.throttle.begin(*keys)
    if wait > 0:
        seconds = math.ceil(wait)
        raise HTTPException(429, f"Too many tries. Wait {seconds} seconds, then try again.", {"retry-after": str(seconds)})


# Dependencies


def who(request: Request) -> Account | None:
    """Who asks; None for nobody. Someone alone at their own desk is `ALONE`."""
    if not hasattr(request.state, "account"):
        site = site_of(request)
        request.state.account = site.desk.accounts.session(visitor(request)) if site.login_needed else ALONE
    found: Account | None = request.state.account
    return found


def known(request: Request) -> Account:
    """Who asks, for pages that nobody else may see.

    Raises:
        LoginNeededError: nobody is logged in.
    """
    account = who(request)
    if account is None:
        back = request.url.path + (f"?{request.url.query}" if request.url.query else "") if request.method in SAFE else "/"
        raise LoginNeededError(back)
    return account


async def guarded(request: Request) -> None:
    """Refuses a form that another site sent: by its origin, and by its token.

    Raises:
        HTTPException: 403.
    """
    if request.method in SAFE:
        return
    if not own_origin(request):
        raise HTTPException(403, "This form was sent from another site. Open the page here and send it again.")
    form = await request.form(max_files=20, max_fields=2000)
    given = str(form.get(TOKEN) or request.headers.get("x-newsloom-token", ""))
    if not hmac.compare_digest(given.encode("utf-8", "replace"), form_token(request).encode()):
        raise HTTPException(403, "This form is too old, or cookies are switched off. Go back, load the page again, and send it once more.")
    request.state.form = form


def own_origin(request: Request) -> bool:
    """Whether a browser says that a request comes from this site. Old browsers say nothing: then the token alone decides."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    if origin is None:
        return True
    try:
        return urlsplit(origin).netloc.lower() == request.headers.get("host", "").lower()
    except ValueError:
        return False


def posted(request: Request) -> FormData:
    """The form that was sent; `guarded` has read and checked it."""
    form: FormData = request.state.form
    return form


def needs(role: Role) -> Callable[[Request], Account]:
    """A dependency: whoever asks may do what takes `role`."""

    def enough(request: Request) -> Account:
        account = known(request)
        if not may(account, role):
            raise HTTPException(
                403, f"This takes the role “{role}”; yours is “{account.role}”. An administrator of this desk can change it."
            )
        return account

    return enough


def back_to(address: str) -> str:
    """An address of this site to go on to; anything else becomes the front page."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "/"
    own = (
        not parts.scheme
        and not parts.netloc
        and parts.path.startswith("/")
        and not address.startswith(("//", "/\\"))
        and address.isprintable()
    )
    return quote(address, safe="/?&=#%:+,;~@!$'()*") if own and "\\" not in address else "/"


Known = Annotated[Account, Depends(known)]
Editor = Annotated[Account, Depends(needs("editor"))]
Admin = Annotated[Account, Depends(needs("admin"))]
TheDesk = Annotated[Desk, Depends(desk_of)]
TheSite = Annotated[Site, Depends(site_of)]
Form = Annotated[FormData, Depends(posted)]
