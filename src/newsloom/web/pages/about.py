"""Pages over all stories: speakers and their ledgers, outlets, coverage."""

from __future__ import annotations

from collections import defaultdict
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from newsloom.loom import kept
from newsloom.loom.listing import Filter
from newsloom.web import view
from newsloom.web.guard import Editor, Form, TheDesk, TheSite

router = APIRouter()
Name = Annotated[str, Query(min_length=1, max_length=300)]
_ENTRIES = 300


@router.get("/speakers")
def speakers(request: Request, desk: TheDesk) -> Response:
    return view.page(request, "speakers.html.j2", speakers=desk.speakers())


@router.get("/speaker")
def speaker(request: Request, desk: TheDesk, name: Name) -> Response:
    entries, erased = desk.ledger(name)
    about = [] if erased else _about(desk, name)
    shown = entries[-_ENTRIES:]
    return view.page(
        request,
        "speaker.html.j2",
        name=entries[0].said.name if entries else name,
        asked=name,
        entries=shown,
        more=len(entries) - len(shown),
        turned=sum(entry.turn is not None for entry in entries),
        erased=erased,
        titles=desk.titles({entry.said.story for entry in shown}),
        roles=list(dict.fromkeys(entry.said.role for entry in entries if entry.said.role))[:6],
        about=about,
    )


def _about(desk: TheDesk, name: str) -> list[tuple[str, str]]:
    """(id, title) of stories that are about someone or something."""
    from newsloom.errors import UsageError

    try:
        return [(row.id, row.title) for row in desk.stories(Filter(entity=name))[:20]]
    except UsageError:  # a name of no letters
        return []


@router.post("/speaker/erase")
def erase(request: Request, desk: TheDesk, editor: Editor, form: Form) -> Response:
    name = str(form.get("name", ""))[:300]
    desk.say(editor.name, str(form.get("why", ""))).erase(kept.entity(name))
    desk.accounts.note(editor.name, "ledger erased", name)
    return view.go(request, "/speakers", "Erased: this ledger is shown no more. The activity log can bring it back.")


@router.get("/outlets")
def outlets(request: Request, desk: TheDesk) -> Response:
    return view.page(request, "outlets.html.j2", outlets=desk.outlets())


@router.get("/outlet")
def outlet(request: Request, desk: TheDesk, name: Name) -> Response:
    found = desk.outlet(name)
    titles = desk.titles({one.story for one in found.printed if one.story})
    return view.page(request, "outlet.html.j2", outlet=found, titles=titles)


@router.get("/coverage")
def coverage(request: Request, site: TheSite, desk: TheDesk) -> Response:
    """Stories of several reports that only one country, language or kind of outlet carries."""
    faces = site.lists.faces(desk)
    rows = [row for row in site.lists.rows(desk) if len(row.outlets) > 1]
    only: dict[str, dict[str, list[object]]] = {"country": defaultdict(list), "language": defaultdict(list), "kind": defaultdict(list)}
    for row in rows:
        face = faces.get(row.id)
        found = {"language": row.languages, "country": face.countries if face else (), "kind": face.kinds if face else ()}
        for what, values in found.items():
            if len(values) == 1 and values[0] not in ("unknown", "und"):
                only[what][values[0]].append(row)
    groups = [(what, sorted(by.items(), key=lambda item: -len(item[1]))) for what, by in only.items()]
    unread = sum(row.id not in faces for row in rows)
    return view.page(request, "coverage.html.j2", groups=groups, total=len(rows), unread=unread)
