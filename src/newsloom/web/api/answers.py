"""Answers: JSON with a validator (RFC 9110, conditional requests), lists by cursor, and the wait for what is being worked out."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

import msgspec
from fastapi import Query, Request
from starlette.responses import Response

from newsloom.errors import UsageError
from newsloom.records import Record
from newsloom.web.guard import SAFE
from newsloom.web.jobs import Job
from newsloom.web.site import Site

T = TypeVar("T")
Wait = Annotated[float, Query(ge=0, le=30, description="Seconds to wait for what has to be worked out first.")]
Limit = Annotated[int, Query(ge=1, le=200)]
Cursor = Annotated[str | None, Query(max_length=400, description="The `next` of the answer before.")]
CACHE = "private, no-cache"  # kept by whoever asked, and asked for again each time


def encoded(body: Any) -> bytes:
    """JSON in UTF-8. Lone surrogates, which UTF-8 cannot hold, are written as escapes."""
    try:
        return msgspec.json.encode(body)
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(body)).encode()


def answer(request: Request, body: Record | dict[str, Any], status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return validated(request, encoded(body), "application/json", status, headers)


def validated(request: Request, data: bytes, media: str, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """An answer with an entity tag; 304 where the asker has it already."""
    told = {"cache-control": CACHE, "vary": "authorization, cookie", **(headers or {})}
    if request.method in SAFE and status == 200:
        tag = f'W/"{hashlib.sha256(data).hexdigest()[:32]}"'  # weak: what is sent may be compressed
        told["etag"] = tag
        if held(request, tag):
            return Response(status_code=304, headers=told)
    return Response(data, status, headers=told, media_type=media)


def held(request: Request, tag: str) -> bool:
    known = [one.strip() for one in request.headers.get("if-none-match", "").split(",")]
    return "*" in known or any(one.removeprefix("W/") == tag.removeprefix("W/") for one in known)


def pending(request: Request, job: Job) -> Response:
    """202: it is being worked out; or what went wrong with it.

    Raises:
        UsageError: it failed.
    """
    if job.state == "failed":
        raise UsageError(job.told)
    body = {"state": job.state, "doing": job.label, "told": job.told}
    return answer(request, body, 202, {"retry-after": "5"})


def worked(site: Site, look: Callable[[], T | None], ask: Callable[[], Job], seconds: float) -> T | Job:
    """What is there, else what is there after waiting a moment for the work that makes it, else that work."""
    found = look()
    if found is not None:
        return found
    job = ask()
    site.work.wait(job, seconds)
    found = look()
    return job if found is None else found


def cursor(*parts: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def after(text: str, *kinds: type) -> list[Any]:
    """What a cursor holds.

    Raises:
        UsageError: it is none that was given out.
    """
    try:
        parts = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError):
        parts = None
    if not isinstance(parts, list) or [type(one) for one in parts] != list(kinds):
        raise UsageError("this cursor is none of ours: begin again without it")
    return parts
