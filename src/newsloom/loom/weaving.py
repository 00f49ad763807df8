"""From articles to stories, with the features that the store keeps."""

from __future__ import annotations

from collections.abc import Sequence

from newsloom import cluster
from newsloom.loom import shelf
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
    known = shelf.of_articles(articles, store, settings) if store else {}
    woven = cluster.weave(articles, settings.cluster, model, known)
    return [(story, [by_id[id] for id in story.articles]) for story in woven.stories]
