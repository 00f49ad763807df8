"""Logging in and out."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from newsloom.web import guard, view
from newsloom.web.guard import Form, TheSite
from newsloom.web.site import fresh_id

router = APIRouter()


@router.get("/login")
def ask(request: Request, site: TheSite, back: str = "/") -> Response:
    if guard.who(request) is not None:
        return view.go(request, back)
    return view.page(request, "login.html.j2", back=guard.back_to(back), wrong=None, none_yet=not site.desk.accounts.any())


@router.post("/login")
def login(request: Request, site: TheSite, form: Form) -> Response:
    name, password = str(form.get("name", ""))[:200], str(form.get("password", ""))
    back = guard.back_to(str(form.get("back", "/")))
    address = guard.address_of(request)
    keys = (f"name {name.strip().casefold()}", f"address {address}")
    guard.may_try(site, *keys)
    accounts = site.desk.accounts
    account = accounts.check(name, password)
    if account is None:
        accounts.note(name, "log-in refused", address)
        return view.page(
            request, "login.html.j2", status=403, back=back, wrong="That name and password do not belong together.", none_yet=False
        )
    site.throttle.passed(keys[0])
    site.throttle.spare(keys[1])
    accounts.note(account.name, "logged in", address)
    guard.become(request, accounts.open_session(account))
    return view.go(request, back)


@router.post("/logout")
def logout(request: Request, site: TheSite) -> Response:
    account = guard.who(request)
    if account is not None and site.login_needed:
        site.desk.accounts.close_session(guard.visitor(request))
        site.desk.accounts.note(account.name, "logged out")
    guard.become(request, fresh_id())
    return view.go(request, "/login")
