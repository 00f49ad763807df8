"""Stories: lists, briefings, claims and why they are as they are, what changed, their articles."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated

import msgspec
from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from newsloom import __version__
from newsloom.errors import UsageError
from newsloom.loom import Desk, clock, showing
from newsloom.loom.kept import Glance
from newsloom.loom.listing import Filter
from newsloom.records import Article, ArticleCard, Briefing, Changes, Explanation, Failure, StoryName, StoryReasons
from newsloom.web.api import shapes
from newsloom.web.api.access import Reader
from newsloom.web.api.answers import Cursor, Limit, Wait, after, answer, cursor, pending, worked
from newsloom.web.api.spec import gives
from newsloom.web.guard import TheDesk, TheSite
from newsloom.web.jobs import Job
from newsloom.web.site import Site

router = APIRouter(tags=["stories"])
Text = Annotated[str | None, Query(max_length=200)]
Day = Annotated[str | None, Query(max_length=10, description="YYYY-MM-DD")]
Id = Annotated[str, Path(max_length=100)]


@router.get("/stories", responses=gives(shapes.Stories))
def listed(
    request: Request,
    site: TheSite,
    desk: TheDesk,
    _who: Reader,
    words: Text = None,
    entity: Text = None,
    place: Text = None,
    outlet: Text = None,
    language: Text = None,
    since: Day = None,
    until: Day = None,
    limit: Limit = 30,
    cursor: Cursor = None,
) -> Response:
    """Stories by weight, heaviest first."""
    wanted = Filter(words=words, entity=entity, place=place, outlet=outlet, language=language, since=since or None, until=until or None)
    rows = site.lists.rows(desk, wanted)
    return answer(request, page(rows, limit, cursor))


def page(rows: list[showing.StoryRow], limit: int, given: str | None) -> shapes.Stories:
    """The rows after the one that a cursor names; where that left the list, those that weigh less than it did."""
    at = 0
    if given:
        weight, id = after(given, float, str)
        known = next((n for n, row in enumerate(rows) if row.id == id), None)
        at = known + 1 if known is not None else next((n for n, row in enumerate(rows) if row.weight < weight), len(rows))
    held = rows[at : at + limit]
    more = at + limit < len(rows)
    following = cursor(float(held[-1].weight), held[-1].id) if more and held else None
    return shapes.Stories(schema="newsloom.stories/1", stories=tuple(held), total=len(rows), next=following)


def resolved(desk: Desk, id: str) -> str:
    """The story that an id, or its beginning, leads to now.

    Raises:
        NotFoundError: none.
    """
    return desk.glance(desk.resolve(id)).story.id


@router.get("/stories/{id}", responses=gives(shapes.StoryHead))
def head(request: Request, desk: TheDesk, _who: Reader, id: Id) -> Response:
    """A story in short: at once, without reading anything."""
    found = desk.glance(desk.resolve(id))
    story = found.story
    made = shapes.StoryHead(
        id=story.id,
        title=story.title,
        first=story.first,
        last=story.last,
        languages=story.languages,
        articles=story.articles,
        read=found.kept is not None,
        fresh=found.fresh,
    )
    return answer(request, made)


def read(site: Site, desk: Desk, story: str, wait: float) -> Glance | Job:
    """A story with its briefing: today's where it is there in time, else the one before it, else the work that makes the first."""

    def look() -> Glance | None:
        found = desk.glance(story)
        return found if found.fresh and found.kept else None

    found = worked(site, look, lambda: site.work.read(story), wait)
    if isinstance(found, Job):
        before = desk.glance(story)
        return before if before.kept else found
    return found


@router.get("/stories/{id}/briefing", responses=gives(Briefing, waits=True))
def briefing(request: Request, site: TheSite, desk: TheDesk, _who: Reader, id: Id, wait: Wait = 10.0) -> Response:
    """The briefing (`newsloom.briefing/1`), without the texts of articles. Header `newsloom-fresh`: whether it is of today's story."""
    found = read(site, desk, resolved(desk, id), wait)
    if isinstance(found, Job):
        return pending(request, found)
    made = msgspec.structs.replace(told(found), left_out=desk.left_out(found.story.id))
    return answer(request, made, headers={"newsloom-fresh": "true" if found.fresh else "false"})


