"""Subscriptions of the desk: list, follow, unfollow, poll, lists in and out."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Body, HTTPException, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from newsloom.errors import InputError, UsageError
from newsloom.loom import Desk, showing
from newsloom.records import Feed
from newsloom.web.api import shapes
from newsloom.web.api.access import Editor, Reader
from newsloom.web.api.answers import answer, pending, validated
from newsloom.web.api.spec import file, gives
from newsloom.web.api.stories import Id
from newsloom.web.guard import TheDesk, TheSite

router = APIRouter(tags=["feeds"])
LIST = 5_000_000  # bytes of a list of feeds
_PATIENCE = 10.0


@router.get("/feeds", responses=gives(shapes.FeedList))
def feeds(request: Request, desk: TheDesk, _who: Reader) -> Response:
    """What the desk follows, and how that goes."""
    return answer(request, shapes.FeedList(feeds=tuple(_row(feed) for feed in desk.feeds.all())))


def _row(feed: Feed) -> shapes.FeedRow:
    told: dict[str, Any] = {name: getattr(feed, name) for name in shapes.FeedRow.__struct_fields__}
    told |= {name: showing.masked(value) for name, value in told.items() if isinstance(value, str)}
    return shapes.FeedRow(**told)


class NewFeed(BaseModel):
    model_config = ConfigDict(extra="forbid")
    url: str = Field(min_length=1, max_length=2_000, description="Of a feed, or of a page that names one.")
    folder: str = Field(default="", max_length=200)
    full: bool = Field(default=False, description="Also fetch the page of an entry that is only a summary.")


@router.post("/feeds", responses=gives(shapes.Followed, waits=True))
def add(request: Request, site: TheSite, desk: TheDesk, who: Editor, feed: Annotated[NewFeed, Body()]) -> Response:
    """Follow a feed; of a home page the feed that it names. Addresses inside the own network are refused."""
    url = feed.url.strip()
    job = site.work.ask("intake", "follow", f"follows {url[:200]}", 0, who.name, url=url, folder=feed.folder, full=feed.full)
    if not site.work.wait(job, _PATIENCE) or job.state == "failed":
        return pending(request, job)
    desk.accounts.note(who.name, "feed followed", url)
    others = tuple(str(one) for one in job.result.get("others", ()))
    return answer(request, shapes.Followed(told=job.told, feed=job.result.get("feed"), others=others))


@router.delete("/feeds/{id}", responses=gives(shapes.Done))
def remove(request: Request, desk: TheDesk, who: Editor, id: Id) -> Response:
    """Follow a feed no longer. Its articles stay."""
    gone = desk.feeds.remove(id)
    desk.accounts.note(who.name, "feed removed", gone.url)
    return answer(request, shapes.Done(told=f"{gone.title or showing.masked(gone.url)} is no longer followed; its articles stay."))


@router.post("/feeds/poll", responses=gives(shapes.Done))
def poll(request: Request, site: TheSite, who: Editor) -> Response:
    """Have the feeds polled that are due."""
    site.work.ask("intake", "sync", "polls feeds", 0, who.name, force=False)
    return answer(request, shapes.Done(told="Feeds are being polled."))


@router.get("/feeds.opml", responses=file("text/x-opml"))
def export(request: Request, desk: TheDesk, _who: Reader) -> Response:
    """The subscriptions as OPML 2.0, without passwords inside addresses (`newsloom feeds export` has them)."""
    return validated(request, desk.feeds.export().encode(), "text/x-opml; charset=utf-8")


OPML = {"requestBody": {"required": True, "content": {"text/x-opml": {"schema": {"type": "string"}}}}}


@router.post("/feeds.opml", responses=gives(shapes.Imported), openapi_extra=OPML)
async def take(request: Request, desk: TheDesk, who: Editor) -> Response:
    """Follow the feeds of a list (OPML). They are asked for with the next poll."""
    return answer(request, await taken(request, desk, who.name))


async def taken(request: Request, desk: Desk, by: str) -> shapes.Imported:
    """Follow the feeds of the list that a request carries."""
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > LIST:
            raise HTTPException(413, f"A list of feeds has at most {LIST:,} bytes.")
    return await run_in_threadpool(_import, desk, bytes(data), by)


def _import(desk: Desk, data: bytes, by: str) -> shapes.Imported:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "feeds.opml"
        path.write_bytes(data)
        try:
            found, mended = desk.feeds.import_list(str(path))
        except InputError as error:
            raise UsageError(f"the list {error.reason}") from error
    desk.accounts.note(by, "feeds imported", str(len(found)))
    return shapes.Imported(feeds=len(found), mended=mended)
