"""Events that were touched find their stories; what stands is not lightly changed, and what someone said always holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from newsloom import cluster
from newsloom.cluster.features import iso
from newsloom.cluster.gathering import Gathering
from newsloom.cluster.linking import Sketch, parts, regroup
from newsloom.cluster.profiles import Scene
from newsloom.loom import clock
from newsloom.records import Change, EventState, Fact, Work

if TYPE_CHECKING:
    from newsloom.loom.placing import Table

_EVENTS = 60  # events of a story that are looked at: those that are linked, and the latest
_LEAST_PARTED = 2  # events that may leave a story together


@dataclass(slots=True)
class Linked:
    """What linking found out.

    Attributes:
        homes, stories: event → the story that it was put into, and what that is now.
        links: log-odds of pairs of events.
        sketches: event → what it is compared by.
        facets: event → what it can be asked for by.
        moved: events that leave their story → the story that they found.
        changes: stories that became one, or two.
    """

    homes: dict[str, str] = field(default_factory=dict)
    stories: dict[str, str] = field(default_factory=dict)
    links: dict[tuple[str, str], float] = field(default_factory=dict)
    sketches: dict[str, Sketch] = field(default_factory=dict)
    facets: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)


def link(table: Table, live: Sequence[Gathering], gone: Sequence[str]) -> Linked:
    """Find the stories of events that are new or have changed (`live`, in the order of opening)."""
    found = Linked()
    new = _compare(table, live, gone, found)
    _group(table, live, gone, new, found)
    found.facets = {id: made.facets() for id, made in found.sketches.items()}
    return found


def remake(table: Table, stories: Sequence[str]) -> None:
    """Make anew what events are compared by, after articles of theirs were moved by hand. Nothing finds another story."""
    states = {one.id: one for one in table.store.living.unsketched(stories)}
    if not states:
        return
    live = list(table.shelf.gatherings(list(states)))
    found = Linked()
    found.links = _compare(table, live, (), found)
    events = [
        msgspec.structs.replace(one, sketch=found.sketches[one.id].to_bytes() if one.id in found.sketches else None)
        for one in states.values()
    ]
    work = Work(
        pages=table.linker.postings.drain(),
        names={name: by for name, by in table.linker.named.items() if by},
        events=tuple(events),
        links=tuple((one, other, round(score, 4)) for (one, other), score in sorted(found.links.items())),
    )
    facets = {id: made.facets() for id, made in found.sketches.items()}
    table.store.living.keep(work, facets, clock.now(), since=table.since)


def _compare(table: Table, live: Sequence[Gathering], gone: Sequence[str], found: Linked) -> dict[tuple[str, str], float]:
    """Sketch events anew, and find the links that they have now."""
    touched = [event.id for event in live]
    stored = {one.id: one for one in table.shelf.events([*touched, *gone])}
    before = [made for one in stored.values() if one.sketch is not None and (made := Sketch.from_bytes(one.sketch)) is not None]
    for event in live:
        table.stream.window.fetch(event.speakers())
        speakers = tuple(table.stream.window.members[name] for name in event.speakers() if name in table.stream.window.members)
        if speakers:
            found.sketches[event.id] = Sketch.of(Scene(event.id, speakers))
    table.linker.events += len([name for name in touched if name not in stored]) - len([name for name in gone if name in stored])
    table.linker.learn(found.sketches.values(), before)
    new = table.linker.links([name for name in touched if name in found.sketches])
    return {pair: score for pair, score in new.items() if pair[0] not in gone and pair[1] not in gone}


def _group(table: Table, live: Sequence[Gathering], gone: Sequence[str], new: Mapping[tuple[str, str], float], found: Linked) -> None:
    """Put events into stories: new events join or found some, stories join one another."""
    touched = {event.id for event in live}
    near = {name for pair, score in new.items() if score >= table.linker.model.threshold for name in pair}
    known = {one.id: one for one in table.shelf.events([*touched, *near])}
    stories = {one.story for one in known.values()}
    of_story = _events_of(table, stories, touched | near, set(gone))
    story_of = {one.id: one.story for one in of_story}
    items = list(dict.fromkeys([*(one.id for one in of_story), *(event.id for event in live)]))
    links = {p: s for p, s in table.store.living.links(items).items() if p[0] not in gone and p[1] not in gone} | dict(new)
    found.links = {pair: score for pair, score in links.items() if pair[0] in touched or pair[1] in touched}
    dated = any(one.last is not None for one in of_story) or any(event.first is not None for event in live)
    groups = regroup(items, story_of, links, table.apart, table.linker.model, dated=dated)
    homes = {one.id: one for one in of_story}
    dates = {event.id: event for event in live}
    new_ones = [group for group in groups if not any(name in story_of for name in group)]
    taken = set(table.store.living.leads([_called(group, dates) for group in new_ones]))
    for group in groups:
        there = sorted({story_of[name] for name in group if name in story_of})
        if not there:
            story = _name(table, group, dates, taken)
        elif len(there) == 1:
            story = there[0]
        else:
            story = _merge(table, there, group, links, story_of, found)
        for name in group:
            if name in touched:
                found.homes[name] = homes[name].home if name in homes else story
                found.stories[name] = homes[name].story if name in homes else story
    _part(table, touched, story_of, links, found)


def _events_of(table: Table, stories: set[str], wanted: set[str], gone: set[str]) -> list[EventState]:
    by_story: defaultdict[str, list[EventState]] = defaultdict(list)
    for one in table.store.living.events(stories=sorted(stories)):
        if one.id not in gone:
            by_story[one.story].append(one)
            table.shelf.states.setdefault(one.id, one)
    kept: list[EventState] = []
    for _, events in sorted(by_story.items()):
        latest = sorted(events, key=lambda one: (one.last or 0, one.opened))[-_EVENTS:]
        ids = {one.id for one in latest}
        kept += [one for one in events if one.id in ids or one.id in wanted]
    return kept


def _called(group: Sequence[str], dates: Mapping[str, Gathering]) -> str:
    """The id of a new story: that of the event that founds it."""

    def order(name: str) -> tuple[bool, str, str]:
        first = dates[name].first
        return first is None, iso(first) if first is not None else "", name

    return "s" + min(group, key=order)[1:]


def _name(table: Table, group: Sequence[str], dates: Mapping[str, Gathering], taken: set[str]) -> str:
    """The same, where a story has that id or had it: another one. `taken` gains it."""
    id = _called(group, dates)
    while id in taken:
        id += "x"
        if table.store.living.leads([id]):
            taken.add(id)
    taken.add(id)
    return id


def _merge(
    table: Table,
    there: Sequence[str],
    group: Sequence[str],
    links: Mapping[tuple[str, str], float],
    story_of: Mapping[str, str],
    found: Linked,
) -> str:
    """Make stories one: one that someone named or put together keeps its id, else the one with most articles, else the older."""
    by_hand = table.store.living.joined_by_hand() | set(table.store.living.titles())
    size: defaultdict[str, int] = defaultdict(int)
    opened: dict[str, int] = {}
    for one in table.shelf.events([name for name in group if name in story_of]):
        size[one.story] += one.size
        opened[one.story] = min(opened.get(one.story, one.opened), one.opened)
    kept = min(there, key=lambda story: (story not in by_hand, -size[story], opened.get(story, 0), story))
    gone = tuple(story for story in there if story != kept)
    best = max(
        ((score, pair) for pair, score in links.items() if _between(pair, group, story_of)),
        default=(0.0, ("", "")),
    )
    names = cluster.shared_names(table.linker.sketches(best[1]), *best[1])
    why = f"their events {best[1][0]} and {best[1][1]} are of one matter (log-odds {best[0]:.1f})"
    why += f"; both are about {', '.join(names)}" if names else ""
    facts = tuple(Fact(kind="join", a=story, b=kept) for story in gone)
    found.changes.append(Change(at=clock.now(), by="newsloom", machine=True, action="merge", story=kept, other=gone, why=why, facts=facts))
    return kept


def _between(pair: tuple[str, str], group: Sequence[str], story_of: Mapping[str, str]) -> bool:
    one, other = pair
    return one in group and other in group and story_of.get(one) != story_of.get(other)


def _part(table: Table, touched: set[str], story_of: Mapping[str, str], links: Mapping[tuple[str, str], float], found: Linked) -> None:
    """Stories that fall apart: events that hold to one another and no longer to the rest leave together."""
    events_of: defaultdict[str, list[str]] = defaultdict(list)
    for name, story in (dict(story_of) | found.stories).items():
        events_of[story].append(name)
    fixed = {story for change in found.changes for story in (change.story, *change.other)}
    if any(len(events) > _LEAST_PARTED for events in events_of.values()):
        fixed |= table.store.living.joined_by_hand()
    for story, events in sorted(events_of.items()):
        if len(events) <= _LEAST_PARTED or story in fixed or not touched & set(events):
            continue
        groups = parts(events, links, table.linker.model)
        if len(groups) < 2 or any(name in table.held_events for name in events):
            continue
        states = {one.id: one for one in table.shelf.events(events)}
        staying = max(
            groups, key=lambda group: (sum(states[name].size for name in group if name in states), -min(map(events.index, group)))
        )
        for group in groups:
            if group is staying or min(len(group), len(staying)) < _LEAST_PARTED:
                continue
            new = "s" + min(group)[1:]
            while table.store.living.leads([new]):
                new += "x"
            found.moved.update(dict.fromkeys(group, new))
            why = f"the events {', '.join(group)} hold to one another, and no longer to the rest of {story}"
            found.changes.append(Change(at=clock.now(), by="newsloom", machine=True, action="split", story=new, other=(story,), why=why))
