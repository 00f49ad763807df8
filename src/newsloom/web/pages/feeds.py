"""Subscriptions: health, following, lists in and out, polling; bringing in the sample."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import Response

from newsloom.errors import InputError, UsageError
from newsloom.loom import Desk, sample, showing
from newsloom.records.people import Account
from newsloom.web import view
from newsloom.web.guard import Editor, Form, TheDesk, TheSite

router = APIRouter()
_PATIENCE = 8.0  # seconds that following a feed may take before its page says that it goes on
_LIST = 5_000_000  # bytes of a list of feeds


@router.get("/feeds")
def feeds(request: Request, site: TheSite, desk: TheDesk) -> Response:
    followed = desk.feeds.all()
    order = ("failing", "ended", "waiting", "new", "ok")
    followed.sort(key=lambda feed: (order.index(feed.health), (feed.title or feed.url).casefold()))
    return view.page(
        request,
        "feeds.html.j2",
        feeds=followed,
        health=[(kind, count) for kind, count in Counter(feed.health for feed in followed).most_common()],
        next_due=desk.feeds.next_due(),
        background=site.config.background,
    )


@router.post("/feeds/add")
def add(request: Request, site: TheSite, desk: TheDesk, editor: Editor, form: Form) -> Response:
    url = str(form.get("url", "")).strip()[:2000]
    if not url:
        raise UsageError("an address is needed")
    folder, full = str(form.get("folder", ""))[:200], form.get("full") == "on"
    job = site.work.ask("intake", "follow", f"follows {url}", 0, editor.name, url=url, folder=folder, full=full)
    if not site.work.wait(job, _PATIENCE):
        return view.go(request, "/feeds", "It is being asked for; it is listed here once it has answered.")
    if job.state == "failed":
        raise UsageError(job.told)
    _noted(desk, editor, "feed followed", url)
    return view.go(request, "/feeds", job.told)


@router.post("/feeds/import")
async def take(request: Request, desk: TheDesk, editor: Editor, form: Form) -> Response:
    upload = form.get("list")
    data = await upload.read(_LIST + 1) if isinstance(upload, UploadFile) else b""
    if not data:
        raise UsageError("choose a file: a list of feeds, as other readers export it (OPML)")
    if len(data) > _LIST:
        raise UsageError(f"a list of feeds has at most {_LIST:,} bytes")
    count, mended = await run_in_threadpool(_import, desk, data)
    await run_in_threadpool(_noted, desk, editor, "feeds imported", str(count))
    told = f"{count} feeds followed; they are asked for with the next poll." + (
        " The list had bare ampersands, which were mended." if mended else ""
    )
    return view.go(request, "/feeds", told)


def _import(desk: Desk, data: bytes) -> tuple[int, bool]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "feeds.opml"
        path.write_bytes(data)
        try:
            feeds, mended = desk.feeds.import_list(str(path))
        except InputError as error:
            raise UsageError(f"the list {error.reason}") from error
    return len(feeds), mended


@router.get("/feeds/export")
def export(desk: TheDesk) -> Response:
    headers = {"content-disposition": 'attachment; filename="newsloom-feeds.opml"'}
    return Response(desk.feeds.export(), media_type="text/x-opml; charset=utf-8", headers=headers)


@router.post("/feeds/{id}/remove")
def remove(request: Request, desk: TheDesk, editor: Editor, id: str) -> Response:
    gone = desk.feeds.remove(id)
    _noted(desk, editor, "feed removed", gone.url)
    return view.go(request, "/feeds", f"{gone.title or showing.masked(gone.url)} is no longer followed; its articles stay.")


@router.post("/feeds/poll")
def poll(request: Request, site: TheSite, editor: Editor, form: Form) -> Response:
    site.work.ask("intake", "sync", "polls feeds", 0, editor.name, force=form.get("force") == "on")
    return view.go(request, "/feeds", "Feeds are being polled.")


@router.post("/add/sample")
def bring_sample(request: Request, site: TheSite, desk: TheDesk, editor: Editor) -> Response:
    job = site.work.ask("intake", "add", "brings in the sample", 0, editor.name, inputs=[str(sample.folder())])
    _noted(desk, editor, "sample added", "")
    ended = site.work.wait(job, 10.0)
    if job.state == "failed":
        raise UsageError(job.told)
    return view.go(request, "/", "" if ended else "The sample is being brought in.")


def _noted(desk: Desk, who: Account, what: str, target: str) -> None:
    desk.accounts.note(who.name, what, target)
