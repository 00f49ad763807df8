"""A subscription: what the desk follows, and how its last polls went."""

from __future__ import annotations

from typing import Literal

from newsloom.records.base import Failure, Record

Health = Literal["new", "ok", "waiting", "failing", "ended"]
ASKED_TO_WAIT = frozenset({429, 503})


class Feed(Record, frozen=True, kw_only=True):
    """One feed that is polled. All times are RFC 3339 in UTC, all spans of time are seconds.

    Attributes:
        id: stable name ("f" and hexadecimal digits); it survives a change of address.
        url: where it is asked for, to the letter as it was given or as a permanent redirect named it.
        added: when it was subscribed to.
        due: when it may be polled again.
        title, site: its own name and home page, as it says (or as the list that it came from said).
        folders: where it stands in the person's own order, each a path of names; () for the top.
        categories: what its list (OPML) files it under.
        full: also fetch the page of an entry that is only a summary.
        polled: the last time that its server was asked; None before the first.
        succeeded: the last time that the server gave it, or said that it had not changed.
        failures: polls since then that brought nothing.
        status: HTTP status of the last answer, None without one.
        error: why the last poll brought nothing, None where it did.
        ended: when the server said that it is gone for good (410).
        not_before: until when the server asked not to be asked (Retry-After).
        etag, last_modified: validators of the last whole answer, byte for byte (one character a byte).
        validated: the address that gave them.
        own_interval: how often the feed itself says that it changes, 0 where it does not say.
        skip_hours: hours of the day (0 to 23, UTC) in which it asks not to be polled.
        skip_days: days of the week in which it asks not to be polled (0 is Monday).
    """

    id: str
    url: str
    added: str
    due: str
    title: str | None = None
    site: str | None = None
    folders: tuple[tuple[str, ...], ...] = ()
    categories: tuple[str, ...] = ()
    full: bool = False
    polled: str | None = None
    succeeded: str | None = None
    failures: int = 0
    status: int | None = None
    error: str | None = None
    ended: str | None = None
    not_before: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    validated: str | None = None
    own_interval: int = 0
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()

    @property
    def health(self) -> Health:
        """ "waiting": the server is there and asked for patience; "failing": it brought nothing, and is still polled, ever more rarely."""
        if self.ended:
            return "ended"
        if self.error is None:
            return "ok" if self.succeeded else "new"
        return "waiting" if self.status in ASKED_TO_WAIT else "failing"


Outcome = Literal["new", "nothing new", "unchanged", "waiting", "failing", "ended"]


class Poll(Record, frozen=True, kw_only=True):
    """How one poll of a feed went.

    Attributes:
        feed: the subscription as the poll left it.
        outcome: "new": something came in; "nothing new": the feed was given, and all of it was known; "unchanged": the server said so.
        added, changed, known: articles that are new, that have a new text, that were there already.
        failed: entries that could not be used, and why; they do not make the feed fail.
        moved: the earlier address, where the server said that the feed has moved for good.
    """

    feed: Feed
    outcome: Outcome
    added: int = 0
    changed: int = 0
    known: int = 0
    failed: tuple[Failure, ...] = ()
    moved: str | None = None
