"""The whole road of a batch: articles in, stories with their events and groups of copies out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from newsloom.cluster import titles
from newsloom.cluster.evidence import Weighed, dot
from newsloom.cluster.features import Features, features, iso
from newsloom.cluster.stories import Scene, gather
from newsloom.cluster.stream import Placement, Stream, event_id
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


def weave(articles: Sequence[Article], settings: ClusterSettings, embedder: Embedder) -> Weaving:
    """Weave a batch into stories. The order of `articles` matters only among articles of one day and among undated ones."""
    articles = list({article.id: article for article in articles}.values())
    known = {article.id: article for article in articles}
    found = sorted(features(articles, embedder), key=lambda f: (f.day is None, f.day or 0))
    background = Background()
    for one in found:
        background.observe(one.terms)
    stream = Stream(settings, background, learning=False)
    placements = [stream.place(one) for one in found]
    scenes = [Scene(e.id, tuple(stream.window.members[name] for name in e.speakers())) for e in stream.events.values()]
    groups = gather(scenes)
    stories = [_story([stream.events[scene.id].members for scene in group], known, stream.window.members) for group in groups]
    stories.sort(key=lambda story: (-len(story.articles), story.id))
    return Weaving(stories=tuple(stories), copies=_copies(placements))


def story_id(article: str) -> str:
    """The id of the story that an article founds: stable over runs."""
    return "s" + event_id(article)[1:]


def _story(events: Sequence[Sequence[str]], known: Mapping[str, Article], weighed: Mapping[str, Weighed]) -> Story:
    made = [_event(members, known, weighed) for members in events]
    made.sort(key=lambda event: (event.first is None, event.first or ""))
    order = [name for event in made for name in event.articles]
    days = [day for day in (weighed[name].day for name in order) if day is not None]
    languages = sorted({known[name].language for name in order})
    return Story(
        id=story_id(order[0]),
        title=titles.best([known[name] for name in _central(order, weighed)]),
        first=iso(min(days)) if days else None,
        last=iso(max(days)) if days else None,
        languages=tuple(languages),
        events=tuple(made),
        articles=tuple(order),
    )


def _event(members: Sequence[str], known: Mapping[str, Article], weighed: Mapping[str, Weighed]) -> Event:
    days = [day for day in (weighed[name].day for name in members) if day is not None]
    return Event(
        id=event_id(members[0]),
        title=titles.best([known[name] for name in _central(members, weighed)]),
        first=iso(min(days)) if days else None,
        last=iso(max(days)) if days else None,
        articles=tuple(members),
    )


def _central(names: Sequence[str], weighed: Mapping[str, Weighed]) -> list[str]:
    """The articles by their likeness to all others, most central first."""
    centre: defaultdict[str, float] = defaultdict(float)
    for name in names:
        for word, weight in weighed[name].words.items():
            centre[word] += weight
    return sorted(names, key=lambda name: -dot(weighed[name].words, centre))


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
