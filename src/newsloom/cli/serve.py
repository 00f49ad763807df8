"""`newsloom serve`: the desk in a browser. `newsloom accounts`: who may use it."""

from __future__ import annotations

import errno
import socket
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from newsloom.cli import output
from newsloom.cli.opening import open_desk
from newsloom.cli.options import Config, Db
from newsloom.errors import MissingPartError, NotFoundError, UsageError

if TYPE_CHECKING:
    from newsloom.loom import Desk
    from newsloom.records.people import Account

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name that is typed to log in.")]
Role = Annotated[Literal["reader", "editor", "admin"], typer.Option("--role", help="Reads; also changes stories and feeds; also accounts.")]
accounts = typer.Typer(help="Make, change and close the accounts of a desk that is served to several people.", invoke_without_command=True)


def serve(
    db: Db = None,
    host: Annotated[str, typer.Option("--host", help="The address to bind. Anything but loopback demands accounts.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port to bind.")] = 8420,
    public_url: Annotated[
        str | None,
        typer.Option("--public-url", metavar="URL", help="The address that readers use, behind a reverse proxy on this machine."),
    ] = None,
    background: Annotated[
        bool, typer.Option("--background/--no-background", help="Whether feeds are polled and stories read ahead meanwhile.")
    ] = True,
    config: Config = None,
) -> int:
    """Serve the desk in a browser: read, check, curate. Alone on this machine it needs no log-in."""
    from newsloom import settings

    try:
        import uvicorn

        from newsloom.web.app import create_app
        from newsloom.web.patience import Patient
        from newsloom.web.site import Config as Served
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("newsloom"):
            raise
        raise MissingPartError(
            f"the desk in a browser needs the extra `web` ({error.name} is missing): pip install 'newsloom[web]'"
        ) from error
    if not db:
        raise UsageError("this needs a desk: name its database with --db FILE or NEWSLOOM_DB; a file that is not there yet is made")
    served = Served(db=db, settings=settings.load(config), host=host, port=port, public_url=public_url, background=background)
    with open_desk(db, config, needed=True) as desk:
        if not served.local and not desk.accounts.any():
            raise UsageError(
                f"{public_url or host} can be reached by others, and this desk has no accounts. "
                f"Make the first one, then serve again: newsloom accounts add NAME --role admin --db {db}"
            )
    with _listening(host, port) as listener:
        port = listener.getsockname()[1]
        bound = f"[{host}]" if ":" in host else host
        options = uvicorn.Config(
            create_app(replace(served, port=port)),
            http=Patient,
            limit_concurrency=1_000,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=public_url is not None,
            forwarded_allow_ips="127.0.0.1,::1",
            timeout_graceful_shutdown=5,
        )
        output.say(f"newsloom: the desk is at {public_url or f'http://{bound}:{port}/'} (Ctrl-C stops it)")
        uvicorn.Server(options).run(sockets=[listener])
    return 0


@accounts.callback()
def listed(context: typer.Context, db: Db = None, config: Config = None) -> int:
    """List the accounts."""
    if context.invoked_subcommand is None:
        with open_desk(db, config, known=True) as desk:
            lines = [f"{a.name}\t{a.role}\t{'closed' if a.closed else 'open'}\tsince {a.made[:10]}" for a in desk.accounts.all()]
        output.write("\n".join(lines) if lines else "no accounts: newsloom accounts add NAME --role admin", None)
    return 0


@accounts.command("add")
def add(name: Name, role: Role = "reader", db: Db = None, config: Config = None) -> int:
    """Make an account. The password is asked for, or read from the first line of standard input."""
    with open_desk(db, config, needed=True) as desk:
        made = desk.accounts.add(name, _password(), role)
        desk.accounts.note("command line", "account made", made.name, role)
    output.say(f"newsloom: {made.name} may log in as {made.role}")
    return 0


@accounts.command("password")
def password(name: Name, db: Db = None, config: Config = None) -> int:
    """Set a new password; whoever is logged in with the old one is logged out, and the account's tokens are taken back."""
    with open_desk(db, config, known=True) as desk:
        desk.accounts.change(_named(desk, name).id, password=_password())
        desk.accounts.note("command line", "password set", name)
    output.say(f"newsloom: {name} has a new password")
    return 0


@accounts.command("close")
def close(name: Name, db: Db = None, config: Config = None) -> int:
    """Close an account: nobody logs in with it any more, its sessions and tokens end. What it said stays in the log."""
    with open_desk(db, config, known=True) as desk:
        desk.accounts.change(_named(desk, name).id, closed=True)
        desk.accounts.note("command line", "account closed", name)
    output.say(f"newsloom: {name} is closed")
    return 0


def _listening(host: str, port: int) -> socket.socket:
    """
    Raises:
        UsageError: the address cannot be bound.
    """
    listener = None
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError as error:
        if listener is not None:
            listener.close()
        taken = error.errno == errno.EADDRINUSE
        reason = "something else is served there: choose another --port, or 0 for any that is free" if taken else error.strerror or error
        raise UsageError(f"cannot serve at {host} port {port}: {reason}") from error
    return listener


def _named(desk: Desk, name: str) -> Account:
    found = next((a for a in desk.accounts.all() if a.name.casefold() == " ".join(name.split()).casefold()), None)
    if found is None:
        raise NotFoundError(f"there is no account {name!r}: `newsloom accounts` lists them")
    return found


def _password() -> str:
    if sys.stdin.isatty():
        return str(typer.prompt("Password (10 characters or more)", hide_input=True, confirmation_prompt=True, err=True))
    return sys.stdin.readline().rstrip("\r\n")


__all__ = ["accounts", "serve"]
