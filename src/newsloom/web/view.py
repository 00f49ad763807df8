"""Templates: every string from outside is made harmless and escaped; addresses other than http(s) are never linked."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse, RedirectResponse, Response

from newsloom import __version__
from newsloom.loom import showing
from newsloom.web import direction, flash, guard, locale

NAV = (
    ("/", "Stories"),
    ("/watch", "Watch list"),
    ("/speakers", "Speakers"),
    ("/outlets", "Outlets"),
    ("/coverage", "Coverage"),
    ("/feeds", "Feeds"),
    ("/activity", "Activity"),
    ("/settings", "Settings"),
)
_STATIC = files("newsloom.web") / "static"
QUIET = frozenset({"passage.html.j2"})  # fetched by scripts: a line on what was done waits for the next page


def page(request: Request, template: str, /, status: int = 200, **context: Any) -> HTMLResponse:
    """A page. Templates know besides `context`: `account`, `alone`, `token` (of forms), `path`, `loc` (the reader's locale), `site`."""
    site = guard.site_of(request)
    account = guard.who(request)
    text = (
        environment()
        .get_template(template)
        .render(
            account=account,
            alone=not site.login_needed,
            token=guard.form_token(request),
            path=request.url.path,
            here=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
            loc=locale_of(request),
            work=site.work.status() if account else None,
            said="" if template in QUIET else flash.read(request),
            **context,
        )
    )
    response = HTMLResponse(text, status_code=status)
    response.headers["vary"] = "cookie, accept-language"
    guard.remember(request, response)
    if template not in QUIET:
        flash.clear(request, response)
    return response


def locale_of(request: Request) -> str:
    """The reader's locale: what they chose in their settings, else what their browser asks for."""
    return locale.of(request.cookies.get("locale", "") or request.headers.get("accept-language", ""))


def part(template: str, /, **context: Any) -> Markup:
    """A part of a page that is the same for all readers of one locale."""
    return Markup(environment().get_template(template).render(**context))  # noqa: S704 - made by an autoescaping template


def go(request: Request, to: str, said: str = "") -> Response:
    """After a form: on to a page of this site, with a line on what was done."""
    response = RedirectResponse(guard.back_to(to), status_code=303)
    guard.remember(request, response)
    if said:
        flash.write(request, response, said)
    return response


def _final(value: object) -> object:
    return showing.harmless(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def asset(name: str) -> str:
    """The address of a file of ours; it changes with the file, so that browsers may keep it."""
    return f"/static/{name}?v={hashlib.sha256(static(name)).hexdigest()[:10]}"


@cache
def static(name: str) -> bytes:
    """
    Raises:
        FileNotFoundError: there is no such file.
    """
    if name == "page.css":
        return showing.page_css().encode()
    if "/" in name or name.startswith("."):
        raise FileNotFoundError(name)
    return (_STATIC / name).read_bytes()


@cache
def environment() -> Environment:
    made = Environment(
        loader=PackageLoader("newsloom.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_final,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
    )
    made.globals.update(
        asset=asset,
        version=__version__,
        words=showing.words,
        arrange=showing.arrange,
        link=showing.link,
        live=showing.live,
        charts=showing.charts,
        whole=False,
    )
    made.globals["nav"] = NAV
    made.filters.update(
        day=locale.day, moment=locale.moment, when=locale.when, num=locale.number, url=lambda text: quote(str(text), safe="")
    )
    made.filters.update(span=locale.span, ago=locale.ago, masked=showing.masked, tongue=locale.language, way=direction.of)
    return made
