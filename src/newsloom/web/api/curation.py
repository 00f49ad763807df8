"""A person's word on stories, claims and articles. Each is an entry with who, when and why, and can be undone."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Body, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from newsloom.errors import UsageError
from newsloom.records import Change, Claim
from newsloom.records.people import Hand
from newsloom.web.api import shapes
from newsloom.web.api.access import Editor, Reader
from newsloom.web.api.answers import Cursor, Limit, after, answer, cursor
from newsloom.web.api.spec import gives
from newsloom.web.api.stories import Id, resolved
from newsloom.web.guard import TheDesk

router = APIRouter(tags=["curation"])
Name = Annotated[str, Field(min_length=1, max_length=100)]
Number = Annotated[int, Field(ge=0, le=2**53)]


class Said(BaseModel):
    model_config = ConfigDict(extra="forbid")
    why: str = Field(default="", max_length=1_000)


class Merge(Said):
    others: list[Name] = Field(min_length=1, max_length=50, description="Stories that become part of this one.")


class Split(Said):
    articles: list[Name] = Field(min_length=1, max_length=500)


class Into(Said):
    story: Name


class Rename(Said):
    title: str = Field(min_length=1, max_length=300)


class Verdict(Said):
    agreement: Literal["agree", "compatible", "updated", "conflict", "disputed", "unclear"]


class Apart(Said):
    version: int = Field(ge=0, le=10_000, description="The index of the version in `assertions`.")


class Together(Said):
    other: Name


class Note(Said):
    text: str = Field(min_length=1, max_length=1_000)
    target: str = Field(default="", max_length=100, description="A claim or an article; the story where empty.")


class Assign(Said):
    to: str = Field(default="", max_length=100)


class OutletIs(Said):
    name: str = Field(min_length=1, max_length=200)
    country: str = Field(default="", max_length=2)


class DateIs(Said):
    day: str = Field(min_length=4, max_length=10)


@router.post("/stories/{id}/merge", responses=gives(Change))
def merge(request: Request, desk: TheDesk, who: Editor, id: Id, said: Annotated[Merge, Body()]) -> Response:
    """Make stories one. The ids of the others lead to this one from now on."""
    return answer(request, desk.curate(who.name, said.why).merge([resolved(desk, id), *(resolved(desk, one) for one in said.others)]))


@router.post("/stories/{id}/split", responses=gives(Change))
def split(request: Request, desk: TheDesk, who: Editor, id: Id, said: Annotated[Split, Body()]) -> Response:
    """Put some articles of a story into a new one."""
    return answer(request, desk.curate(who.name, said.why).split(resolved(desk, id), said.articles))


@router.post("/stories/{id}/rename", responses=gives(Change))
def rename(request: Request, desk: TheDesk, who: Editor, id: Id, said: Annotated[Rename, Body()]) -> Response:
    """Give a story a title that stays."""
    return answer(request, desk.curate(who.name, said.why).rename(resolved(desk, id), said.title))


@router.post("/articles/{id}/move", responses=gives(Change))
def move(request: Request, desk: TheDesk, who: Editor, id: Id, said: Annotated[Into, Body()]) -> Response:
    """Put an article into another story, where it stays."""
    return answer(request, desk.curate(who.name, said.why).move(id, resolved(desk, said.story)))


@router.post("/articles/{id}/pin", responses=gives(Change))
def pin(request: Request, desk: TheDesk, who: Editor, id: Id, said: Annotated[Into, Body()]) -> Response:
    """Have an article stay in a story."""
    return answer(request, desk.curate(who.name, said.why).pin(id, resolved(desk, said.story)))


@router.post("/history/{number}/undo", responses=gives(Change))
def undo(request: Request, desk: TheDesk, who: Editor, number: int, said: Annotated[Said, Body()]) -> Response:
    """Take a change back. Undoing an undoing makes it hold again."""
    return answer(request, desk.curate(who.name, said.why).undo(_sound(number)))


@router.get("/history", responses=gives(shapes.Log))
def history(request: Request, desk: TheDesk, _who: Reader, limit: Limit = 50, cursor: Cursor = None) -> Response:
    """All changes to stories, newest first."""
    return answer(request, _paged(desk.history(), limit, cursor))


@router.get("/stories/{id}/history", responses=gives(shapes.Log))
def story_history(request: Request, desk: TheDesk, _who: Reader, id: Id, limit: Limit = 50, cursor: Cursor = None) -> Response:
    """The changes to one story, newest first."""
    return answer(request, _paged(desk.history(resolved(desk, id)), limit, cursor))


def _paged(log: list[Change], limit: int, given: str | None) -> shapes.Log:
    if given:
        (last,) = after(given, int)
        log = [one for one in log if one.id < last]
    held = log[:limit]
    return shapes.Log(changes=tuple(held), next=cursor(held[-1].id) if len(log) > limit else None)


# Verdicts, notes, corrections


@router.get("/said", responses=gives(shapes.Hands))
def said(
    request: Request,
    desk: TheDesk,
    _who: Reader,
    story: Annotated[str | None, Query(max_length=100)] = None,
    target: Annotated[str | None, Query(max_length=200)] = None,
    limit: Limit = 100,
) -> Response:
    """What people said of stories, claims, articles and speakers, newest first."""
    found = desk.said(story=desk.glance(story).story.id if story else None, target=target or None, limit=limit)
    return answer(request, shapes.Hands(said=tuple(found)))


def _claim(desk: TheDesk, story: str, claim: str) -> Claim:
    kept = desk.glance(story).kept
    found = next((one for one in kept.story.claims if one.id == claim), None) if kept else None
    if found is None:
        raise UsageError("this claim is not in the story, or no longer: ask for the story's claims again")
    return found


@router.post("/stories/{id}/claims/{claim}/verdict", responses=gives(Hand))
def verdict(request: Request, desk: TheDesk, who: Editor, id: Id, claim: Id, said: Annotated[Verdict, Body()]) -> Response:
    """Judge a claim. It is shown in place of what was found by rule, which stays beside it."""
    story = resolved(desk, id)
    return answer(request, desk.say(who.name, said.why).verdict(story, _claim(desk, story, claim), said.agreement))


@router.post("/stories/{id}/claims/{claim}/split", responses=gives(Hand))
def apart(request: Request, desk: TheDesk, who: Editor, id: Id, claim: Id, said: Annotated[Apart, Body()]) -> Response:
    """Say that a version of a claim is of another matter. It holds over what is found by rule; the story is read anew."""
    story = resolved(desk, id)
    return answer(request, desk.say(who.name, said.why).apart(story, _claim(desk, story, claim), said.version))


@router.post("/stories/{id}/claims/{claim}/join", responses=gives(Hand))
def together(request: Request, desk: TheDesk, who: Editor, id: Id, claim: Id, said: Annotated[Together, Body()]) -> Response:
    """Say that two claims are one. It holds over what is found by rule; the story is read anew."""
    story = resolved(desk, id)
    return answer(request, desk.say(who.name, said.why).together(story, _claim(desk, story, claim), _claim(desk, story, said.other)))


@router.post("/stories/{id}/notes", responses=gives(Hand))
def note(request: Request, desk: TheDesk, who: Editor, id: Id, said: Annotated[Note, Body()]) -> Response:
    """A note on a story, or on a claim or an article of it."""
    story = resolved(desk, id)
    return answer(request, desk.say(who.name, said.why).note(said.target or story, said.text, story))


@router.post("/stories/{id}/assign", responses=gives(Hand))
def assign(request: Request, desk: TheDesk, who: Editor, id: Id, said: Annotated[Assign, Body()]) -> Response:
    """Say who looks after a story; nobody where empty."""
    return answer(request, desk.say(who.name, said.why).assign(resolved(desk, id), said.to))


@router.post("/articles/{id}/outlet", responses=gives(Hand))
def outlet(request: Request, desk: TheDesk, who: Editor, id: Id, said: Annotated[OutletIs, Body()]) -> Response:
    """Correct who published an article."""
    return answer(request, desk.say(who.name, said.why).outlet(id, said.name, said.country))


@router.post("/articles/{id}/date", responses=gives(Hand))
def date(request: Request, desk: TheDesk, who: Editor, id: Id, said: Annotated[DateIs, Body()]) -> Response:
    """Correct when an article was published."""
    return answer(request, desk.say(who.name, said.why).date(id, said.day))


@router.post("/said/{number}/undo", responses=gives(Hand))
def undo_said(request: Request, desk: TheDesk, who: Editor, number: int, said: Annotated[Said, Body()]) -> Response:
    """Take back what someone said."""
    return answer(request, desk.say(who.name, said.why).undo(_sound(number)))


def _sound(number: int) -> int:
    """
    Raises:
        UsageError: a number that no entry can have.
    """
    if not 0 < number < 2**53:
        raise UsageError(f"there is no entry {number}")
    return number
