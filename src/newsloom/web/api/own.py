"""A reader's own: watched stories, kept searches. And who says and prints what, over all stories."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Body, HTTPException, Path, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from newsloom import __version__
from newsloom.records.people import Belonging
from newsloom.web.api import shapes
from newsloom.web.api.access import Reader
from newsloom.web.api.answers import Limit, answer
from newsloom.web.api.spec import gives
from newsloom.web.api.stories import Id, resolved
from newsloom.web.guard import TheDesk, TheSite

router = APIRouter(tags=["own"])
Name = Annotated[str, Path(max_length=300)]


@router.get("/me", responses=gives(shapes.Me))
def me(request: Request, site: TheSite, who: Reader) -> Response:
    """Who asks, and what they may."""
    return answer(request, shapes.Me(name=who.name, role=who.role, alone=not site.login_needed, newsloom=__version__))


@router.get("/watch", responses=gives(shapes.Watched))
def watched(request: Request, desk: TheDesk, who: Reader) -> Response:
    """The stories that the reader watches."""
    return answer(request, shapes.Watched(stories=tuple(desk.reader(who.id).marked("watch"))))


@router.put("/watch/{id}", responses=gives(shapes.Watched))
def watch(request: Request, desk: TheDesk, who: Reader, id: Id) -> Response:
    reader = desk.reader(who.id)
    reader.mark("watch", resolved(desk, id))
    return answer(request, shapes.Watched(stories=tuple(reader.marked("watch"))))


@router.delete("/watch/{id}", responses=gives(shapes.Watched))
def unwatch(request: Request, desk: TheDesk, who: Reader, id: Id) -> Response:
    reader = desk.reader(who.id)
    reader.unmark("watch", id)
    return answer(request, shapes.Watched(stories=tuple(reader.marked("watch"))))


class NewSearch(BaseModel):
    """A search that is kept: fields of the filter of stories, or `q` of the search in articles."""

    model_config = ConfigDict(extra="forbid")
    name: str = Field(min_length=1, max_length=100)
    kind: Literal["stories", "articles"] = "stories"
    fields: dict[Literal["q", "words", "entity", "place", "outlet", "language", "since", "until"], Annotated[str, Field(max_length=200)]]


@router.get("/searches", responses=gives(shapes.Own))
def searches(request: Request, desk: TheDesk, who: Reader) -> Response:
    """Kept searches."""
    return answer(request, shapes.Own(things=tuple(desk.reader(who.id).things("search"))))


@router.post("/searches", responses=gives(Belonging))
def keep(request: Request, desk: TheDesk, who: Reader, search: Annotated[NewSearch, Body()]) -> Response:
    """Keep a search."""
    fields: dict[str, str] = {name: value for name, value in search.fields.items() if value.strip()}
    if not fields:
        raise HTTPException(400, "An empty search cannot be kept.")
    query = urlencode(fields)
    return answer(request, desk.reader(who.id).keep("search", {"name": search.name, "kind": search.kind, "query": query}))


@router.delete("/searches/{id}", responses=gives(shapes.Done))
def drop(request: Request, desk: TheDesk, who: Reader, id: Id) -> Response:
    reader = desk.reader(who.id)
    reader.thing("search", id)
    reader.drop(id)
    return answer(request, shapes.Done(told="Dropped."))


# Outlets and speakers


@router.get("/outlets", responses=gives(shapes.Outlets))
def outlets(request: Request, desk: TheDesk, _who: Reader, limit: Limit = 200) -> Response:
    """Outlets, those with most articles first."""
    found = desk.outlets(limit)
    rows = [shapes.OutletCount(name=o.name, articles=o.articles, stories=o.stories, first=o.first, last=o.last) for o in found]
    return answer(request, shapes.Outlets(outlets=tuple(rows)))


@router.get("/speakers", responses=gives(shapes.Speakers))
def speakers(request: Request, desk: TheDesk, _who: Reader, limit: Limit = 200) -> Response:
    """Those who say most."""
    rows = [shapes.SpeakerCount(name=name, statements=said, stories=stories) for name, said, stories in desk.speakers(limit)]
    return answer(request, shapes.Speakers(speakers=tuple(rows)))


@router.get("/speakers/{name}", responses=gives(shapes.Ledger))
def ledger(request: Request, desk: TheDesk, _who: Reader, name: Name) -> Response:
    """What a speaker said over all stories, oldest first, with the turns."""
    entries, erased = desk.ledger(name)
    rows = tuple(shapes.LedgerEntry(said=one.said, turn=one.turn) for one in entries)
    return answer(request, shapes.Ledger(speaker=name, erased=erased, entries=rows))
