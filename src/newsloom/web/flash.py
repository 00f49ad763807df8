"""The line on what was just done, carried to the next page in a signed cookie: no address can make a page say something else."""

from __future__ import annotations

from fastapi import Request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.responses import Response

from newsloom.web import guard

_LONGEST = 300  # characters
_AGE = 120  # seconds between the form and the page that tells of it


def _name(request: Request) -> str:
    return guard.cookie_name(guard.site_of(request)) + "-said"


def _serializer(request: Request) -> URLSafeTimedSerializer:
    """Tied to the visitor, so that one visitor's line is no use to another."""
    return URLSafeTimedSerializer(guard.site_of(request).secret, salt=f"said {guard.visitor(request)}")


def write(request: Request, response: Response, said: str) -> None:
    secure = guard.site_of(request).config.secure
    value = _serializer(request).dumps(said[:_LONGEST].encode("utf-8", "replace").decode())
    response.set_cookie(_name(request), str(value), max_age=_AGE, httponly=True, samesite="lax", secure=secure, path="/")


def read(request: Request) -> str:
    """What was done just before; "" for nothing, or for a cookie that is not ours."""
    given = request.cookies.get(_name(request), "")
    if not given:
        return ""
    try:
        return str(_serializer(request).loads(given, max_age=_AGE))
    except (BadSignature, ValueError):
        return ""


def clear(request: Request, response: Response) -> None:
    """It is told once."""
    if _name(request) in request.cookies:
        secure = guard.site_of(request).config.secure
        response.delete_cookie(_name(request), httponly=True, samesite="lax", secure=secure, path="/")
