"""The page of one story."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from newsloom.loom import showing
from newsloom.loom.kept import Glance
from newsloom.records import Claim, StoryBriefing
from newsloom.web import view
from newsloom.web.guard import Form, Known, TheDesk, TheSite

router = APIRouter()
_PATIENCE = 0.6  # seconds that a page waits for a story that is being read
_RELATIONS = 12


@router.get("/story/{id}")
def story(
    request: Request, site: TheSite, desk: TheDesk, account: Known, id: str, speaker: Annotated[str | None, Query(max_length=200)] = None
) -> Response:
    full = desk.resolve(id)
    if full != id:
        return view.go(request, f"/story/{full}")
    glance = desk.glance(full)
    if glance.story.id != full:  # it became part of another
        return view.go(request, f"/story/{glance.story.id}", "This story became part of the one below.")
    if not glance.fresh:
        site.work.wait(site.work.read(full), _PATIENCE if glance.kept is None else 0.0)
        glance = desk.glance(full)
    reader = desk.reader(account.id)
    since = reader.visit(full)
    watched = full in reader.marked("watch")
    if glance.kept is None:
        return view.page(request, "reading.html.j2", story=glance.story, articles=desk.story_articles(full), watched=watched)
    return view.page(
        request, "story.html.j2", **_shown(glance, glance.kept.story, speaker), since=since, watched=watched, failed=glance.kept.failed
    )


def _shown(glance: Glance, briefing: StoryBriefing, speaker: str | None) -> dict[str, Any]:
    voices = showing.by_speaker(briefing.statements)
    names = [(name, len(said)) for name, _, said in voices]
    if speaker is not None:
        voices = [voice for voice in voices if voice[0].casefold() == speaker.casefold()]
    return {
        "story": briefing,
        "now": glance.story,
        "fresh": glance.fresh,
        "citer": showing.Citer(briefing),
        "voices": voices,
        "names": names,
        "speaker": speaker,
        "compared": showing.arrange.compared(briefing.claims),
        "single": showing.arrange.single(briefing.claims),
        "moved": showing.arrange.moved(briefing.claims),
        "tally": _tally(briefing.claims),
    }


def _tally(claims: tuple[Claim, ...]) -> list[tuple[str, int]]:
    order = ("conflict", "disputed", "unclear", "updated", "compatible", "agree", "single")
    counts = {kind: sum(claim.agreement == kind for claim in claims) for kind in order}
    return [(kind, count) for kind, count in counts.items() if count]


@router.post("/story/{id}/watch")
def watch(request: Request, desk: TheDesk, account: Known, form: Form, id: str) -> Response:
    desk.reader(account.id).mark("watch", desk.glance(id).story.id)
    return view.go(request, str(form.get("back", f"/story/{id}")), "Watched: it is on your watch list.")


@router.post("/story/{id}/unwatch")
def unwatch(request: Request, desk: TheDesk, account: Known, form: Form, id: str) -> Response:
    desk.reader(account.id).unmark("watch", id)
    return view.go(request, str(form.get("back", f"/story/{id}")), "No longer watched.")