def told(found: Glance) -> Briefing:
    """A kept briefing in the contract's form, without what its articles leave out."""
    if found.kept is None:
        raise UsageError("this story was not read yet")
    newest = max((card.first_seen for card in found.kept.story.articles), default=clock.now())
    return Briefing(
        schema="newsloom.briefing/1",
        newsloom=__version__,
        generated=newest,  # of the newest thing in it, so that it is the same each time that it is asked for
        as_of=None,
        stories=(msgspec.structs.replace(found.kept.story, articles=tuple(textless(one) for one in found.kept.story.articles)),),
        left_out=(),
        failed=tuple(Failure(input=showing.masked(one.input), error=showing.masked(one.error)) for one in found.kept.failed),
    )


@router.get("/stories/{id}/claims", responses=gives(shapes.Claims, waits=True))
def claims(
    request: Request,
    site: TheSite,
    desk: TheDesk,
    _who: Reader,
    id: Id,
    agreement: Annotated[str | None, Query(pattern="^(single|agree|compatible|updated|conflict|disputed|unclear)$")] = None,
    wait: Wait = 10.0,
) -> Response:
    """The claims of a story with all versions of each."""
    found = read(site, desk, resolved(desk, id), wait)
    if isinstance(found, Job):
        return pending(request, found)
    story = told(found).stories[0]
    held = tuple(claim for claim in story.claims if agreement is None or claim.agreement == agreement)
    made = shapes.Claims(schema="newsloom.claims/1", story=StoryName(id=story.id, title=found.story.title), claims=held, fresh=found.fresh)
    return answer(request, made)


@router.get("/stories/{id}/claims/{claim}/explanation", responses=gives(Explanation, waits=True))
def explanation(request: Request, site: TheSite, desk: TheDesk, _who: Reader, id: Id, claim: Id, wait: Wait = 10.0) -> Response:
    """Why a claim is as it is: what joined its versions, which rule judged each pair, what would change the verdict."""
    story = resolved(desk, id)
    found = worked(
        site,
        lambda: desk.prepared.explanation(story, claim),
        lambda: site.work.attempt("explain", "explains a claim", story=story, claim=claim),
        wait,
    )
    return pending(request, found) if isinstance(found, Job) else answer(request, found)


@router.get("/stories/{id}/changes", responses=gives(Changes, waits=True))
def changes(request: Request, site: TheSite, desk: TheDesk, _who: Reader, id: Id, since: Day = None, wait: Wait = 10.0) -> Response:
    """What a reader who last looked before a day (a week ago where none is given) has missed."""
    found = changed(site, desk, resolved(desk, id), since, wait)
    return pending(request, found) if isinstance(found, Job) else answer(request, found)


def changed(site: Site, desk: Desk, story: str, since: str | None, wait: float) -> Changes | Job:
    day = clock.day(since) if since else (datetime.now(UTC) - timedelta(days=7)).date().isoformat()
    return worked(
        site,
        lambda: desk.prepared.changes(story, day),
        lambda: site.work.attempt("changes", "looks for changes", story=story, since=day, seen=True),
        wait,
    )


@router.get("/stories/{id}/reasons", responses=gives(StoryReasons))
def reasons(request: Request, desk: TheDesk, _who: Reader, id: Id) -> Response:
    """Why each article is in a story, and what almost joined."""
    return answer(request, desk.explain(resolved(desk, id)))


@router.get("/stories/{id}/articles", responses=gives(shapes.ArticleList))
def articles(request: Request, desk: TheDesk, _who: Reader, id: Id) -> Response:
    """The articles of a story, in its order, without their texts."""
    story = desk.glance(desk.resolve(id)).story
    cards = tuple(card(one) for one in desk.story_articles(story.id))
    return answer(request, shapes.ArticleList(story=StoryName(id=story.id, title=story.title), articles=cards))


def textless(one: ArticleCard) -> ArticleCard:
    return msgspec.structs.replace(one, text=None)


def card(one: Article) -> ArticleCard:
    shared = {name: getattr(one, name) for name in ArticleCard.__struct_fields__ if name in Article.__struct_fields__}
    return msgspec.structs.replace(ArticleCard(**{**shared, "text": None}), mining_reserved=one.mining_reserved)
