"""One reader's own things: what they watch, when they last looked, what they read, searches that they keep."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from newsloom.errors import NotFoundError, UsageError
from newsloom.loom import clock
from newsloom.records.people import Belonging, Mark
from newsloom.store import Store

VISIT = timedelta(minutes=30)  # a look after a longer rest is a new visit
DESK = "desk"
_MOST = 200  # things of one kind that one person may keep


Later = Callable[[Callable[[], None]], None]


def at_once(work: Callable[[], None]) -> None:
    work()


class Reader:
    """
    Args:
        account: the account's id.
        later: has what is only noted (a visit, an article that was read) written, so that nobody waits for another writer to do so.
    """

    def __init__(self, store: Store, account: str, later: Later = at_once) -> None:
        self._store, self._account, self._later = store, account, later

    def visit(self, target: str = DESK) -> str | None:
        """Note a look at the desk or a story; gives when the visit before this one was (RFC 3339, UTC), None for the first.

        Looks within half an hour are one visit, so that what is new stays new while someone reads.
        """
        now = clock.now()
        known = self._store.people.marks(self._account, "visit").get(target)
        if known is None:
            self._note(Mark(kind="visit", target=target, at=now))
            return None
        last = datetime.fromisoformat(known.at.replace("Z", "+00:00"))
        if datetime.now(UTC) - last > VISIT:
            self._note(Mark(kind="visit", target=target, at=now, value=known.at))
            return known.at
        if datetime.now(UTC) - last > timedelta(minutes=1):
            self._note(Mark(kind="visit", target=target, at=now, value=known.value))
        return known.value or None

    def read(self, article: str) -> None:
        """Note that an article was read."""
        self._note(Mark(kind="read", target=article, at=clock.now()))

    def _note(self, mark: Mark) -> None:
        self._later(lambda: self._store.people.mark(self._account, mark))

    def last_visit(self, target: str = DESK) -> str | None:
        """The visit before this one, as `visit` gives it, without noting one."""
        known = self._store.people.marks(self._account, "visit").get(target)
        return (known.value or None) if known else None

    # Marks: "watch" (stories), "star" and "read" (articles)

    def marked(self, kind: str) -> dict[str, Mark]:
        """What is marked so, by target."""
        return self._store.people.marks(self._account, kind)

    def mark(self, kind: str, target: str, value: str = "") -> None:
        self._store.people.mark(self._account, Mark(kind=kind, target=target, at=clock.now(), value=value))

    def unmark(self, kind: str, target: str) -> None:
        self._store.people.unmark(self._account, kind, target)

    # Things that are kept: "search", "rule", "notify"

    def things(self, kind: str) -> list[Belonging]:
        return self._store.people.belongings(kind, self._account)

    def thing(self, kind: str, id: str) -> Belonging:
        """
        Raises:
            NotFoundError: this reader has none of that id.
        """
        found = next((one for one in self.things(kind) if one.id == id), None)
        if found is None:
            raise NotFoundError(f"you have no {kind} {id}")
        return found

    def keep(self, kind: str, fields: dict[str, str], id: str | None = None) -> Belonging:
        """Keep a thing; one with `id` is changed.

        Raises:
            NotFoundError: there is none of that id.
            UsageError: there are too many.
        """
        made = self.thing(kind, id).made if id else clock.now()
        if id is None and len(self.things(kind)) >= _MOST:
            raise UsageError(f"at most {_MOST} can be kept: drop one first")
        thing = Belonging(id=id or "b" + secrets.token_hex(6), account=self._account, kind=kind, made=made, fields=fields)
        self._store.people.keep(thing)
        return thing

    def drop(self, id: str) -> bool:
        return self._store.people.drop(id, self._account)
