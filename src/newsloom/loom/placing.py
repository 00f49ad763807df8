"""New articles find their events and stories, online, in batches that are written whole; an interrupted run goes on where it was.

A batch reads of the desk what its articles touch: index lists, the articles and events that these name, the stories of those events. What
it costs does not grow with what the desk holds. It is written in one transaction, and only if nobody changed the desk meanwhile.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import msgspec

from newsloom import cluster
from newsloom.cluster.gathering import Placement
from newsloom.cluster.linking import Linker
from newsloom.cluster.stream import Stream
from newsloom.loom import clock, lease, linking, reindexing, shelf, titling
from newsloom.loom.ahead import WORTH, Ahead
from newsloom.records import Change, EventState, Fact, Membership, Work
from newsloom.settings import Settings
from newsloom.store import Store

CHUNK = 256  # articles that are weighed, placed and written together
_HELD = 6000  # articles kept at hand before the desk is read anew
_MISFIT = 2.0  # log-odds under the threshold at which a changed text leaves its event
_PATIENCE = 600.0  # seconds
ME = "newsloom"


def place(
    store: Store,
    settings: Settings,
    told: Callable[[int], None] = lambda _count: None,
    table: Callable[[Store, Settings], Table] | None = None,
    ahead: Ahead | None = None,
) -> None:
    """Place all articles, and new versions, that are in no story yet. A second process that places waits for the first.

    Args:
        table: what places them, where that is not `Table`.
        ahead: a helper that has begun with their features; by default one is asked for help where many articles wait.

    Raises:
        StoreError: another process placed for longer than ten minutes.
    """
    if not store.unplaced() and not store.living.untitled():
        return
    with alone(store, "places articles"), ahead or Ahead(settings) as helper:
        reindexing.mend(store, settings)
        done, desk = 0, None
        while todo := store.living.unplaced(2 * CHUNK):
            if len(todo) >= WORTH:
                helper.offer(store.articles([id for id, _ in todo if not helper.knows(id)]))
            desk = desk or (table or Table)(store, settings)
            desk.ahead = helper
            if not desk.place(todo[:CHUNK]):
                desk = None  # someone changed the desk meanwhile: look again
                continue
            done += len(todo[:CHUNK])
            told(done)
            if len(desk.stream.window.members) > _HELD:
                desk = None
        titling.settle(store, settings)


@contextmanager
def alone(store: Store, doing: str) -> Iterator[None]:
    """Hold the right to change events and stories; wait while another process has it.

    Raises:
        StoreError: it had it for longer than ten minutes.
    """
    until = time.monotonic() + _PATIENCE
    while True:
        held = lease.held(store, "stories", doing)
        try:
            held.__enter__()
        except lease.BusyError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
            continue
        break
    try:
        yield
    finally:
        held.__exit__(None, None, None)


class Table:
    """A desk's events and stories, as far as they are at hand while articles are placed."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store, self.settings = store, settings
        self.since = store.living.number("seq")
        self.shelf = shelf.Shelf(store, settings)
        self.stream = Stream(settings.cluster, self.shelf.background, learning=False, desk=self.shelf, opened=store.living.number("opened"))
        self.linker = Linker(self.shelf, store.living.number("opened"))  # merged ones are few
        self.ahead: Ahead | None = None
        self.apart = store.living.apart()
        held = store.living.held()
        self.held, self.held_events = set(held), set(held.values())

    def place(self, todo: list[tuple[str, str | None]]) -> bool:
        """Place a batch and write it; False where the desk changed meanwhile, and nothing was written."""
        articles = self.store.articles([id for id, _ in todo])
        found = shelf.of_articles(articles, self.store, self.settings, self.ahead)
        order = sorted(found.values(), key=lambda one: (one.day is None, one.day or 0, one.article))
        event_of = dict(todo)
        self.shelf.ready(order)
        for one in order:
            if event_of[one.article] is None:
                self.shelf.background.observe(one.terms)
        self.stream.expect(self.shelf.weigh(order))
        self.stream.touched.clear()
        before = {one.article: one for one in self.store.living.memberships(articles=[id for id, event in todo if event is not None])}
        changes: list[Change] = []
        placed = {one.article: self._place(one, before.get(one.article), changes) for one in order}
        merges = self.stream.settle(self._apart, tied=self.held)
        self.stream.moves.clear()  # only articles of this batch move, and these are not written yet
        moved = self._divide(changes)
        members = [self._member(found[id], where, before.get(id)) for id, where in placed.items()]
        members += [one for one in moved if one.article not in placed]
        return self._write(members, merges, changes)

    def _place(self, one: cluster.Features, before: Membership | None, changes: list[Change]) -> Placement:
        """Where an article goes. A new version stays in its event, unless its text has become that of another matter."""
        if before is None:
            return self._first(one)
        fit = self.stream.revise(one)
        if fit >= self.stream.model.threshold - _MISFIT or one.article in self.held:
            event = self.stream.event_of[one.article]
            return Placement(one.article, event, opened=False, score=before.score, copy_of=before.copy_of, also=before.also)
        self.stream.withdraw(one.article)
        where = self.stream.place(one, fresh=True)
        if where.event != before.event:
            why = f"its text changed and no longer fits {before.event} (log-odds {fit:.1f})"
            changes.append(_change("place", where.event, (before.event,), (one.article,), why))
        return where

    def _first(self, one: cluster.Features) -> Placement:
        """Where an article goes that was nowhere before."""
        return self.stream.place(one)

    def _member(self, one: cluster.Features, where: Placement, before: Membership | None) -> Membership:
        event = self.stream.event_of[one.article]
        stays = before is not None and where.event == before.event
        return Membership(
            article=one.article,
            version=one.version,
            event=event,
            base=before.base if before is not None and stays else event,
            day=one.day,
            copy_of=where.copy_of,
            score=round(where.score, 4),
            also=tuple((name, round(score, 4)) for name, score in where.also),
        )

    def _apart(self, one: str, other: str) -> bool:
        """Whether someone's word keeps two events from becoming one."""
        if (min(one, other), max(one, other)) in self.apart:
            return True
        known = self.shelf.events([name for name in (one, other) if name in self.stream.events and self.stream.events[name].before])
        if len(known) < 2 or known[0].story == known[1].story:
            return False
        stories = (min(known[0].story, known[1].story), max(known[0].story, known[1].story))
        return stories in self.apart or one in self.held_events or other in self.held_events

    def _divide(self, changes: list[Change]) -> list[Membership]:
        """Events that turn out to be two; gives the memberships that change."""
        parted = self.stream.divide(lambda event: event in self.held_events)
        moved: list[Membership] = []
        for event, new, voices in parted:
            members = self.store.living.memberships(events=[event])
            going = [one for one in members if one.article in voices or one.copy_of in voices]
            state, old = self.stream.events[new], self.stream.events[event]
            copies = sum(1 for one in going if one.article not in voices)
            state.before += copies
            old.before -= copies
            moved += [msgspec.structs.replace(one, event=new, base=new) for one in going]
            why = "its later reports hold to one another, and no longer to its first"
            changes.append(_change("split", new, (event,), tuple(one.article for one in going), why))
        return moved

    def _write(self, members: list[Membership], merges: list[tuple[str, str, float]], changes: list[Change]) -> bool:
        gone = [one.id for one in self.shelf.events([event for _, event, _ in merges])]
        changes += [
            _change("merge", kept, (event,), (), f"later reports show that the two are one event (log-odds {score:.1f})", kind="join")
            for kept, event, score in merges
            if event in gone
        ]
        empty = [name for name in self.stream.touched if name in self.stream.events and not self.stream.events[name].size]
        for name in empty:
            del self.stream.events[name]
        live = [event for name, event in self.stream.events.items() if name in self.stream.touched]
        live.sort(key=lambda event: event.opened)
        linked = linking.link(self, live, [*gone, *empty])
        events = [self._state(event.id, linked) for event in live]
        changes += linked.changes
        work = Work(
            pages=self.stream.window.postings.drain() | self.linker.postings.drain(),
            terms=dict(self.shelf.background.added),
            names={name: by for name, by in self.linker.named.items() if by},
            placed=tuple(members),
            events=tuple(events),
            gone=(*gone, *empty),
            moved=linked.moved,
            links=tuple((one, other, round(score, 4)) for (one, other), score in sorted(linked.links.items())),
            articles=self.shelf.background.observed,
            opened=self.stream.opened,
            changes=tuple(changes),
        )
        now = self.store.living.keep(work, linked.facets, clock.now(), since=self.since)
        if now is not None:
            self._go_on(events, now)
        return now is not None

    def _state(self, id: str, linked: linking.Linked) -> EventState:
        event, before = self.stream.events[id], self.shelf.states.get(id)
        return EventState(
            id=id,
            home=linked.homes[id],
            story=linked.stories[id],
            opened=event.opened,
            first=event.first,
            last=event.last,
            size=event.size,
            title=before.title if before else "",
            lead=before.lead if before else None,
            voices=tuple(event.speakers()),
            sketch=linked.sketches[id].to_bytes() if id in linked.sketches else None,
        )

    def _go_on(self, events: list[EventState], now: int) -> None:
        """What was written is what the next batch starts from."""
        self.since = now
        self.shelf.states.clear()
        for state in events:
            event = self.stream.events[state.id]
            event.before, event.members = event.size, []
        self.shelf.background.added.clear()
        self.shelf.background.observed = 0
        self.linker.named.clear()


def _change(action: str, story: str, other: tuple[str, ...], articles: tuple[str, ...], why: str, kind: str | None = None) -> Change:
    facts = tuple(Fact(kind="join", a=gone, b=story) for gone in other) if kind == "join" else ()
    return Change(
        at=clock.now(),
        by=ME,
        machine=True,
        action=action,  # type: ignore[arg-type]
        story=story,
        other=other,
        articles=articles,
        why=why,
        facts=facts,
    )


__all__ = ["CHUNK", "Table", "alone", "place"]
