"""One claim: its versions, and why it is judged as it is."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from newsloom.errors import NotFoundError
from newsloom.loom import showing
from newsloom.web import view
from newsloom.web.guard import TheDesk, TheSite

router = APIRouter()


@router.get("/story/{id}/claim/{claim}")
def page(request: Request, site: TheSite, desk: TheDesk, id: str, claim: str) -> Response:
    glance = desk.glance(id)
    story = glance.kept.story if glance.kept else None
    found = next((c for c in story.claims if c.id == claim), None) if story else None
    if story is None or found is None:
        if not glance.fresh:
            return view.go(request, f"/story/{glance.story.id}", "This story is being read anew.")
        raise NotFoundError("This claim is no longer in the story: newer articles may have made it part of another.")
    why = desk.prepared.explanation(glance.story.id, claim) if glance.fresh else None
    job = None
    if why is None and glance.fresh:
        job = site.work.attempt("explain", "explains a claim", story=glance.story.id, claim=claim)
        site.work.wait(job, 0.6)
        why = desk.prepared.explanation(glance.story.id, claim)
    return view.page(
        request,
        "claim.html.j2",
        now=glance.story,
        story=story,
        c=found,
        citer=showing.Citer(story, share=desk.settings.export.text_share),
        why=why,
        failed=job is not None and job.state == "failed",
    )
