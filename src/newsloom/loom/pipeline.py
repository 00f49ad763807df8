"""The road in pieces for engines that map it over many processes: what a shard gives, the events of a window of time, and storing them.

The pieces are the stage functions of the single-machine path, called in the same order with the same settings.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

import msgspec

from newsloom import cluster
from newsloom.cluster.features import Features
from newsloom.cluster.profiles import Scene
from newsloom.cluster.stories import gather
from newsloom.loom import digest, placing, reading
from newsloom.loom.desk import Desk
from newsloom.loom.intake import batches
from newsloom.records import Annotations, Article, Failure, Record
from newsloom.settings import Settings
from newsloom.store import Store
from newsloom.text.vectors import embedder
from newsloom.text.words import Background


class Lot(Record, frozen=True, kw_only=True):
    """A batch of a shard's articles with all that is worked out of each, in one order."""

    articles: tuple[Article, ...]
    features: tuple[Features, ...]
    annotations: tuple[Annotations, ...] = ()


class Put(Record, frozen=True, kw_only=True):
    """Where clustering put an article. `score`: log-odds, 0 for the first of an event; `story`: the story of the event in its window."""

    article: str
    event: str
    story: str
    copy_of: str | None = None
    score: float = 0.0


def made_by(*, annotated: bool) -> str:
    """A digest of all code, tables and models that a lot is made by: parts of another digest are made again."""
    return digest.of_extraction() + digest.of_features() + (digest.of_annotations() if annotated else "")


def lots(shard: str, settings: Settings, failed: list[Failure], *, annotated: bool) -> Iterator[Lot]:
    """Read one shard (any file that `newsloom add` reads): ingest, extract, features and, where wanted, annotations.

    Failures go to `failed`.
    """
    model = embedder(settings.annotate.threads)
    alone = msgspec.structs.replace(settings, annotate=msgspec.structs.replace(settings.annotate, processes=1))  # it is one of many workers
    for batch in batches([shard], alone, None, failed):
        made = cluster.features(batch, model)
        read = reading.read(batch, alone, None) if annotated else []
        yield Lot(articles=tuple(batch), features=tuple(made), annotations=tuple(read))


def window(found: Sequence[Features], settings: Settings, terms: Mapping[str, int], articles: int) -> list[Put]:
    """Events and stories of the articles of a window of time, placed by day and settled a batch at a time, as on a desk.

    Args:
        terms, articles: how many articles, of how many in all windows, hold each term.
    """
    order = sorted(found, key=lambda one: (one.day is None, one.day or 0, one.article))
    background = Background(articles, dict(terms))
    stream = cluster.Stream(settings.cluster, background, learning=False)
    placements: dict[str, cluster.Placement] = {}
    for at in range(0, len(order), placing.CHUNK):
        batch = order[at : at + placing.CHUNK]
        placements |= {one.article: stream.place(one) for one in batch}
        stream.settle()
        stream.moves.clear()
    members = stream.window.members
    scenes = [Scene(e.id, tuple(members[name] for name in e.speakers())) for e in stream.events.values() if e.size]
    story_of = {scene.id: "s" + group[0].id[1:] for group in gather(scenes) for scene in group}
    return [
        Put(
            article=one.article,
            event=stream.event_of[one.article],
            story=story_of[stream.event_of[one.article]],
            copy_of=placements[one.article].copy_of,
            score=round(placements[one.article].score, 4),
        )
        for one in order
    ]


def terms(found: Sequence[Features]) -> Counter[str]:
    """How many of these articles hold each term."""
    counted = Background()
    for one in found:
        counted.observe(one.terms)
    return counted.counts


def day_of(one: Features) -> int | None:
    """The day that an article belongs to (days since 1970-01-01): of publication, else the latest that its text speaks of, else None."""
    return one.day if one.day is not None else max(one.days, default=None)


def event_id(article: str) -> str:
    """The id of the event that an article founds."""
    return cluster.event_id(article)


# A desk


def store(desk: Desk, lot: Lot, settings: Settings) -> Counter[str]:
    """Store a lot with what was worked out of it; doing it twice changes nothing.

    Tells how many articles were "added", "version", "known" or "purged".
    """
    said = desk.store.add(lot.articles)
    kept = {article.id for article, what in zip(lot.articles, said, strict=True) if what in ("added", "version")}
    rows = [(article, one) for article, one in zip(lot.articles, lot.features, strict=True) if article.id in kept]
    current = {article.id: article.version for article in desk.store.articles([article.id for article, _ in rows])} if rows else {}
    rows = [(article, one) for article, one in rows if current[article.id] == article.version]  # not where a name was blotted out
    if rows:
        model = embedder(settings.annotate.threads).name
        made = [(article, one.to_bytes()) for article, one in rows]
        desk.store.keep_features(made, digest.of_features(), model=model, means=[one.vector for _, one in rows])
    read = [one for one in lot.annotations if current.get(one.article) == one.version and "failed" not in one.missing]
    if read:
        desk.store.keep_annotations(read, digest.of_annotations())
    return Counter(said)


def settle(desk: Desk, settings: Settings, decided: Mapping[str, Put], told: Callable[[int], None] = lambda _count: None) -> None:
    """Put the desk's new articles into the events that were `decided`, find the stories of these, and place all others as ever.

    Raises:
        StoreError: another process placed for longer than ten minutes.
    """
    placing.place(desk.store, settings, told, table=lambda store, rules: Decided(store, rules, decided))


class Decided(placing.Table):
    """A desk's events and stories while articles are put where clustering in windows put them."""

    def __init__(self, store: Store, settings: Settings, decided: Mapping[str, Put]) -> None:
        super().__init__(store, settings)
        self._decided = decided
        self._members: defaultdict[str, list[str]] = defaultdict(list)
        for put in decided.values():
            self._members[put.event].append(put.article)
        self._event_of: dict[str, str] = {}  # an event as it was decided → what it is on the desk

    def place(self, todo: list[tuple[str, str | None]]) -> bool:
        self._ready({self._decided[id].event for id, event in todo if event is None and id in self._decided})
        return super().place(todo)

    def _ready(self, wanted: Collection[str]) -> None:
        """Have the events at hand that are on the desk already: those of articles that were put there before, by whomever."""
        new = sorted(event for event in wanted if event not in self._event_of)
        there = self.shelf.events_of([name for event in new for name in self._members[event]])
        for event in new:
            homes = Counter(there[name] for name in self._members[event] if name in there)
            self._event_of[event] = homes.most_common(1)[0][0] if homes else event
        missing = [home for home in (self._event_of[event] for event in sorted(wanted)) if home not in self.stream.events]
        for found in self.shelf.gatherings(list(dict.fromkeys(missing))):
            self.stream.events[found.id] = found

    def _first(self, one: Features) -> cluster.Placement:
        put = self._decided.get(one.article)
        if put is None:
            return super()._first(one)
        event = self._event_of[put.event]
        opened = event not in self.stream.events
        self.stream.resume([(one, event, put.copy_of)])
        return cluster.Placement(one.article, event, opened=opened, score=put.score, copy_of=put.copy_of)


__all__ = ["Features", "Lot", "Put", "day_of", "event_id", "lots", "made_by", "settle", "store", "terms", "window"]
