"""The desk for programs: JSON under `/api/v1`, described by OpenAPI 3.1 at `/api/v1/openapi.json`.

`access` knows who asks; `answers` gives validators, cursors and waits; `shapes` are the forms; the other modules have one `router` each.
"""

from __future__ import annotations

from functools import cache

from fastapi import APIRouter, FastAPI, Request
from starlette.responses import Response

from newsloom.web.api import articles, atom, curation, desk, feeds, greader, notifications, own, spec, stories
from newsloom.web.api.answers import encoded, validated

PREFIX = "/api/v1"


@cache
def router() -> APIRouter:
    made = APIRouter(prefix=PREFIX)
    for module in (stories, articles, feeds, curation, desk, own, notifications, atom):
        made.include_router(module.router)
    return made


def install(app: FastAPI) -> None:
    """Add the API to an application. Its description may be read by anyone: it tells nothing of the desk."""
    app.include_router(router())
    app.include_router(greader.router)
    data = encoded(spec.described(list(router().routes)))

    @app.get(f"{PREFIX}/openapi.json", include_in_schema=False)
    def description(request: Request) -> Response:
        return validated(request, data, "application/json")
