"""Changing stories: merge, split, move, pin, rename, assign, annotate; their history. Every change can be undone."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from newsloom.errors import UsageError
from newsloom.web import view
from newsloom.web.guard import Editor, Form, Known, TheDesk, TheSite

router = APIRouter()
Number = Annotated[int, Path(ge=1, le=2**53)]
_NEAR = 8


@router.get("/story/{id}/edit")
def edit(request: Request, desk: TheDesk, editor: Editor, id: str, q: Annotated[str, Query(max_length=200)] = "") -> Response:
    story = desk.glance(id).story
    rows = desk.stories()
    found = [row for row in rows if row.id != story.id and (not q or q.casefold() in row.title.casefold())]
    return view.page(
        request,
        "edit.html.j2",
        story=story,
        articles=desk.story_articles(story.id),
        others=found[:_NEAR] if not q else found[:40],
        q=q,
        name=editor.name,
        assigned=_assigned(desk, story.id),
        notes=[one for one in desk.said(story=story.id) if one.kind == "note" and one.undone_by is None],
    )


def _assigned(desk: TheDesk, story: str) -> str:
    return next((one.value.get("to", "") for one in desk.said(story=story) if one.kind == "assign" and one.undone_by is None), "")


@router.get("/story/{id}/history")
def history(request: Request, desk: TheDesk, _account: Known, id: str) -> Response:
    story = desk.glance(id).story
    return view.page(request, "history.html.j2", story=story, log=desk.history(story.id), hands=desk.said(story=story.id))


@router.post("/story/{id}/rename")
def rename(request: Request, desk: TheDesk, editor: Editor, form: Form, id: str) -> Response:
    done = desk.curate(editor.name, _why(form)).rename(id, str(form.get("title", "")))
    return view.go(request, f"/story/{done.story}", "Renamed. The history can undo it.")


@router.post("/story/{id}/merge")
def merge(request: Request, desk: TheDesk, editor: Editor, form: Form, id: str) -> Response:
    others = [desk.resolve(str(one).strip()) for one in form.getlist("other") if str(one).strip()]
    if not others:
        raise UsageError("choose the story that is the same matter as this one")
    done = desk.curate(editor.name, _why(form)).merge([id, *others])
    return view.go(request, f"/story/{done.story}", "Merged: their articles are here now. The history can undo it.")


@router.post("/story/{id}/articles")
def articles(request: Request, desk: TheDesk, editor: Editor, form: Form, id: str) -> Response:
    """What is done with the articles that are ticked."""
    chosen = [str(one) for one in form.getlist("article")]
    if not chosen:
        raise UsageError("tick the articles that are meant")
    hand = desk.curate(editor.name, _why(form))
    do = str(form.get("do", ""))
    if do == "split":
        done = hand.split(id, chosen)
        return view.go(request, f"/story/{done.story}", "Split: these articles are a story of their own now. The history can undo it.")
    if do == "pin":
        for one in chosen:
            hand.pin(one, id)
        return view.go(request, f"/story/{id}", "Pinned: they stay in this story, whatever comes in.")
    if do == "move":
        target = desk.resolve(str(form.get("to", "")).strip())
        for one in chosen:
            hand.move(one, target)
        return view.go(request, f"/story/{target}", "Moved. The history can undo it.")
    raise UsageError("choose what is to be done with them: split, pin or move")


@router.post("/story/{id}/assign")
def assign(request: Request, desk: TheDesk, editor: Editor, form: Form, id: str) -> Response:
    desk.say(editor.name, _why(form)).assign(desk.glance(id).story.id, str(form.get("to", "")))
    return view.go(request, f"/story/{id}/edit", "Assigned.")


@router.post("/story/{id}/note")
def note(request: Request, desk: TheDesk, editor: Editor, form: Form, id: str) -> Response:
    story = desk.glance(id).story.id
    desk.say(editor.name).note(str(form.get("target", "")) or story, str(form.get("text", "")), story)
    return view.go(request, str(form.get("back", f"/story/{story}/edit")), "Noted.")


@router.post("/hands/undo/{number}")
def undo(request: Request, desk: TheDesk, editor: Editor, form: Form, number: Number) -> Response:
    desk.say(editor.name).undo(number)
    return view.go(request, str(form.get("back", "/activity")), "Undone.")


def _why(form: FormData) -> str:
    return str(form.get("why", ""))[:500]


# Claims


@router.post("/story/{id}/claim/{claim}/verdict")
def verdict(request: Request, site: TheSite, desk: TheDesk, editor: Editor, form: Form, id: str, claim: str) -> Response:
    kept = desk.glance(id).kept
    claims = {one.id: one for one in kept.story.claims} if kept else {}
    found = claims.get(claim)
    if found is None:
        raise UsageError("this claim is no longer in the story: load the story again")
    hand = desk.say(editor.name, _why(form))
    do, back = str(form.get("do", "verdict")), f"/story/{id}/claim/{claim}"
    if do == "split":
        number = str(form.get("version", ""))
        hand.apart(id, found, int(number) - 1 if number.isdigit() and len(number) < 6 else -1)
        site.work.read(desk.glance(id).story.id)
        return view.go(request, back, "Noted: this version is of another matter. The story is read anew; its history can undo it.")
    if do == "join":
        other = claims.get(str(form.get("other", "")))
        if other is None:
            raise UsageError("choose the claim that says the same")
        hand.together(id, found, other)
        site.work.read(desk.glance(id).story.id)
        return view.go(request, back, "Noted: these two claims are one. The story is read anew; its history can undo it.")
    hand.verdict(id, found, str(form.get("agreement", "")))
    return view.go(request, back, "Your verdict stands in place of the one found by rule. The story's history can undo it.")


# Articles


@router.get("/article/{id}/edit")
def correct(request: Request, desk: TheDesk, _editor: Editor, id: str) -> Response:
    from newsloom.loom import showing

    article = desk.article(id)
    return view.page(request, "correct.html.j2", article=article, lines=showing.lines(article), corrections=desk.said(target=id))


@router.post("/article/{id}/edit")
def corrected(request: Request, site: TheSite, desk: TheDesk, editor: Editor, form: Form, id: str) -> Response:
    hand, do = desk.say(editor.name, _why(form)), str(form.get("do", ""))
    if do == "outlet":
        hand.outlet(id, str(form.get("name", "")), str(form.get("country", "")))
    elif do == "date":
        hand.date(id, str(form.get("day", "")))
    elif do == "furniture":
        _furniture(desk, editor.name, id, form)
    else:
        raise UsageError("choose what is to be corrected")
    story = desk.story_of(id)
    if story:
        site.work.read(story)
    return view.go(request, f"/article/{id}/edit", "Corrected. Its story is read anew.")


def _furniture(desk: TheDesk, name: str, id: str, form: FormData) -> None:
    """The lines that are ticked are furniture, those that are not are news; only what differs from how it is is said."""
    from newsloom.loom import showing

    ticked = {str(one) for one in form.getlist("line")}
    hand = desk.say(name, _why(form))
    for line, why, at in showing.lines(desk.article(id)):
        if (why is not None) != (str(at) in ticked):
            hand.furniture(id, at, at + len(line), news=why is not None)
