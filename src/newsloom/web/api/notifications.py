"""What a reader wants to be told of, and where to: webhooks, mail and messengers."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Body, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from newsloom.web import guard
from newsloom.web.api import shapes
from newsloom.web.api.access import Reader
from newsloom.web.api.answers import Limit, answer
from newsloom.web.api.spec import gives
from newsloom.web.api.stories import Id
from newsloom.web.guard import TheDesk, TheSite

router = APIRouter(prefix="/notifications", tags=["notifications"])
Short = Annotated[str, Field(max_length=100)]


class NewNotice(BaseModel):
    """`about` a story: all that happens to it; a claim: when it is confirmed, denied, disputed, or its figure changes (`on`); a search: new
    articles that it finds; a rule that notifies: new articles that it describes, while it holds."""

    model_config = ConfigDict(extra="forbid")
    about: Literal["story", "claim", "search", "rule"]
    story: Short = ""
    claim: Short = ""
    search: Short = ""
    rule: Short = ""
    on: list[Literal["confirmed", "denied", "disputed", "figure"]] = Field(default_factory=list, max_length=4)
    to: Literal["webhook", "apprise"]
    url: str = Field(min_length=1, max_length=2_000)


@router.get("", responses=gives(shapes.Own))
def listed(request: Request, desk: TheDesk, who: Reader) -> Response:
    """The reader's subscriptions. Secrets and addresses are not given out again."""
    return answer(request, shapes.Own(things=tuple(desk.notices.all(who.id))))


@router.post("", responses=gives(shapes.Subscribed))
def add(request: Request, desk: TheDesk, who: Reader, notice: Annotated[NewNotice, Body()]) -> Response:
    """Subscribe. The secret of a webhook is given this once: its bodies are signed with it (`newsloom-signature`)."""
    given = {**notice.model_dump(exclude={"on"}), "on": " ".join(notice.on)}
    made, secret = desk.notices.add(who.id, given)
    desk.accounts.note(who.name, "notice made", made.id, f"{made.fields['about']} to {made.fields['url']}")
    return answer(request, shapes.Subscribed(notice=made, secret=secret or None))


@router.get("/log", responses=gives(shapes.Own))
def log(request: Request, desk: TheDesk, who: Reader, limit: Limit = 100) -> Response:
    """What was sent to the reader and how that went, newest first."""
    return answer(request, shapes.Own(things=tuple(desk.notices.log(who.id, limit))))


@router.post("/{id}/test", responses=gives(shapes.Done))
def test(request: Request, site: TheSite, desk: TheDesk, who: Reader, id: Id) -> Response:
    """Send a notice of trial. Who sends many has to wait in between (429)."""
    guard.may_try(site, f"trial {who.id}")
    wrong = desk.notices.test(who.id, id)
    return answer(request, shapes.Done(told=f"Not taken: {wrong}" if wrong else "Sent."))


@router.delete("/{id}", responses=gives(shapes.Done))
def drop(request: Request, desk: TheDesk, who: Reader, id: Id) -> Response:
    """Be told no more."""
    desk.notices.drop(who.id, id)
    desk.accounts.note(who.name, "notice dropped", id)
    return answer(request, shapes.Done(told="Dropped."))
