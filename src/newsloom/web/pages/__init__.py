"""One module a page, each with a `router`. To add one, name it here.

Pages of `routers()` are seen only by who may: `app` puts the guard before all of them at once.
"""

from __future__ import annotations

from fastapi import APIRouter, Depends

from newsloom.web import guard
from newsloom.web.pages import (
    about,
    activity,
    article,
    changes,
    claim,
    edit,
    feeds,
    front,
    login,
    notices,
    rules,
    search,
    settings,
    static,
    story,
)


def routers() -> list[APIRouter]:
    """Pages for people who are known."""
    modules = (front, story, claim, changes, article, search, feeds, edit, about, rules, notices, settings, activity)
    return [module.router for module in modules]


def open_router() -> APIRouter:
    """What anyone may ask for: style sheets and scripts, and the page to log in at (whose form is guarded all the same)."""
    router = APIRouter(include_in_schema=False)
    router.include_router(static.router)
    router.include_router(login.router, dependencies=[Depends(guard.guarded)])
    return router
