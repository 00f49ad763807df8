"""The reader: one article, its claims marked, its furniture dimmed; its versions, and what changed between them."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from newsloom.errors import NotFoundError
from newsloom.web import diffs, reading, view
from newsloom.web.guard import Form, Known, TheDesk, TheSite

router = APIRouter()
_PLACE = re.compile(r"([\w-]{1,64})\.([\w-]{1,64})\.(\d{1,9})\.(\d{1,9})", re.ASCII)
_WIDE = 2000  # code points of a passage that is looked for


@router.get("/article/{id}")
def article(
    request: Request,
    site: TheSite,
    desk: TheDesk,
    account: Known,
    id: str,
    v: Annotated[str | None, Query(max_length=64)] = None,
    start: Annotated[int | None, Query(alias="from", ge=0)] = None,
    end: Annotated[int | None, Query(alias="to", ge=0)] = None,
) -> Response:
    found = desk.article(id, v)
    story = desk.story_of(id)
    glance = desk.glance(story) if story else None
    marks = reading.of_claims(found, glance.kept.story) if glance and glance.kept else []
    focus = reading.Stretch(start, min(end, start + _WIDE)) if start is not None and end is not None and start < end else None
    reader = desk.reader(account.id, site.later)
    reader.read(id)
    steps = desk.versions(id)
    return view.page(
        request,
        "article.html.j2",
        article=found,
        lines=reading.lines(found, marks, focus),
        story=glance.story if glance else None,
        steps=steps,
        current=steps[-1].version == found.version,
        starred=id in reader.marked("star"),
        rtl=found.language.split("-")[0] in ("ar", "fa", "he", "ur", "yi", "ps", "sd", "ug", "dv", "ckb"),
        claims=len({mark.claim for mark in marks}),
    )


@router.get("/article/{id}/versions")
def versions(request: Request, desk: TheDesk, id: str) -> Response:
    steps = desk.versions(id)
    texts = [desk.article(id, step.version).text for step in steps]
    changed = [diffs.shown(before, after, step.edits) for before, after, step in zip(texts, texts[1:], steps[1:], strict=False)]
    return view.page(request, "versions.html.j2", article=desk.article(id), steps=list(zip(steps, [[], *changed], strict=True))[::-1])


@router.get("/at/{place}")
def at(request: Request, desk: TheDesk, place: str) -> Response:
    """A passage in its article: a short address, as a story's page has hundreds of them."""
    article, version, start, end = _place(place)
    shown = "" if desk.article(article).version == version else f"v={quote(version)}&"
    return view.go(request, f"/article/{quote(article)}?{shown}from={start}&to={end}#passage")


@router.get("/passage/{place}")
def passage(request: Request, desk: TheDesk, place: str) -> Response:
    """A passage with the words around it, for a pop-up."""
    article, version, start, end = _place(place)
    found = desk.article(article, version)
    if end > len(found.text):
        raise NotFoundError("there is no such passage in that version")
    before = found.text[max(0, start - 160) : start].rsplit("\n", 1)[-1]
    after = found.text[end : end + 160].split("\n", 1)[0]
    return view.page(
        request, "passage.html.j2", article=found, passage=found.passage(start, min(end, start + _WIDE)), before=before, after=after
    )


def _place(place: str) -> tuple[str, str, int, int]:
    """
    Raises:
        NotFoundError: it is no place.
    """
    match = _PLACE.fullmatch(place)
    if match is None or int(match[3]) >= int(match[4]):
        raise NotFoundError("there is no such passage")
    return match[1], match[2], int(match[3]), int(match[4])


@router.post("/article/{id}/star")
def star(request: Request, desk: TheDesk, account: Known, form: Form, id: str) -> Response:
    reader = desk.reader(account.id)
    if id in reader.marked("star"):
        reader.unmark("star", id)
        return view.go(request, str(form.get("back", f"/article/{id}")), "No longer starred.")
    reader.mark("star", desk.article(id).id)
    return view.go(request, str(form.get("back", f"/article/{id}")), "Starred: it is on your watch list.")
