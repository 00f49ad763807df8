"""The whole road of a batch: articles in, stories with their events and groups of copies out."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from newsloom.cluster import titles
from newsloom.cluster.evidence import Weighed, dot
from newsloom.cluster.familiar import FamiliarLines
from newsloom.cluster.features import Features, features, iso
from newsloom.cluster.profiles import Scene
from newsloom.cluster.stories import gather
from newsloom.cluster.stream import Gathering, Placement, Stream, event_id
from newsloom.records import Article, Event, Record, Story
from newsloom.settings import ClusterSettings
from newsloom.text.vectors import Embedder
from newsloom.text.words import Background


class Weaving(Record, frozen=True, kw_only=True):
    """What a batch was woven into.

    Attributes:
        stories: stories with their events, those with most articles first.
        copies: groups of articles (ids) whose texts are near-duplicates, each of two or more, the oldest first.
    """

    stories: tuple[Story, ...]
    copies: tuple[tuple[str, ...], ...]


def weave(
    articles: Sequence[Article], settings: ClusterSettings, embedder: Embedder, stored: Mapping[str, Features] | None = None
) -> Weaving:
    """Weave a batch into stories. What comes out does not depend on the order of `articles`.

    Args:
        stored: features that were computed before, by article id; those of another version of the text are computed anew.
    """
    known = {article.id: article for article in articles}
    found = sorted(_features(list(known.values()), embedder, stored or {}), key=lambda f: (f.day is None, f.day or 0, f.article))
    background = Background()
    for one in found:
        background.observe(one.terms)
    stream = Stream(settings, background, learning=False)
    placements = [stream.place(one) for one in found]
    stream.settle()
    members = stream.window.members
    scenes = [Scene(e.id, tuple(members[name] for name in e.speakers())) for e in stream.events.values()]
    groups = gather(scenes)
    stories = [_story([stream.events[scene.id] for scene in group], known, members) for group in groups]
    stories.sort(key=lambda story: (-len(story.articles), story.id))
    return Weaving(stories=tuple(stories), copies=_copies(placements))


def _features(articles: Sequence[Article], embedder: Embedder, stored: Mapping[str, Features]) -> list[Features]:
    kept = {a.id: stored[a.id] for a in articles if a.id in stored and stored[a.id].version == a.version}
    return [*kept.values(), *features([a for a in articles if a.id not in kept], embedder, FamiliarLines())]


def story_id(article: str) -> str:
    """The id of the story that an article founds: stable over runs."""
    return "s" + event_id(article)[1:]


def _story(events: Sequence[Gathering], known: Mapping[str, Article], weighed: Mapping[str, Weighed]) -> Story:
    made = [_event(event, known, weighed) for event in events]
    made.sort(key=lambda event: (event.first is None, event.first or "", event.id))
    order = [name for event in made for name in event.articles]
    first, last = _span(order, weighed)
    return Story(
        id="s" + made[0].id[1:],
        title=titles.best([known[name] for name in _central(order, weighed)]),
        first=first,
        last=last,
        languages=tuple(sorted({known[name].language for name in order})),
        events=tuple(made),
        articles=tuple(order),
    )


def _event(event: Gathering, known: Mapping[str, Article], weighed: Mapping[str, Weighed]) -> Event:
    place = {name: at for at, name in enumerate(known)}
    members = sorted(event.members, key=lambda name: (weighed[name].day is None, weighed[name].day or 0, place[name]))
    first, last = _span(members, weighed)
    title = titles.best([known[name] for name in _central(members, weighed)])
    return Event(id=event.id, title=title, first=first, last=last, articles=tuple(members))


def _span(names: Sequence[str], weighed: Mapping[str, Weighed]) -> tuple[str | None, str | None]:
    """First and last day of publication ("YYYY-MM-DD") as far as known."""
    days = [day for day in (weighed[name].day for name in names) if day is not None]
    return (iso(min(days)), iso(max(days))) if days else (None, None)


def central(articles: Mapping[str, tuple[Mapping[str, float], int | None]]) -> list[tuple[str, float]]:
    """Articles (weighed words, day) with how well their titles stand for all, best first: the most central, an old one counting to half.

    A matter that ran on is not called by its first day ("Rescuers dig for survivors" over an inquiry), nor by whatever came last. Age
    counts against the time that the group covers: a quarter of it takes off half of what age can take.
    """
    centre: defaultdict[str, float] = defaultdict(float)
    for words, _ in articles.values():
        for word, weight in words.items():
            centre[word] += weight
    days = [day for _, day in articles.values() if day is not None]
    first, last = min(days, default=0), max(days, default=0)
    half_life = max((last - first) / 4, 1.0)

    def fit(words: Mapping[str, float], day: int | None) -> float:
        age = 0.0 if day is None else (last - day) / half_life
        return round(dot(words, centre) * (1 + math.exp2(-age)) / 2, 6)

    return sorted(((name, fit(words, day)) for name, (words, day) in articles.items()), key=lambda item: (-item[1], item[0]))


def _central(names: Sequence[str], weighed: Mapping[str, Weighed]) -> list[str]:
    return [name for name, _ in central({name: (weighed[name].words, weighed[name].day) for name in names})]


def _copies(placements: Sequence[Placement]) -> tuple[tuple[str, ...], ...]:
    groups: dict[str, list[str]] = {}
    root: dict[str, str] = {}
    for placed in placements:
        if placed.copy_of is not None:
            first = root.get(placed.copy_of, placed.copy_of)
            root[placed.article] = first
            groups.setdefault(first, [first]).append(placed.article)
    return tuple(tuple(group) for group in groups.values())


__all__ = ["Features", "Weaving", "story_id", "weave"]
