"""What changed in a story since a day; the watch list."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from newsloom.errors import UsageError
from newsloom.loom import showing
from newsloom.web import view
from newsloom.web.guard import Known, TheDesk, TheSite

router = APIRouter()
_BACK = 7  # days that are looked back on where there was no visit


@router.get("/story/{id}/changes")
def changes(
    request: Request, site: TheSite, desk: TheDesk, account: Known, id: str, since: Annotated[str | None, Query(max_length=10)] = None
) -> Response:
    story = desk.glance(id).story
    visit = desk.reader(account.id).last_visit(story.id)
    day = since or (visit or "")[:10] or _week_before(story.last)
    try:
        day = date.fromisoformat(day).isoformat()
    except ValueError:
        raise UsageError(f"{day!r} is no date: write it as YYYY-MM-DD") from None
    seen = since is None and bool(visit)
    found = desk.prepared.changes(story.id, day, seen=seen)
    job = None
    if found is None:
        job = site.work.attempt("changes", "compares then and now", story=story.id, since=day, seen=seen)
        site.work.wait(job, 0.6)
        found = desk.prepared.changes(story.id, day, seen=seen)
    articles = {article.id: article for article in desk.story_articles(story.id)}
    return view.page(
        request,
        "changes.html.j2",
        story=story,
        found=found,
        day=day,
        visit=visit,
        articles=articles,
        names={claim.id: claim.title for claim in found.claims} if found else {},
        failed=job is not None and job.state == "failed",
        told=job.told if job else "",
    )


def _week_before(last: str | None) -> str:
    end = date.fromisoformat(last) if last else datetime.now(UTC).date()
    return (end - timedelta(days=_BACK)).isoformat()


@router.get("/watch")
def watch(request: Request, site: TheSite, desk: TheDesk, account: Known) -> Response:
    reader = desk.reader(account.id)
    marks, visits = reader.marked("watch"), reader.marked("visit")
    rows = {row.id: row for row in site.lists.rows(desk)}
    listed = [(rows[id], visits.get(id)) for id in marks if id in rows]
    listed.sort(key=lambda pair: pair[0].changed, reverse=True)
    fresh = {row.id for row, visit in listed if visit is None or row.changed > visit.at}
    starred = list(desk.articles(desk.still_here(list(reader.marked("star"))[:100])).values())
    return view.page(
        request,
        "watch.html.j2",
        listed=listed,
        fresh=fresh,
        faces=site.lists.faces(desk),
        gone=[id for id in marks if id not in rows],
        starred=starred,
        searches=reader.things("search"),
        card=showing.words.source,
    )
