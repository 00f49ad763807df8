"""What clustering reads of a desk, filled from the store: a few rows at a time, as they are asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from newsloom import cluster
from newsloom.cluster.evidence import Weighed, weigh, weighed_words
from newsloom.cluster.gathering import Gathering
from newsloom.cluster.linking import Sketch
from newsloom.cluster.profiles import Scene
from newsloom.loom import digest
from newsloom.loom.ahead import Ahead
from newsloom.records import Article, EventState
from newsloom.settings import Settings
from newsloom.store import Store
from newsloom.text.vectors import embedder
from newsloom.text.words import Background


class DeskBackground(Background):
    """How rare words are on a desk: counts are read when they are needed; `added` is what is to be written back."""

    def __init__(self, store: Store) -> None:
        super().__init__(store.living.number("articles"))
        self._store = store
        self._loaded: set[str] = set()
        self.added: Counter[str] = Counter()
        self.observed = 0

    def load(self, words: Iterable[str]) -> None:
        """Have the counts of these words at hand."""
        missing = [word for word in dict.fromkeys(words) if word not in self._loaded]
        if missing:
            self._loaded.update(missing)
            self.add(self._store.living.counts("term", missing))

    def observe(self, terms: Iterable[str]) -> None:
        wanted = set(terms)
        self.load(wanted)
        super().observe(wanted)
        self.added.update(wanted)
        self.observed += 1


class Shelf:
    """A desk's articles and events as `cluster.Stream` and `cluster.Linker` read them."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store, self._settings = store, settings
        self.background = DeskBackground(store)
        self.states: dict[str, EventState] = {}  # events as they are stored

    def pages(self, keys: Sequence[str]) -> Mapping[str, bytes]:
        return self._store.living.pages(keys)

    def named(self, names: Sequence[str]) -> Mapping[str, int]:
        return self._store.living.counts("name", names)

    def weighed(self, articles: Sequence[str]) -> Mapping[str, Weighed]:
        members = self._store.living.memberships(articles=articles)
        found = features(self._store, self._settings, {one.article: one.version for one in members})
        return self.weigh(found.values())

    def words(self, articles: Sequence[str]) -> dict[str, tuple[dict[str, float], int | None]]:
        """The weighed words and the day of placed articles, which is all that titles are chosen by."""
        members = self._store.living.memberships(articles=articles)
        found = features(self._store, self._settings, {one.article: one.version for one in members})
        self.background.load(word for one in found.values() for word in one.terms)
        return {name: (weighed_words(one, self.background), one.day) for name, one in found.items()}

    def weigh(self, found: Iterable[cluster.Features]) -> dict[str, Weighed]:
        """Articles with the weights that their words have on this desk."""
        listed = list(found)
        self.ready(listed)
        return {one.article: weigh(one, self.background) for one in listed}

    def ready(self, found: Iterable[cluster.Features]) -> None:
        """Have at hand how rare the words of these articles are."""
        self.background.load(word for one in found for word in _words(one))

    def events_of(self, articles: Sequence[str]) -> Mapping[str, str]:
        return {one.article: one.event for one in self._store.living.memberships(articles=articles)}

    def gatherings(self, events: Sequence[str]) -> Iterable[Gathering]:
        for one in self.events(events):
            yield Gathering(one.id, [], list(one.voices), one.first, one.last, before=one.size, opened=one.opened)

    def events(self, ids: Sequence[str]) -> list[EventState]:
        """Live events as they are stored."""
        missing = [id for id in ids if id not in self.states]
        if missing:
            self.states.update({one.id: one for one in self._store.living.events(missing)})
        return [self.states[id] for id in ids if id in self.states]

    def sketches(self, events: Sequence[str]) -> Mapping[str, Sketch]:
        found: dict[str, Sketch] = {}
        for one in self.events(events):
            made = Sketch.from_bytes(one.sketch) if one.sketch is not None else None
            if made is None:
                scene = Scene(one.id, tuple(self.weighed(one.voices).values()))
                made = Sketch.of(scene) if scene.speakers else None
            if made is not None:
                found[one.id] = made
        return found


def _words(one: cluster.Features) -> list[str]:
    return [*one.terms, *one.title, *one.lead, *one.names, *one.lead_names, *one.places.values()]


def features(store: Store, settings: Settings, versions: Mapping[str, str]) -> dict[str, cluster.Features]:
    """Features of placed articles (article → version): those that are kept, and those that older code made, made anew."""
    found = _decoded(store.living.features(versions, digest.of_features()))
    missing = [store.article(id, version) for id, version in versions.items() if id not in found]
    return found | made(missing, store, settings)


def of_articles(articles: Sequence[Article], store: Store, settings: Settings, ahead: Ahead | None = None) -> dict[str, cluster.Features]:
    """Features of articles: those in the store, and those of new articles, made now (by `ahead` in part) and kept."""
    found = _decoded(store.features(articles, digest.of_features()))
    return found | made([article for article in articles if article.id not in found], store, settings, ahead)


def made(articles: Sequence[Article], store: Store, settings: Settings, ahead: Ahead | None = None) -> dict[str, cluster.Features]:
    """Features made now and kept."""
    if not articles:
        return {}

    def make(some: Sequence[Article]) -> list[cluster.Features]:
        return cluster.features(some, embedder(settings.annotate.threads))

    found = {one.article: one for one in (ahead.take(articles, make) if ahead else make(articles))}
    keep([(article, found[article.id]) for article in articles], store, settings)
    return found


def keep(found: Sequence[tuple[Article, cluster.Features]], store: Store, settings: Settings) -> None:
    """Keep features, and what the articles mean, in the store."""
    if not found:
        return
    rows = [(article, one.to_bytes()) for article, one in found]
    model = embedder(settings.annotate.threads).name
    store.keep_features(rows, digest.of_features(), model=model, means=[one.vector for _, one in found])


def _decoded(records: Mapping[str, bytes]) -> dict[str, cluster.Features]:
    found: dict[str, cluster.Features] = {}
    for id, record in records.items():
        try:
            found[id] = cluster.Features.from_bytes(record)
        except msgspec.ValidationError:  # of another form: made again
            continue
    return found
