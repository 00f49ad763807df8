"""Articles, their versions, passages of them, search in them, and holding a draft against them."""

from __future__ import annotations

import secrets
from typing import Annotated, Literal

import msgspec
from fastapi import APIRouter, Body, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from newsloom.errors import UsageError
from newsloom.loom import excerpts
from newsloom.records import Check
from newsloom.web.api import shapes
from newsloom.web.api.access import Reader
from newsloom.web.api.answers import Limit, answer
from newsloom.web.api.spec import gives
from newsloom.web.api.stories import Id, textless
from newsloom.web.guard import TheDesk, TheSite

router = APIRouter(tags=["articles"])
Version = Annotated[str | None, Query(max_length=100, description="Of the text; the newest where none is named.")]
_PATIENCE = 120.0  # seconds that a check may take


@router.get("/articles/{id}", responses=gives(shapes.ArticleText))
def article(request: Request, desk: TheDesk, _who: Reader, id: Id, version: Version = None) -> Response:
    """An article, and as much of its text as the setting `export.text_share` lets out."""
    found = desk.article(id, version or None)
    shared = {name: getattr(found, name) for name in shapes.ArticleText.__struct_fields__ if hasattr(found, name)}
    text = excerpts.opening(found, desk.settings.export.text_share)
    made = shapes.ArticleText(
        **{**shared, "story": desk.story_of(id), "text": text, "length": len(found.text), "complete": len(text) == len(found.text)}
    )
    return answer(request, made)


@router.get("/articles/{id}/versions", responses=gives(shapes.Versions))
def versions(request: Request, desk: TheDesk, _who: Reader, id: Id) -> Response:
    """The versions of an article, oldest first, each with what changed since the one before."""
    return answer(request, shapes.Versions(article=id, versions=tuple(desk.versions(id))))


@router.get("/articles/{id}/passage", responses=gives(shapes.Cited))
def passage(
    request: Request,
    desk: TheDesk,
    _who: Reader,
    id: Id,
    start: Annotated[int, Query(ge=0, le=100_000_000)],
    end: Annotated[int, Query(ge=0, le=100_000_000)],
    version: Version = None,
) -> Response:
    """A passage to the letter, by its place in a stored version (code points), with what stands around it."""
    found = desk.article(id, version or None)
    cut, before, behind = excerpts.place(found, start, end)
    name = found.outlet.name if found.outlet else None
    made = shapes.Cited(passage=cut, before=before, after=behind, title=found.title, outlet=name, url=found.url, published=found.published)
    return answer(request, made)


@router.get("/search", responses=gives(shapes.Search))
def search(
    request: Request,
    desk: TheDesk,
    _who: Reader,
    q: Annotated[str, Query(min_length=1, max_length=300)],
    limit: Limit = 20,
    by: Annotated[Literal["words", "meaning"], Query(description="“meaning”: other words and languages; `score` is a cosine.")] = "words",
) -> Response:
    """Articles that hold all of the words, or that mean nearly the same, best first, each with the passage that answers best."""
    hits = tuple(desk.search(q, limit, meaning=by == "meaning")) if q.strip() else ()
    return answer(request, shapes.Search(schema="newsloom.search/1", query=q, hits=hits))


class Draft(BaseModel):
    """What is to be checked."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(min_length=1, max_length=200_000)
    title: str = Field(default="", max_length=500)
    language: str = Field(default="", max_length=35)


@router.post("/check", responses=gives(Check))
def check(request: Request, site: TheSite, who: Reader, draft: Annotated[Draft, Body()]) -> Response:
    """Hold a draft against the desk. Nothing of it is stored."""
    given = {name: value for name, value in draft.model_dump().items() if value.strip()}
    if "text" not in given:
        raise UsageError("a draft needs words")
    job = site.work.ask("reading", "check", "checks a draft", 0, who.name, draft=given, _once=secrets.token_hex(8))
    try:
        if not site.work.wait(job, _PATIENCE):
            raise UsageError("the desk is too busy to check this now: try again later")
        if job.state == "failed":
            raise UsageError(job.told)
        found = msgspec.convert(job.result["check"], Check)
        sources = tuple(textless(one) for one in found.sources)
        return answer(request, msgspec.structs.replace(found, article=textless(found.article), sources=sources))
    finally:
        job.arguments, job.result = {}, {}  # a draft is not kept in memory either
