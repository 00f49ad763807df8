"""One's own settings: password, tokens, how dates are written; and, for administrators, the accounts."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from newsloom.errors import UsageError
from newsloom.loom.accounts import may
from newsloom.records.people import ROLES, Account, Role
from newsloom.web import guard, locale, view
from newsloom.web.guard import Admin, Form, Known, TheDesk, TheSite

router = APIRouter()
LOCALES = ("", "en-GB", "en-US", "fr-FR", "es-ES", "de-DE", "pt-PT", "it-IT", "nl-NL", "pl-PL", "uk-UA", "ja-JP", "zh-CN")


@router.get("/settings")
def page(request: Request, site: TheSite, desk: TheDesk, account: Known) -> Response:
    return _page(request, site, desk, account, None)


def _page(request: Request, site: TheSite, desk: TheDesk, account: Account, secret: str | None) -> Response:
    named = [(code, locale.of(code)) for code in LOCALES if code]
    return view.page(
        request,
        "settings.html.j2",
        tokens=desk.accounts.tokens(account) if site.login_needed else [],
        secret=secret,
        accounts=desk.accounts.all() if may(account, "admin") else [],
        roles=ROLES,
        own=[role for role in ROLES if may(account, role)],
        locales=named,
        chosen=request.cookies.get("locale", ""),
        example="2025-03-14",
    )


@router.post("/settings/locale")
def set_locale(request: Request, site: TheSite, form: Form) -> Response:
    code = str(form.get("locale", ""))
    response = view.go(request, "/settings", "Dates and numbers are written so from now on.")
    if code in LOCALES:
        response.set_cookie("locale", code, max_age=31_536_000, httponly=True, samesite="lax", secure=site.config.secure)
    return response


@router.post("/settings/password")
def password(request: Request, site: TheSite, desk: TheDesk, account: Known, form: Form) -> Response:
    _with_accounts(site)
    key = f"present {account.id}"  # a stolen session must not be a way to guess the password
    guard.may_try(site, key)
    if desk.accounts.check(account.name, str(form.get("old", ""))) is None:
        desk.accounts.note(account.name, "password change refused")
        raise UsageError("that is not your present password")
    site.throttle.passed(key)
    if form.get("new") != form.get("again"):
        raise UsageError("the new password was not typed twice alike")
    keep, had = form.get("keep") == "on", len(desk.accounts.tokens(account))
    desk.accounts.change(account.id, password=str(form.get("new", "")), keep_tokens=keep)
    desk.accounts.note(account.name, "password changed", "", f"{had} tokens {'kept' if keep else 'taken back'}" if had else "")
    guard.become(request, desk.accounts.open_session(account))
    told = "" if not had else " Look through your tokens below." if keep else " Your tokens work no more."
    return view.go(request, "/settings", f"Your password is changed; other sessions are logged out.{told}")


@router.post("/settings/tokens")
def token(request: Request, site: TheSite, desk: TheDesk, account: Known, form: Form) -> Response:
    """Makes a token. Its page is the only place where the secret is ever shown."""
    _with_accounts(site)
    made, secret = desk.accounts.add_token(account, str(form.get("name", "")), _role(form.get("role")))
    desk.accounts.note(account.name, "token made", made.name, made.role)
    return _page(request, site, desk, account, secret)


@router.post("/settings/tokens/{id}/drop")
def drop_token(request: Request, desk: TheDesk, account: Known, id: str) -> Response:
    if not desk.accounts.drop_token(account, id):
        raise HTTPException(404, "You have no such token.")
    desk.accounts.note(account.name, "token dropped", id)
    return view.go(request, "/settings", "The token works no more.")


@router.post("/settings/accounts")
def add_account(request: Request, desk: TheDesk, admin: Admin, form: Form) -> Response:
    first = not desk.accounts.any()
    made = desk.accounts.add(str(form.get("name", "")), str(form.get("password", "")), "admin" if first else _role(form.get("role")))
    desk.accounts.note(admin.name, "account made", made.name, made.role)
    if first:
        guard.become(request, desk.accounts.open_session(made))
    return view.go(
        request, "/settings", f"{made.name} may log in." + (" From now on this desk asks who is there; you are logged in." if first else "")
    )


@router.post("/settings/accounts/{id}")
def change_account(request: Request, desk: TheDesk, admin: Admin, form: Form, id: str) -> Response:
    account, do = desk.accounts.get(id), str(form.get("do", ""))
    if do == "role":
        role = _role(form.get("role"))
        desk.accounts.change(id, role=role)
        desk.accounts.note(admin.name, "role changed", account.name, role)
    elif do in ("close", "open"):
        desk.accounts.change(id, closed=do == "close")
        desk.accounts.note(admin.name, "account closed" if do == "close" else "account opened", account.name)
    else:
        raise UsageError("choose what is to be changed")
    return view.go(request, "/settings", f"{account.name} is changed, and logged out.")


def _role(given: object) -> Role:
    if given not in ROLES:
        raise UsageError(f"a role is one of {', '.join(ROLES)}")
    return given


def _with_accounts(site: TheSite) -> None:
    if not site.login_needed:
        raise UsageError("this desk has no accounts: you are alone at it")
