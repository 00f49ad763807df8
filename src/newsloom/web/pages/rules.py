"""Rules on arrival, each with a preview of what it would have hit."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from newsloom.loom import rules
from newsloom.loom.accounts import may
from newsloom.web import view
from newsloom.web.guard import Editor, Form, Known, TheDesk, TheSite

router = APIRouter()


@router.get("/rules")
def page(request: Request, site: TheSite, desk: TheDesk, account: Known) -> Response:
    """The rules; with fields of a rule in the query, what it would have hit."""
    asked = {name: request.query_params.get(name, "")[:200] for name in ("action", "value", "until", *rules.FIELDS)}
    preview = None
    if any(asked[name] for name in rules.FIELDS):
        fields = rules.checked(asked)
        found = desk.rule_hits(fields)
        rows = [row for row in site.lists.rows(desk) if row.id in found]
        preview = [(row, len(found[row.id])) for row in rows]
    told = {one.fields["rule"] for one in desk.notices.all(account.id) if one.fields["about"] == "rule"}
    return view.page(request, "rules.html.j2", rules=desk.rules(), asked=asked, preview=preview, actions=rules.ACTIONS, told=told)


@router.post("/rules/add")
def add(request: Request, desk: TheDesk, editor: Editor, form: Form) -> Response:
    fields = rules.checked({name: str(value) for name, value in form.items()})
    made = desk.reader(editor.id).keep("rule", {**fields, "by": editor.name})
    desk.accounts.note(editor.name, "rule made", made.id, str(fields))
    if fields["action"] == "notify":
        return view.go(request, f"/notices?rule={made.id}", "The rule holds from now on. Say where you want to be told.")
    return view.go(request, "/rules", "The rule holds from now on.")


@router.post("/rules/{id}/drop")
def drop(request: Request, desk: TheDesk, editor: Editor, id: str) -> Response:
    known = next((rule for rule in desk.rules() if rule.id == id), None)
    if known is None:
        raise HTTPException(404)
    if known.account != editor.id and not may(editor, "admin"):
        raise HTTPException(403, "Only who made a rule, or an administrator, may drop it.")
    desk.reader(known.account).drop(id)
    desk.accounts.note(editor.name, "rule dropped", id, str(known.fields))
    return view.go(request, "/rules", "The rule is gone.")
