"""What stands before the HTTP transport: on this machine only, and with a token where the desk has accounts."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from newsloom.loom import Desk


class Gate:
    """Lets in who has a token of an account; everyone, where the desk has no accounts (the transport checks Host and Origin)."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self._app, self._desk = app, desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not await run_in_threadpool(self._may, Headers(scope=scope)):
            refused = PlainTextResponse("Send a token: Authorization: Bearer nlt_…", 401, {"www-authenticate": "Bearer"})
            await refused(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _may(self, headers: Headers) -> bool:
        if not self._desk.accounts.any():
            return True
        kind, _, secret = headers.get("authorization", "").partition(" ")
        return kind.lower() == "bearer" and self._desk.accounts.bearer(secret.strip()) is not None


def app(desk: Desk, host: str, port: int) -> ASGIApp:
    """The application of the streamable HTTP transport, at `/mcp`."""
    from mcp.server.transport_security import TransportSecuritySettings

    from newsloom.mcp.server import make

    named = [f"[{host}]" if ":" in host else host, "localhost"]
    security = TransportSecuritySettings(
        allowed_hosts=[f"{one}:{port}" for one in named], allowed_origins=[f"http://{one}:{port}" for one in named]
    )
    inner = make(desk).streamable_http_app(json_response=True, stateless_http=True, transport_security=security, host=host)
    return Gate(inner, desk)
