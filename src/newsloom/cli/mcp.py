"""`newsloom mcp`: the desk for agents (Model Context Protocol)."""

from __future__ import annotations

from typing import Annotated

import typer

from newsloom.cli import output
from newsloom.cli.opening import open_desk
from newsloom.cli.options import Config, Db
from newsloom.errors import MissingPartError, UsageError

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def mcp(
    db: Db = None,
    http: Annotated[
        bool, typer.Option("--http", help="Serve over HTTP at /mcp, on this machine, instead of standard input and output.")
    ] = False,
    host: Annotated[str, typer.Option("--host", help="With --http: the address to bind, on this machine.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="With --http: the port to bind.")] = 8421,
    config: Config = None,
) -> int:
    """Serve the desk to agents: tools to search stories, read briefings and claims, compare outlets. They change nothing."""
    try:
        import mcp as _sdk  # noqa: F401 - asked for early, so that its absence is told in words
        from newsloom.mcp import gate, server
    except ModuleNotFoundError as error:
        raise MissingPartError(f"agents need the extra `web` ({error.name} is missing): pip install 'newsloom[web]'") from error
    if http and host not in LOOPBACK:
        raise UsageError(f"{host} can be reached by others: bind 127.0.0.1 and put a reverse proxy with TLS in front")
    with open_desk(db, config, known=True) as desk:
        if http:
            import uvicorn

            from newsloom.web.patience import Patient
            from newsloom.web.shield import Shield
            from newsloom.web.site import Config as Served

            shielded = Shield(gate.app(desk, host, port), Served(db=db or "", host=host, port=port))  # as the pages are
            output.say(f"newsloom: agents find the desk at http://{f'[{host}]' if ':' in host else host}:{port}/mcp (Ctrl-C stops it)")
            uvicorn.run(
                shielded,
                host=host,
                port=port,
                http=Patient,
                limit_concurrency=100,
                log_level="warning",
                access_log=False,
                server_header=False,
                proxy_headers=False,
                timeout_graceful_shutdown=5,
            )
        else:
            server.make(desk).run("stdio")
    return 0
