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
Speaker = Annotated[str | None, Query(max_length=200)]
Whole = Annotated[bool, Query(alias="all")]
_PATIENCE = 0.2  # seconds that a page waits for a story that is being read
_PRESSING = ("conflict", "disputed", "unclear", "updated")
# What a page shows before someone asks for everything: claims with all versions, claims in a line, claims of one report, versions, speakers
_TABLES, _LINES, _ONCE, _VERSIONS, _VOICES = 10, 30, 60, 12, 15


@router.get("/story/{id}")
def story(
    request: Request, site: TheSite, desk: TheDesk, account: Known, id: str, speaker: Speaker = None, everything: Whole = False
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
    reader = desk.reader(account.id, site.later)
    since = reader.visit(full)
    watched = full in reader.marked("watch")
    broken = None if glance.fresh else site.work.given_up(full)
    if glance.kept is None:
        return view.page(request, "reading.html.j2", story=glance.story, articles=desk.story_articles(full), broken=broken)
    loc = view.locale_of(request)
    key = (glance.kept.story.id, glance.state, glance.story.title, loc, speaker, everything)
    body = site.bodies.get(key)
    if body is None:
        shown = _shown(glance, glance.kept.story, speaker or None, everything, desk.settings.export.text_share)
        body = site.bodies.put(key, view.part("story_body.html.j2", loc=loc, **shown))
    tally = _tally(glance.kept.story.claims)
    return view.page(
        request,
        "story.html.j2",
        now=glance.story,
        story=glance.kept.story,
        fresh=glance.fresh,
        broken=broken,
        failed=glance.kept.failed,
        body=body,
        tally=tally,
        since=since,
        watched=watched,
    )


def _shown(glance: Glance, briefing: StoryBriefing, speaker: str | None, everything: bool, share: float) -> dict[str, Any]:
    voices = showing.by_speaker(briefing.statements)
    names = [(name, len(said)) for name, _, said in voices]
    if speaker is not None:
        voices = [voice for voice in voices if voice[0].casefold() == speaker.casefold()]
    compared = showing.arrange.compared(briefing.claims)
    open_ = [claim for claim in compared if claim.agreement in _PRESSING]
    settled = [claim for claim in compared if claim.agreement not in _PRESSING]
    single = showing.arrange.single(briefing.claims)
    most = 100_000 if everything else 1
    hidden = max(0, len(open_) - most * _TABLES) + max(0, len(settled) - most * _LINES) + max(0, len(single) - most * _ONCE)
    return {
        "everything": everything,
        "hidden": hidden,
        "versions": most * _VERSIONS,
        "story": briefing,
        "now": glance.story,
        "citer": showing.Citer(briefing, share=share),
        "voices": voices if speaker else voices[: most * _VOICES],
        "silent": 0 if speaker else max(0, len(voices) - most * _VOICES),
        "names": names,
        "speaker": speaker,
        "pressing": open_[: most * _TABLES],
        "settled": settled[: most * _LINES],
        "single": single[: most * _ONCE],
        "moved": showing.arrange.moved(briefing.claims),
    }


def _tally(claims: tuple[Claim, ...]) -> list[tuple[str, int]]:
    order = ("conflict", "disputed", "unclear", "updated", "compatible", "agree", "single")
    counts = {kind: sum(claim.agreement == kind for claim in claims) for kind in order}
    return [(kind, count) for kind, count in counts.items() if count]


@router.post("/story/{id}/read")
def again(request: Request, site: TheSite, desk: TheDesk, _account: Known, id: str) -> Response:
    """Try once more to read a story that could not be read."""
    full = desk.glance(id).story.id
    site.work.wait(site.work.again(full), _PATIENCE)
    return view.go(request, f"/story/{full}")


@router.post("/story/{id}/watch")
def watch(request: Request, desk: TheDesk, account: Known, form: Form, id: str) -> Response:
    desk.reader(account.id).mark("watch", desk.glance(id).story.id)
    return view.go(request, str(form.get("back", f"/story/{id}")), "Watched: it is on your watch list.")


@router.post("/story/{id}/unwatch")
def unwatch(request: Request, desk: TheDesk, account: Known, form: Form, id: str) -> Response:
    desk.reader(account.id).unmark("watch", id)
    return view.go(request, str(form.get("back", f"/story/{id}")), "No longer watched.")
