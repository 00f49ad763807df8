"""Titles of stories and events: drawn from the articles' own, and changed only when the story has moved on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsloom.cluster import titles
from newsloom.cluster.evidence import Weighed
from newsloom.cluster.weave import central
from newsloom.loom.shelf import Shelf
from newsloom.records import EventState
from newsloom.settings import Settings
from newsloom.store import Store

_CHUNK = 200  # stories
_EVENTS = 10  # latest events of a story whose articles may lend it their title
_LOOKED_AT = 8  # most central articles whose titles are read
MARGIN = 0.15  # share by which another article must be more central than the one whose title stands


def settle(store: Store, settings: Settings) -> None:
    """Look at the titles of all stories that changed."""
    while todo := store.living.untitled()[:_CHUNK]:
        given = store.living.titles()
        leads = store.living.leads(todo)
        leads |= _own(store, {id: leads[id] for id in todo if id not in given}, store.living.titles_given())
        events: dict[str, list[EventState]] = {id: [] for id in todo}
        for event in store.living.events(stories=todo):
            events[event.story].append(event)
        shelf = Shelf(store, settings)
        weighed = dict(shelf.weighed(sorted({name for found in events.values() for event in _latest(found) for name in event.voices})))
        of_stories: dict[str, tuple[str, str | None]] = {}
        of_events: dict[str, tuple[str, str | None]] = {}
        for id, found in events.items():
            for event in _latest(found):
                of_events[event.id] = _title(store, event.voices, weighed, (event.title, event.lead))
            voices = [name for event in _latest(found) for name in event.voices]
            of_stories[id] = _title(store, voices, weighed, leads[id])
            if id in given:
                of_stories[id] = (given[id], of_stories[id][1])
        store.living.entitle(of_stories, of_events)


def _own(store: Store, now: Mapping[str, tuple[str, str | None]], given: set[str]) -> dict[str, tuple[str, str | None]]:
    """Of stories whose titles someone gave, which no longer holds: the titles that they would have without."""
    stale = {id: lead for id, (title, lead) in now.items() if title in given}
    return {id: (titles.chosen([store.article(lead)])[0] if lead else "", lead) for id, lead in stale.items()}


def _latest(events: Sequence[EventState]) -> list[EventState]:
    return sorted(events, key=lambda one: (one.last or 0, one.opened))[-_EVENTS:]


def _title(store: Store, voices: Sequence[str], weighed: Mapping[str, Weighed], now: tuple[str, str | None]) -> tuple[str, str | None]:
    """The title of a group, and the article that it is drawn from: the one that stands, unless another article is clearly more central."""
    here = {name: weighed[name] for name in voices if name in weighed}
    if not here:
        return now
    title, lead = now
    ranked = central(here)
    fits = dict(ranked)
    if title and lead in fits and max(fits.values()) <= fits[lead] * (1 + MARGIN):
        return now
    articles = store.articles([name for name, _ in ranked[:_LOOKED_AT]])
    best, source = titles.chosen(articles)
    if title and lead in fits and fits[source.id] <= fits[lead] * (1 + MARGIN):
        return now
    return best, source.id


__all__ = ["MARGIN", "settle"]
