"""Puts the application together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, Depends, FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp

from newsloom import __version__
from newsloom.web import api, errors, guard, pages
from newsloom.web.shield import Shield
from newsloom.web.site import Config, Site


def create_app(config: Config) -> ASGIApp:
    """The application of one desk. Its pages answer at once; what takes long runs in processes of its own, from start to stop."""
    site = Site.open(config)

    @asynccontextmanager
    async def life(_app: FastAPI) -> AsyncIterator[None]:
        site.start()
        try:
            yield
        finally:
            site.close()

    app = FastAPI(title="newsloom", version=__version__, docs_url=None, redoc_url=None, openapi_url=None, lifespan=life)
    app.state.site = site
    errors.install(app)
    app.include_router(pages.open_router())
    inside = APIRouter(include_in_schema=False, dependencies=[Depends(guard.known), Depends(guard.guarded)])
    for router in pages.routers():
        inside.include_router(router)
    app.include_router(inside)
    api.install(app)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=4)
    return Shield(app, config)
