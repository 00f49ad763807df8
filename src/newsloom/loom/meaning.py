"""Articles by what they mean rather than by their words: in any language that the embedding model knows."""

from __future__ import annotations

from newsloom.loom import shelf
from newsloom.settings import Settings
from newsloom.store import Store
from newsloom.store.hits import Hit
from newsloom.text.vectors import embedder

_AT_A_TIME = 256  # articles


def search(store: Store, settings: Settings, words: str, limit: int) -> list[Hit]:
    """Articles whose title and lead mean nearly the same as `words`, nearest first; `score` is the cosine.

    Articles that an older newsloom placed without keeping what they mean are made up for first.
    """
    if not words.strip():
        return []
    model = embedder(settings.annotate.threads)
    _make_up(store, settings, model.name)
    return store.nearest(model.encode([words])[0], limit, model=model.name)


def load(settings: Settings) -> None:
    """Load the model, which takes a second or two: the first search by meaning need not wait for it then."""
    embedder(settings.annotate.threads).encode(["news"])


def ready(store: Store, settings: Settings) -> bool:
    """Whether no placed article lacks a vector."""
    return not store.vectors.missing(embedder(settings.annotate.threads).name, 1)


def learn(store: Store, settings: Settings) -> None:
    """Make the vectors that are missing."""
    _make_up(store, settings, embedder(settings.annotate.threads).name)


def _make_up(store: Store, settings: Settings, model: str) -> None:
    if not store.vectors.missing(model, 1):
        return
    before: list[str] = []
    while (missing := store.vectors.missing(model, _AT_A_TIME)) and missing != before:
        members = store.living.memberships(articles=missing)
        found = shelf.features(store, settings, {one.article: one.version for one in members})
        store.vectors.keep(model, [(one.article, one.vector) for one in found.values()])
        before = missing
    store.vectors.whole(model)
