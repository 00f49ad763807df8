"""Style sheets and scripts."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException
from starlette.responses import Response

from newsloom.web import view

router = APIRouter()
_KINDS = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml", "txt": "text/plain"}


@router.get("/static/{name}")
def static(name: str) -> Response:
    try:
        data = view.static(name)
    except (OSError, ValueError):  # ValueError: a name that no file can have
        raise HTTPException(404) from None
    kind = _KINDS.get(name.rpartition(".")[2], "application/octet-stream")
    return Response(data, media_type=kind, headers={"cache-control": "public, max-age=31536000, immutable"})


@router.get("/robots.txt")
def robots() -> Response:
    return Response("User-agent: *\nDisallow: /\n", media_type="text/plain")


@router.get("/favicon.ico")
def icon() -> Response:
    return Response(view.static("icon.svg"), media_type="image/svg+xml", headers={"cache-control": "public, max-age=86400"})


@router.get("/healthz")
def health() -> Response:
    """For whoever watches over the server."""
    return Response("ok\n", media_type="text/plain")
