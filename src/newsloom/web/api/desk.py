"""What the whole desk shares: rules on arrival, corrections as data, what is going on, who did what."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Body, HTTPException, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from newsloom.loom import kept, rules
from newsloom.loom.accounts import may
from newsloom.loom.hands import labelled
from newsloom.records.people import Belonging, Hand
from newsloom.web.api import shapes
from newsloom.web.api.access import Admin, Editor, Reader
from newsloom.web.api.answers import Cursor, Limit, after, answer, cursor, encoded, validated
from newsloom.web.api.curation import Said
from newsloom.web.api.spec import file, gives
from newsloom.web.api.stories import Id
from newsloom.web.guard import TheDesk, TheSite

router = APIRouter(tags=["desk"])
Short = Annotated[str, Field(max_length=200)]


class NewRule(BaseModel):
    """At least one of words, outlet, language, entity. `until`: the last day ("YYYY-MM-DD") on which it holds."""

    model_config = ConfigDict(extra="forbid")
    action: Literal["mute", "tag", "route", "notify"]
    value: Short = Field(default="", description="The tag, or whom it is for.")
    words: Short = ""
    outlet: Short = ""
    language: Short = ""
    entity: Short = ""
    until: Short = ""


@router.get("/rules", responses=gives(shapes.Own))
def listed(request: Request, desk: TheDesk, _who: Reader) -> Response:
    """The rules on arrival of all who work here."""
    return answer(request, shapes.Own(things=tuple(desk.rules())))


@router.post("/rules", responses=gives(Belonging))
def add(request: Request, desk: TheDesk, who: Editor, rule: Annotated[NewRule, Body()]) -> Response:
    """Make a rule."""
    made = desk.reader(who.id).keep("rule", {**rules.checked(rule.model_dump()), "by": who.name})
    desk.accounts.note(who.name, "rule made", made.id, str(made.fields))
    return answer(request, made)


@router.post("/rules/preview", responses=gives(shapes.RuleHits))
def preview(request: Request, desk: TheDesk, _who: Reader, rule: Annotated[NewRule, Body()]) -> Response:
    """What a rule would have hit: story → articles."""
    return answer(request, shapes.RuleHits(stories=desk.rule_hits(rules.checked(rule.model_dump()))))


@router.delete("/rules/{id}", responses=gives(shapes.Done))
def drop(request: Request, desk: TheDesk, who: Editor, id: Id) -> Response:
    """Drop a rule: one's own, or as an administrator anyone's."""
    known = next((rule for rule in desk.rules() if rule.id == id), None)
    if known is None:
        raise HTTPException(404, "There is no such rule.")
    if known.account != who.id and not may(who, "admin"):
        raise HTTPException(403, "Only who made a rule, or an administrator, may drop it.")
    desk.reader(known.account).drop(id)
    desk.accounts.note(who.name, "rule dropped", id)
    return answer(request, shapes.Done(told="Dropped."))


# Corrections


class Furniture(Said):
    start: int = Field(ge=0, le=100_000_000, description="Code points of the current text.")
    end: int = Field(ge=0, le=100_000_000)
    news: bool = Field(default=False, description="That it is news, and no furniture.")


@router.post("/articles/{id}/furniture", responses=gives(Hand))
def furniture(request: Request, desk: TheDesk, who: Editor, id: Id, said: Annotated[Furniture, Body()]) -> Response:
    """Say that a stretch of an article is page furniture, or that it is news."""
    return answer(request, desk.say(who.name, said.why).furniture(id, said.start, said.end, news=said.news))


class Name(Said):
    name: str = Field(min_length=1, max_length=300)


@router.post("/speakers/erase", responses=gives(Hand))
def erase(request: Request, desk: TheDesk, who: Editor, speaker: Annotated[Name, Body()]) -> Response:
    """Have a person's ledger shown no more. What articles say stays in the articles."""
    desk.accounts.note(who.name, "ledger erased", speaker.name)
    return answer(request, desk.say(who.name, speaker.why).erase(kept.entity(speaker.name)))


@router.get("/corrections.jsonl", responses=file("application/jsonl"))
def corrections(request: Request, desk: TheDesk, _who: Reader) -> Response:
    """What people judged and corrected, as labelled data: one JSON object a line."""
    lines = b"".join(encoded(one) + b"\n" for one in labelled(desk.said()))
    return validated(request, lines, "application/jsonl")


# Outlets, work, audit


@router.get("/outlet", responses=gives(shapes.OutletAbout))
def outlet(request: Request, desk: TheDesk, _who: Reader, name: Annotated[str, Query(min_length=1, max_length=300)]) -> Response:
    """What an outlet printed, from whom its reports derive, and who derives from it."""
    found = desk.outlet(name)
    fields = shapes.PrintedRow.__struct_fields__
    printed = tuple(shapes.PrintedRow(**{name: getattr(one, name) for name in fields}) for one in found.printed)
    return answer(request, shapes.OutletAbout(name=found.name, printed=printed, sources=found.sources, takers=found.takers))


@router.get("/work", responses=gives(shapes.Working))
def work(request: Request, site: TheSite, _who: Reader) -> Response:
    """What the desk is doing at the moment."""
    now = site.work.status()
    return answer(request, shapes.Working(running=tuple(now["running"]), waiting=now["waiting"]))


@router.get("/audit", responses=gives(shapes.AuditLog))
def audit(request: Request, desk: TheDesk, _who: Admin, limit: Limit = 60, cursor: Cursor = None) -> Response:
    """Who did what, newest first."""
    return answer(request, _audit(desk, limit, cursor))


def _audit(desk: TheDesk, limit: int, given: str | None) -> shapes.AuditLog:
    before = after(given, int)[0] if given else None
    if before is not None and not 0 <= before < 2**53:
        before = 0
    entries = desk.accounts.log(limit, before)
    return shapes.AuditLog(entries=tuple(entries), next=cursor(entries[-1].id) if len(entries) == limit else None)
