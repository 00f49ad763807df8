"""The front page: the desk's stories by weight, filtered; what is new since the last visit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from newsloom.loom.kept import Face
from newsloom.loom.listing import Filter
from newsloom.web import view
from newsloom.web.guard import Known, TheDesk, TheSite

router = APIRouter()
_PAGE = 30
_CHIPS = 14
Text = Annotated[str | None, Query(max_length=200)]
FIELDS = ("words", "entity", "place", "outlet", "language", "since", "until")


def wanted(values: Mapping[str, str | None]) -> Filter:
    """The filter that a query or a form asks for; empty fields ask for nothing."""
    words, entity, place, outlet, language, since, until = ((values.get(field) or "").strip()[:200] or None for field in FIELDS)
    return Filter(words=words, entity=entity, place=place, outlet=outlet, language=language, since=since, until=until)


@router.get("/")
def front(
    request: Request,
    site: TheSite,
    desk: TheDesk,
    account: Known,
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
    new: bool = False,
    muted: bool = False,
    tag: Text = None,
) -> Response:
    asked = {field: request.query_params.get(field) for field in FIELDS}
    filter_ = wanted(asked)
    rows = site.lists.rows(desk, filter_)
    reader = desk.reader(account.id, site.later)
    since = reader.visit()
    faces = site.lists.faces(desk)
    effect = desk.rule_effect({row.id: row.articles for row in rows})
    hidden = sum(row.id in effect.muted for row in rows)
    if not muted:
        rows = [row for row in rows if row.id not in effect.muted]
    if tag:
        rows = [row for row in rows if tag in (*effect.tags.get(row.id, ()), *effect.routed.get(row.id, ()))]
    fresh = {row.id for row in rows if since and row.changed > since}
    if new:
        rows = [row for row in rows if row.id in fresh]
    filtered = new or bool(tag) or filter_ != Filter()
    return view.page(
        request,
        "front.html.j2",
        rows=rows[(page - 1) * _PAGE : page * _PAGE],
        total=len(rows),
        number=page,
        more=len(rows) > page * _PAGE,
        faces=faces,
        effect=effect,
        hidden=0 if muted else hidden,
        fresh=fresh,
        since=since,
        only_new=new,
        asked={field: value or "" for field, value in asked.items()},
        filtered=filtered,
        query=urlencode({field: value for field, value in asked.items() if value}),
        chips=_chips(faces, {row.id for row in rows}),
        languages=Counter(language for row in rows for language in row.languages).most_common(12),
        watched=reader.marked("watch"),
        first_run=not rows and not filtered and not hidden,
        followed=len(desk.feeds.all()) if not rows else 0,
    )


def _chips(faces: Mapping[str, Face], shown: set[str]) -> list[tuple[str, str, int]]:
    """(name, kind, stories) of what several stories are about, then of what the largest is about."""
    counts: Counter[tuple[str, str]] = Counter(topic for id, face in faces.items() if id in shown for topic in face.topics[:8])
    return [(name, kind, count) for (name, kind), count in counts.most_common(_CHIPS)]
