"""Titles of stories and events: drawn from the articles' own, and changed only when the story has moved on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsloom.cluster import titles
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
    looked = False
    while todo := store.living.untitled()[:_CHUNK]:
        given = store.living.titles()
        leads = store.living.leads(todo)
        leads |= _own(store, {id: leads[id] for id in todo if id not in given}, store.living.titles_given())
        events: dict[str, list[EventState]] = {id: [] for id in todo}
        for event in store.living.events(stories=todo):
            events[event.story].append(event)
        shelf = Shelf(store, settings)
        weighed = shelf.words(sorted({name for found in events.values() for event in _latest(found) for name in event.voices}))
        groups: dict[str, tuple[Sequence[str], tuple[str, str | None]]] = {}
        for id, found in events.items():
            groups |= {event.id: (event.voices, (event.title, event.lead)) for event in _latest(found)}
            groups[id] = ([name for event in _latest(found) for name in event.voices], leads[id])
        chosen = _titles(store, groups, weighed)
        of_stories = {id: (given.get(id, chosen[id][0]), chosen[id][1]) for id in todo}
        of_events = {id: title for id, title in chosen.items() if id not in of_stories}
        store.living.entitle(of_stories, of_events)
        looked = True
    if looked:
        store.living.all_titled()


def _own(store: Store, now: Mapping[str, tuple[str, str | None]], given: set[str]) -> dict[str, tuple[str, str | None]]:
    """Of stories whose titles someone gave, which no longer holds: the titles that they would have without."""
    stale = {id: lead for id, (title, lead) in now.items() if title in given}
    return {id: (titles.chosen([store.article(lead)])[0] if lead else "", lead) for id, lead in stale.items()}


def _latest(events: Sequence[EventState]) -> list[EventState]:
    return sorted(events, key=lambda one: (one.last or 0, one.opened))[-_EVENTS:]


def _titles(
    store: Store,
    groups: Mapping[str, tuple[Sequence[str], tuple[str, str | None]]],
    weighed: Mapping[str, tuple[Mapping[str, float], int | None]],
) -> dict[str, tuple[str, str | None]]:
    """The title of each group (its voices, its title now), and the article that this is drawn from.

    The title that stands goes only when another article is clearly more central than the one that it is drawn from.
    """
    ranked = {id: central({name: weighed[name] for name in voices if name in weighed}) for id, (voices, _) in groups.items()}
    open_ = {id: order for id, order in ranked.items() if order and not _stands(groups[id][1], dict(order), order[0][1])}
    wanted = list(dict.fromkeys(name for order in open_.values() for name, _ in order[:_LOOKED_AT]))
    articles = {article.id: article for article in store.articles(wanted)} if wanted else {}
    found = {id: now for id, (_, now) in groups.items()}
    for id, order in open_.items():
        title, source = titles.chosen([articles[name] for name, _ in order[:_LOOKED_AT]])
        if not _stands(groups[id][1], dict(order), dict(order)[source.id]):
            found[id] = (title, source.id)
    return found


def _stands(now: tuple[str, str | None], fits: Mapping[str, float], best: float) -> bool:
    title, lead = now
    return bool(title) and lead is not None and lead in fits and best <= fits[lead] * (1 + MARGIN)


__all__ = ["MARGIN", "settle"]
