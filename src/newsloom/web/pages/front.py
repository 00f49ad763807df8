"""The front page: the desk's stories by weight."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from newsloom.web import view
from newsloom.web.guard import TheDesk

router = APIRouter()


@router.get("/")
def front(request: Request, desk: TheDesk) -> Response:
    return view.page(request, "front.html.j2", rows=desk.stories())
