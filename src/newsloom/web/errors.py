"""What went wrong, as a page; for programs as problem details (RFC 9457)."""

from __future__ import annotations

import logging
import secrets
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, RedirectResponse, Response

from newsloom.errors import InputError, MissingPartError, NewsloomError, NotFoundError, StoreError, UsageError
from newsloom.loom import showing
from newsloom.web import guard, view
from newsloom.web.guard import LoginNeededError

_log = logging.getLogger(__name__)
TITLES = {
    400: "That cannot be done",
    401: "Log in first",
    403: "That is not allowed",
    404: "There is nothing here",
    405: "That cannot be done",
    413: "That is too large",
    422: "Something in the form is missing",
    429: "Too many tries",
    500: "Something went wrong",
    501: "A part is missing",
    503: "The desk is busy",
}


def respond(request: Request, status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
    """The page for an error, or its problem details where a program asks (`/api/`)."""
    title = TITLES.get(status, "That did not work")
    if request.url.path.startswith("/api/"):
        problem = {"type": "about:blank", "title": title, "status": status, "detail": detail}
        return JSONResponse(problem, status, headers=headers, media_type="application/problem+json")
    response = view.page(request, "error.html.j2", status=status, title=title, detail=detail, code=status)
    response.headers.update(headers or {})
    return response


def status_of(error: NewsloomError) -> int:
    if isinstance(error, NotFoundError):
        return 404
    if isinstance(error, MissingPartError):
        return 501
    if isinstance(error, StoreError):
        return 503
    return 400 if isinstance(error, UsageError | InputError) else 500


def install(app: FastAPI) -> None:
    """Have the application answer errors so."""

    @app.exception_handler(NewsloomError)
    def _ours(request: Request, error: NewsloomError) -> Response:
        return respond(request, status_of(error), _spoken(str(error), guard.site_of(request).config.db))

    @app.exception_handler(HTTPException)
    def _http(request: Request, error: HTTPException) -> Response:
        detail = (
            "This page does not exist, or no longer." if error.status_code == 404 and error.detail == "Not Found" else str(error.detail)
        )
        return respond(request, error.status_code, detail, dict(error.headers or {}))

    @app.exception_handler(RequestValidationError)
    def _invalid(request: Request, error: RequestValidationError) -> Response:
        told = "; ".join(f"{'.'.join(str(x) for x in e['loc'][1:])}: {e['msg']}" for e in error.errors()[:5])
        return respond(request, 422, told)

    @app.exception_handler(LoginNeededError)
    def _login(request: Request, error: LoginNeededError) -> Response:
        if request.url.path.startswith("/api/"):
            return respond(request, 401, "Send a token: “Authorization: Bearer nlt_…”. Settings make one.", {"www-authenticate": "Bearer"})
        return RedirectResponse(f"/login?{urlencode({'back': error.back})}", 303)

    @app.exception_handler(ClientDisconnect)
    def _gone(request: Request, _error: ClientDisconnect) -> Response:
        """Who hangs up in the middle of a body (or sends too much) must not be able to fill the log."""
        return respond(request, 400, "The request ended before all of it had come.")

    @app.exception_handler(Exception)
    def _unforeseen(request: Request, error: Exception) -> Response:
        number = secrets.token_hex(4)
        _log.error("error %s at %s %s", number, request.method, request.url.path, exc_info=error)
        return respond(request, 500, f"The log of this desk has the details under the number {number}. Nothing that was stored is lost.")


def _spoken(message: str, db: str) -> str:
    """A message of the command line, for people in a browser: where the desk is stored is none of a reader's business."""
    return showing.masked(message.split(": `newsloom")[0].replace(f" in {db}", " on this desk").replace(db, "this desk"))
