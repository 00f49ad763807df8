"""What goes on: work in progress, what was changed and by whom; live news for open pages; help."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from newsloom.loom.accounts import may
from newsloom.loom.hands import labelled
from newsloom.web import view
from newsloom.web.guard import Editor, Form, Known, TheDesk, TheSite
from newsloom.web.site import Site

router = APIRouter()
Number = Annotated[int, Path(ge=1, le=2**53)]
_LOG = 60
_BEAT = 20.0  # seconds after which a silent stream says that it is alive
_LIFE = 1_800.0  # seconds of one stream: the browser asks anew, and whoever logged out meanwhile is not let in again
_LOOK = 0.7  # seconds between two looks for news


@router.get("/activity")
def activity(request: Request, site: TheSite, desk: TheDesk, account: Known) -> Response:
    return view.page(
        request,
        "activity.html.j2",
        jobs=[job for job in site.work.jobs() if job.by or not job.result.get("idle")],  # not each look that found nothing to do
        log=desk.history(limit=_LOG),
        hands=desk.said(limit=_LOG),
        audit=desk.accounts.log(_LOG) if may(account, "admin") else [],
    )


@router.get("/corrections.jsonl")
def corrections(desk: TheDesk, _account: Known) -> Response:
    """What people judged and corrected, as labelled data."""
    lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in labelled(desk.said()))
    headers = {"content-disposition": 'attachment; filename="newsloom-corrections.jsonl"'}
    return Response(lines, media_type="application/jsonl; charset=utf-8", headers=headers)


@router.get("/help")
def help_(request: Request) -> Response:
    return view.page(request, "help.html.j2")


@router.get("/live")
async def live(request: Request, site: TheSite, account: Known) -> Response:
    """Server-sent events (WHATWG HTML): `work` with what is being done, `news` with what came about. 204 where someone has too many
    open: browsers do not ask again then."""
    if not site.streams.enter(account.id):
        return Response(status_code=204)
    return _Held(site, account.id, _stream(request, site), media_type="text/event-stream", headers={"x-accel-buffering": "no"})


class _Held(StreamingResponse):
    """A stream that gives its place back however it ends."""

    def __init__(self, site: Site, who: str, content: AsyncIterator[str], **others: Any) -> None:
        super().__init__(content, **others)
        self._site, self._who = site, who

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._site.streams.leave(self._who)


async def _stream(request: Request, site: Site) -> AsyncIterator[str]:
    seen, silent = site.work.version, 0.0
    yield f"retry: 4000\nevent: work\ndata: {json.dumps(site.work.status())}\n\n"
    until = time.monotonic() + _LIFE
    while not site.work.stopping and time.monotonic() < until and not await request.is_disconnected():
        await asyncio.sleep(_LOOK)
        silent += _LOOK
        version = site.work.version
        if version != seen:
            for _number, what in site.work.news(seen):
                yield f"event: news\ndata: {json.dumps(what)}\n\n"
            seen, silent = version, 0.0
            yield f"event: work\ndata: {json.dumps(site.work.status())}\n\n"
        elif silent > _BEAT:
            silent = 0.0
            yield ": still here\n\n"


@router.post("/activity/undo/{number}")
def undo(request: Request, desk: TheDesk, editor: Editor, form: Form, number: Number) -> Response:
    done = desk.curate(editor.name).undo(number)
    return view.go(request, str(form.get("back", "/activity")), f"Undone; it is entry {done.id} of the log.")
