"""What the reader wants to be told of: notices by webhook, mail or messenger, and how they went."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from newsloom.errors import NotFoundError
from newsloom.loom import rules
from newsloom.loom.notices import ON
from newsloom.records.people import Account
from newsloom.web import guard, view
from newsloom.web.guard import Form, Known, TheDesk, TheSite

router = APIRouter()
Id = Annotated[str, Query(max_length=100)]
_LOG = 40


@router.get("/notices")
def page(request: Request, desk: TheDesk, account: Known, story: Id = "", claim: Id = "", search: Id = "", rule: Id = "") -> Response:
    """The reader's notices; with a story, a claim, a kept search or a rule in the query, a form for a new one."""
    return _page(request, desk, account, {"story": story, "claim": claim, "search": search, "rule": rule}, None)


def _page(request: Request, desk: TheDesk, account: Account, asked: dict[str, str], secret: str | None) -> Response:
    about, name = "", ""
    story, claim, search = asked.get("story", ""), asked.get("claim", ""), asked.get("search", "")
    if story:
        glance = desk.glance(story)
        about, name = "story", glance.story.title
        if claim and glance.kept:
            found = next((one.text for one in glance.kept.story.claims if one.id == claim), None)
            about, name = ("claim", found) if found else (about, name)
    elif search:
        about, name = "search", desk.reader(account.id).thing("search", search).fields.get("name", "")
    elif asked.get("rule"):
        found_rule = next((one for one in desk.rules() if one.id == asked["rule"] and one.fields["action"] == "notify"), None)
        if found_rule is None:
            raise NotFoundError("There is no such rule, or it does not notify.")
        about, name = "rule", rules.told(found_rule.fields)
    return view.page(
        request,
        "notices.html.j2",
        notices=desk.notices.all(account.id),
        log=desk.notices.log(account.id, _LOG),
        searches=desk.reader(account.id).things("search"),
        about=about,
        name=name,
        asked=asked,
        on=ON,
        secret=secret,
    )


@router.post("/notices/add")
def add(request: Request, desk: TheDesk, account: Known, form: Form) -> Response:
    """Subscribe. The page that answers is the only place where a webhook's secret is ever shown."""
    given = {name: str(form.get(name, ""))[:2_000] for name in ("about", "story", "claim", "search", "rule", "to", "url")}
    made, secret = desk.notices.add(account.id, {**given, "on": " ".join(str(one) for one in form.getlist("on"))})
    desk.accounts.note(account.name, "notice made", made.id, f"{made.fields['about']} to {made.fields['url']}")
    if not secret:
        return view.go(request, "/notices", "You will be told.")
    return _page(request, desk, account, {}, secret)


@router.post("/notices/{id}/test")
def test(request: Request, site: TheSite, desk: TheDesk, account: Known, id: str) -> Response:
    guard.may_try(site, f"trial {account.id}")  # nobody is to be flooded from here
    wrong = desk.notices.test(account.id, id)
    return view.go(request, "/notices", f"It was not taken: {wrong}." if wrong else "A notice of trial was sent.")


@router.post("/notices/{id}/drop")
def drop(request: Request, desk: TheDesk, account: Known, id: str) -> Response:
    desk.notices.drop(account.id, id)
    desk.accounts.note(account.name, "notice dropped", id)
    return view.go(request, "/notices", "You are told of it no more.")
