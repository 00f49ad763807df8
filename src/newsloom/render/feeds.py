"""Subscriptions and polls as text. Shapes: docs/json.md."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from newsloom.records import Feed, Poll
from newsloom.render import contract
from newsloom.render.clean import text as clean
from newsloom.render.lists import table
from newsloom.text.masking import masked

_FIELDS = ("id", "url", "title", "site", "folders", "categories", "full", "added", "due", "polled", "succeeded", "failures", "status")
_INDENT = " " * 11


def feeds(followed: Sequence[Feed], format: str = "term", *, width: int = 80) -> str:
    """The feeds that are followed, as "json", "md" or "term" (an address is never broken over lines).

    Raises:
        UsageError: no such format.
    """
    followed = [_without_logins(feed) for feed in followed]
    if format == "json":
        return contract.dump({"schema": "newsloom.feeds/1", "feeds": [_plain(feed) for feed in followed]})
    if format == "term":
        return "".join(_block(feed) for feed in followed) or "no feed is followed\n"
    head = ("Feed", "Health", "Address", "Title", "Folders", "Next poll", "Last success", "Last error")
    rows = [
        (f.id, f.health, f.url, f.title or "", _folders(f), "" if f.ended else f.due, f.succeeded or "never", f.error or "")
        for f in followed
    ]
    return table(head, rows, format, width, color=False)


def poll(went: Poll) -> str:
    """One poll as a line of JSON."""
    failed = tuple(msgspec.structs.replace(one, input=masked(one.input), error=masked(one.error)) for one in went.failed)
    shown = msgspec.structs.replace(went, moved=masked(went.moved) if went.moved else None, failed=failed)
    told: dict[str, Any] = msgspec.to_builtins(shown)
    told["feed"] = _plain(_without_logins(went.feed))
    return msgspec.json.encode({"schema": "newsloom.poll/1", **told}).decode() + "\n"


def _without_logins(feed: Feed) -> Feed:
    """A feed as people may see it: a password in its address is for its server only."""
    site, error = (masked(text) if text else None for text in (feed.site, feed.error))
    return msgspec.structs.replace(feed, url=masked(feed.url), site=site, error=error)


def _plain(feed: Feed) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(feed)
    return {**{name: told[name] for name in _FIELDS}, "health": feed.health, "error": feed.error, "ended": feed.ended}


def _folders(feed: Feed) -> str:
    return ", ".join("/".join(path) for path in feed.folders if path)


def _block(feed: Feed) -> str:
    when = f"ended {feed.ended}" if feed.ended else f"next poll {feed.due}, last success {feed.succeeded or 'never'}"
    facts = [feed.title or "", f"in {_folders(feed)}" if _folders(feed) else "", "with pages" if feed.full else "", when]
    lines = [f"{feed.id}  {feed.health:8}{clean(feed.url)}", _INDENT + clean(" · ".join(fact for fact in facts if fact))]
    if feed.error:
        times = f" ({feed.failures} times in a row)" if feed.failures > 1 else ""
        lines.append(_INDENT + clean(f"last error: {feed.error}{times}"))
    return "\n".join(lines) + "\n"
