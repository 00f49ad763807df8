"""`newsloom feeds …` and `newsloom sync`: what the desk follows, and polling it."""

from __future__ import annotations

import re
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from newsloom.cli import output
from newsloom.cli.options import Config, Db, ListFormat, Out
from newsloom.errors import InputError, StoreError, UsageError
from newsloom.text.masking import has_login, masked, without_login

if TYPE_CHECKING:
    from newsloom.loom import Desk
    from newsloom.records import Failure, Poll

app = typer.Typer(
    help="Follow feeds: list them, add, remove, import and export them (OPML). `newsloom sync` polls them.",
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
Follow = Annotated[str, typer.Argument(metavar="URL", help="A feed, or a home page that has one.")]
Which = Annotated[str, typer.Argument(metavar="FEED", help="A feed's id (or its first letters) or address.")]
Folder = Annotated[str, typer.Option("--folder", metavar="A/B", help="Folder to file it in.")]
Full = Annotated[bool, typer.Option("--full", help="Also fetch the page of an entry that is only a summary.")]
SyncFormat = Annotated[Literal["term", "json"], typer.Option("--format", help="How to tell what came in.")]
_SPAN = re.compile(r"(\d{1,6})\s{0,3}(d|h|min|m|s)?")
_UNITS = {"d": 86_400, "h": 3600, "min": 60, "m": 60, "s": 1, "": 60}
_SHORTEST_NAP = 1.0


@contextmanager
def _desk(db: str | None, config: Path | None) -> Iterator[Desk]:
    from newsloom.cli.opening import open_desk

    with open_desk(db, config, needed=True) as desk:
        yield desk


@app.callback()
def _list_by_default(context: typer.Context, db: Db = None, format: ListFormat = "term", out: Out = None, config: Config = None) -> int:
    if context.invoked_subcommand is None:
        return _show(db, format, out, config)
    context.obj = db
    return 0


@app.command("list", epilog="Example: newsloom feeds list --db desk.db --format json")
def list_(context: typer.Context, db: Db = None, format: ListFormat = "term", out: Out = None, config: Config = None) -> int:
    """List the feeds with their health, next poll and last error."""
    return _show(db or context.obj, format, out, config)


def _show(db: str | None, format: Literal["term", "md", "json"], out: Path | None, config: Path | None) -> int:
    from newsloom.loom import showing

    with _desk(db, config) as desk:
        output.write(showing.feeds(desk.feeds.all(), format, width=output.width()), out)
    return 0


@app.command(epilog="Example: newsloom feeds add https://example.org/ --folder World --db desk.db")
def add(context: typer.Context, url: Follow, db: Db = None, folder: Folder = "", full: Full = False, config: Config = None) -> int:
    """Follow a feed, and take in what it holds."""
    from newsloom.cli.pages import added

    path = tuple(part.strip() for part in folder.split("/") if part.strip())
    with _desk(db or context.obj, config) as desk:
        poll, others = desk.feeds.add(url, folder=path, full=full, report=added({}))
    output.say(f"newsloom: {line(poll)}")
    output.failures(poll.failed)
    for other in others:
        output.say(f"newsloom: the page has another feed: {output.plain(other)}")
    return 0


@app.command(epilog="Example: newsloom feeds remove f3a1 --db desk.db")
def remove(context: typer.Context, feed: Which, db: Db = None, config: Config = None) -> int:
    """Stop following a feed. Its articles stay."""
    with _desk(db or context.obj, config) as desk:
        gone = desk.feeds.remove(feed)
    output.say(f"newsloom: no longer followed: {output.plain(gone.title or without_login(gone.url))}; its articles stay")
    return 0


@app.command("import", epilog="Example: newsloom feeds import subscriptions.opml --db desk.db")
def import_(
    context: typer.Context,
    lists: Annotated[list[str], typer.Argument(metavar="FILE", help="Lists of feeds (OPML).")],
    db: Db = None,
    config: Config = None,
) -> int:
    """Follow the feeds of OPML files, folders kept. They are asked for at the next sync."""
    count = failed = 0
    unusable: list[Failure] = []
    with _desk(db or context.obj, config) as desk:
        for name in lists:
            try:
                feeds, mended = desk.feeds.import_list(name, unusable)
            except InputError as error:
                failed += 1
                output.say(f"newsloom: {output.plain(str(error))}")
                continue
            count += len(feeds)
            if mended:
                output.say(f"newsloom: {output.plain(name)}: bare ampersands in the list of feeds were mended")
    output.failures(unusable)
    left_out = f", {len(unusable)} left out" if unusable else ""
    output.say(f"newsloom: {_feeds(count)} followed{left_out}; `newsloom sync` polls them")
    return (1 if count else 2) if failed or unusable else 0


@app.command(epilog="Example: newsloom feeds export --db desk.db --out subscriptions.opml")
def export(
    context: typer.Context,
    db: Db = None,
    out: Out = None,
    logins: Annotated[bool, typer.Option("--with-logins", help="With the names and passwords that addresses hold.")] = False,
    config: Config = None,
) -> int:
    """Write the feeds as OPML, folders kept."""
    with _desk(db or context.obj, config) as desk:
        output.write(desk.feeds.export(logins=logins), out)
        hidden = 0 if logins else sum(has_login(feed.url) for feed in desk.feeds.all() if not feed.ended)
    if hidden:
        output.say(f"newsloom: names and passwords were left out of {_addresses(hidden)} (--with-logins keeps them)")
    return 0


# Polling


def sync(
    db: Db = None,
    once: Annotated[bool, typer.Option("--once", help="Poll what is due, then end (the default).")] = False,
    every: Annotated[
        str | None, typer.Option("--every", metavar="15m", help="Go on polling: each feed at most so often (s, m, h, d).")
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Poll feeds that are not due as well (a server's Retry-After still holds).")
    ] = False,
    format: SyncFormat = "term",
    config: Config = None,
) -> int:
    """Poll the feeds that the desk follows and add what is new.

    Prints a line for each feed: what came in, what was known, what failed and why. It may be stopped at any time, and run twice at once:
    the second says who is at it, and ends.
    """
    if once and every:
        raise UsageError("--once and --every exclude each other")
    interval = seconds(every) if every else None
    with _stopped_by_sigterm(), _desk(db, config) as desk:
        if not desk.feeds.all():
            raise UsageError("this desk follows no feed: add one with `newsloom feeds add URL` or `newsloom feeds import FILE`")
        if interval is None:
            return _round(desk, force=force, interval=None, format=format)
        if desk.feeds.due(force=force):
            _round(desk, force=force, interval=interval, format=format)
        while True:
            time.sleep(_nap(desk.feeds.next_due(), interval))
            _next_round(desk, interval, format)


def _next_round(desk: Desk, interval: float, format: str) -> None:
    """A later round, where some feed is due. That another process is at it, or at the database, ends only this round."""
    try:
        if desk.feeds.due():
            _round(desk, force=False, interval=interval, format=format)
    except StoreError as error:
        output.say(f"newsloom: {output.plain(str(error))}; trying again later")


def _round(desk: Desk, *, force: bool, interval: float | None, format: str) -> int:
    from newsloom.loom import showing

    def told(poll: Poll) -> None:
        if format == "term":
            output.write(line(poll), None)
        elif format == "json":
            output.write(showing.poll(poll), None)

    with output.progress() as progress:
        polls = desk.feeds.sync(force=force, interval=interval, report=lambda _what, _article: None, told=told, progress=progress)
    output.say(f"newsloom: {summary(polls, desk.feeds.next_due())}")
    failing = sum(poll.outcome in ("failing", "ended") for poll in polls)
    return 0 if not failing else 2 if failing == len(polls) else 1


def line(poll: Poll) -> str:
    """One poll in a line: address, what came of it."""
    feed = poll.feed
    parts = [f"{n} {what}" for n, what in ((poll.added, "added"), (poll.changed, "changed"), (poll.known, "known")) if n]
    parts += [f"{len(poll.failed)} without use ({poll.failed[0].error})"] if poll.failed else []
    parts += [f"moved for good from {poll.moved}"] if poll.moved else []
    if feed.error:
        again = "not polled again" if feed.ended else f"next poll {feed.due}"
        parts.append(f"{feed.error}; {again}")
    told = "gone for good" if poll.outcome == "ended" else "asks to wait" if poll.outcome == "waiting" else poll.outcome
    return output.plain(masked(f"{feed.url}  {told}" + (f": {', '.join(parts)}" if parts else "")))


def summary(polls: Sequence[Poll], next_due: str | None) -> str:
    """What a round brought, in a line."""
    then = f"; next poll {next_due}" if next_due else ""
    if not polls:
        return f"no feed is due{then} (--force polls them now)"
    outcomes = [poll.outcome for poll in polls]
    counts = ((sum(p.added for p in polls), "added"), (sum(p.changed for p in polls), "changed"), (sum(p.known for p in polls), "known"))
    kinds = ((outcomes.count("unchanged"), "unchanged"), (outcomes.count("waiting"), "asked to wait"))
    bad = ((outcomes.count("failing"), "failing"), (outcomes.count("ended"), "ended"))
    articles = ", ".join(f"{n} {what}" for n, what in counts)
    feeds = "".join(f", {n} {what}" for n, what in (*kinds, *bad) if n)
    return f"{_feeds(len(polls))} polled{feeds}; articles: {articles}{then}"


def _feeds(count: int) -> str:
    return f"{count} feed{'' if count == 1 else 's'}"


def _addresses(count: int) -> str:
    return f"{count} address{'' if count == 1 else 'es'}"


def seconds(text: str) -> float:
    """A span of time as a person writes it: "15m", "1h30m", "90s", "2d"; a bare number is minutes.

    Raises:
        UsageError: it is none, or is zero.
    """
    parts = _SPAN.findall(text.strip().lower())
    if not parts or _SPAN.sub("", text.strip().lower()).strip() or not (total := sum(int(n) * _UNITS[u] for n, u in parts)):
        raise UsageError(f"{text!r} is no span of time: write it like 90s, 15m, 2h or 1d")
    return float(total)


def _nap(next_due: str | None, interval: float) -> float:
    """How long to sleep: until the next feed is due, and a little longer, so that those that are due soon after are polled with it.

    At most the interval and that little, for feeds that are followed meanwhile.
    """
    little = min(30.0, interval / 10)
    left = (datetime.fromisoformat(next_due) - datetime.now(UTC)).total_seconds() if next_due else interval
    return max(_SHORTEST_NAP, min(interval, left) + little)


@contextmanager
def _stopped_by_sigterm() -> Iterator[None]:
    """SIGTERM ends the work like Ctrl-C does: at once, with what is stored kept and the right to poll given back."""

    def stop(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():  # only that one may say what a signal does
        yield
        return
    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
