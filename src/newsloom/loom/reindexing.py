"""Makes the indexes of clustering anew from what is kept: for a desk of an older newsloom, or one whose lists have another form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from newsloom.cluster.evidence import Weighed
from newsloom.cluster.linking import Linker, Sketch
from newsloom.cluster.profiles import Scene
from newsloom.cluster.window import Window
from newsloom.loom import clock, shelf
from newsloom.records import EventState, Work
from newsloom.settings import Settings
from newsloom.store import Store

FORM = 1  # of the lists: raise it when their keys or entries mean something else
_EVENTS = 100  # at a time


def mend(store: Store, settings: Settings) -> None:
    """Make the indexes anew where they are missing or of another form. Stories stay as they are. Interrupted, it begins again."""
    if store.living.number("index") == FORM:
        return
    if store.living.live_events():
        store.living.wipe_index()
        _redate(store, settings)
        for one in _batches(store):
            _index(one, store, settings)
    store.living.set_number("index", FORM)


def _batches(store: Store) -> list[list[EventState]]:
    """All live events, in the order of opening."""
    found = store.living.every_event(-1, 10**9)
    return [found[at : at + _EVENTS] for at in range(0, len(found), _EVENTS)]


def _redate(store: Store, settings: Settings) -> None:
    """Note the days of articles, and the voices of events, that an older newsloom placed without."""
    for events in _batches(store):
        members = store.living.memberships(events=[event.id for event in events])
        if all(one.day is not None for one in members) and all(event.voices for event in events):
            continue
        found = shelf.features(store, settings, {one.article: one.version for one in members})
        store.living.redate({one.article: found[one.article].day for one in members if one.article in found})


def _index(events: Sequence[EventState], store: Store, settings: Settings) -> None:
    desk = shelf.Shelf(store, settings)
    since = store.living.number("seq")
    states = {one.id: one for one in store.living.events([event.id for event in events])}
    members = store.living.memberships(events=list(states))
    found = shelf.features(store, settings, {one.article: one.version for one in members})
    for one in found.values():
        desk.background.observe(one.terms)
    weighed = desk.weigh(found.values())
    window = Window(desk)
    for member in members:
        if member.article in weighed:
            window.add(weighed[member.article])
    sketches = {id: made for id, state in states.items() if (made := _sketch(state, weighed)) is not None}
    linker = Linker(desk, store.living.live_events())
    linker.learn(sketches.values(), ())
    links = linker.links(list(sketches))
    work = Work(
        pages=window.postings.drain() | linker.postings.drain(),
        terms=dict(desk.background.added),
        names={name: by for name, by in linker.named.items() if by},
        events=tuple(
            msgspec.structs.replace(state, sketch=sketches[id].to_bytes() if id in sketches else None) for id, state in states.items()
        ),
        links=tuple((one, other, round(score, 4)) for (one, other), score in sorted(links.items())),
        articles=desk.background.observed,
    )
    store.living.keep(work, {id: made.facets() for id, made in sketches.items()}, clock.now(), since=since)


def _sketch(state: EventState, weighed: Mapping[str, Weighed]) -> Sketch | None:
    speakers = tuple(weighed[name] for name in state.voices if name in weighed)
    return Sketch.of(Scene(state.id, speakers)) if speakers else None
