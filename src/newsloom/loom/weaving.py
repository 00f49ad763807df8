"""From articles to stories, with the features that the store keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from newsloom import cluster
from newsloom.loom import digest
from newsloom.records import Article, Story
from newsloom.settings import Settings
from newsloom.store import Store
from newsloom.text.vectors import embedder


def weave(articles: Sequence[Article], settings: Settings, store: Store | None = None) -> list[tuple[Story, list[Article]]]:
    """The stories of these articles, heaviest first, each with its articles in the story's order."""
    if not articles:
        return []
    by_id = {article.id: article for article in articles}
    model = embedder(settings.annotate.threads)
    known = _features(articles, settings, store) if store else {}
    woven = cluster.weave(articles, settings.cluster, model, known)
    return [(story, [by_id[id] for id in story.articles]) for story in woven.stories]


def _features(articles: Sequence[Article], settings: Settings, store: Store) -> dict[str, cluster.Features]:
    """Features of all articles: those in the store, and those of new articles, made now and kept."""
    key = digest.of_features()
    found: dict[str, cluster.Features] = {}
    for id, record in store.features(articles, key).items():
        try:
            found[id] = cluster.Features.from_bytes(record)
        except msgspec.ValidationError:  # of another form: made again below
            continue
    missing = [article for article in articles if article.id not in found]
    if missing:
        made = cluster.features(missing, embedder(settings.annotate.threads))
        store.keep_features([(article, one.to_bytes()) for article, one in zip(missing, made, strict=True)], key)
        found |= {one.article: one for one in made}
    return found


def keep_names(woven: Sequence[Story], before: Sequence[Story]) -> list[Story]:
    """Give each story (and event) the id of the old one that most of its articles come from, so that ids survive new arrivals.

    A story that split leaves its id with the larger part; where two became one, the larger one's id stays.
    """
    stories = _heirs([(s.id, s.articles) for s in woven], [(s.id, s.articles) for s in before])
    events = _heirs(
        [(e.id, e.articles) for s in woven for e in s.events],
        [(e.id, e.articles) for s in before for e in s.events],
    )
    return [
        msgspec.structs.replace(
            story,
            id=stories[story.id],
            events=tuple(msgspec.structs.replace(event, id=events[event.id]) for event in story.events),
        )
        for story in woven
    ]


def _heirs(new: Sequence[tuple[str, Sequence[str]]], old: Sequence[tuple[str, Sequence[str]]]) -> dict[str, str]:
    """New id → the id it goes by: that of the old group it shares most articles with, unless a larger heir has it."""
    home = {article: id for id, articles in old for article in articles}
    shared = Counter((id, home[article]) for id, articles in new for article in articles if article in home)
    heirs: dict[str, str] = {}
    for (id, ancestor), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if id not in heirs and ancestor not in heirs.values():
            heirs[id] = ancestor
    taken = set(heirs.values())
    for id, _ in new:
        if id not in heirs:
            heirs[id] = id if id not in taken else f"{id}x"
            taken.add(heirs[id])
    return heirs
