"""Articles as feed readers see them: by the feed that brought them, newest first, read or unread, starred; marks are one reader's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from newsloom.loom import clock
from newsloom.records import Feed
from newsloom.records.people import Mark
from newsloom.store import Store

MOST = 20_000  # articles that are listed, the newest
BY_HAND = "desk"  # stands for the feed of what came by no feed


@dataclass(frozen=True, slots=True)
class Item:
    """`feed`: the id of the feed that brought it, or `BY_HAND`."""

    article: str
    feed: str
    came: str
    read: bool
    starred: bool


class Newcomers:
    """
    Args:
        account: the reader's id.
    """

    def __init__(self, store: Store, account: str) -> None:
        self._store, self._account = store, account

    def feeds(self) -> list[Feed]:
        return self._store.feeds()

    def items(self) -> list[Item]:
        """All, newest first."""
        people = self._store.people
        read, unread, starred = (people.marks(self._account, kind) for kind in ("read", "unread", "star"))
        until = people.marks(self._account, "read-until")
        feeds = {feed.url: feed.id for feed in self.feeds()}
        found = []
        for one in self._store.looking.newest(MOST):
            feed = feeds.get(one.input, BY_HAND)
            line = max((until[key].value for key in ("", feed) if key in until), default="")
            seen = one.article in read or (one.first_seen <= line and one.article not in unread)
            found.append(Item(one.article, feed, one.first_seen, seen, one.article in starred))
        return found

    def set_read(self, articles: Sequence[str], read: bool) -> None:
        self._set(articles, *(("read", "unread") if read else ("unread", "read")))

    def set_starred(self, articles: Sequence[str], starred: bool) -> None:
        self._set(articles, *(("star", "") if starred else ("", "star")))

    def _set(self, articles: Sequence[str], on: str, off: str) -> None:
        for article in articles:
            if off:
                self._store.people.unmark(self._account, off, article)
            if on:
                self._store.people.mark(self._account, Mark(kind=on, target=article, at=clock.now()))

    def read_until(self, feeds: Sequence[str], moment: str, wanted: Callable[[Item], bool]) -> None:
        """All that came up to a moment (RFC 3339, UTC) through these feeds is read; no feed: through any."""
        kept = set(self._store.people.marks(self._account, "unread"))
        self.set_read([one.article for one in self.items() if one.article in kept and one.came <= moment and wanted(one)], True)
        for feed in feeds or ("",):
            self._store.people.mark(self._account, Mark(kind="read-until", target=feed, at=clock.now(), value=moment))
