"""The writer at a desk: asked once for the same content, held to a ceiling an hour, and read by the annotator."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec

from newsloom import __version__, annotate
from newsloom.brief.grounding import Reader, Sources
from newsloom.brief.writer import Asked, Endpoint, Told, WriterError, written
from newsloom.brief.writer.prompt import VERSION
from newsloom.errors import UsageError
from newsloom.loom import clock, kept, reading
from newsloom.records import Annotations, Article, Story, StoryBriefing, StoryEntity
from newsloom.settings import Settings, WriterSettings
from newsloom.store import Store
from newsloom.text.language import primary

KIND = "writer"
COST = "writer_cost"
_LETTERS = 3.0  # of a text to a token, for what an endpoint does not count


def notice(settings: WriterSettings, language: str | None = None) -> str | None:
    """What a person is told once before text leaves the machine; None where no writer is named.

    Raises:
        UsageError: a reader's language is wanted and there is no writer, or it is no language.
    """
    if language is not None and primary(language) is None:
        raise UsageError(f"--lang {language}: this is no language code; name one such as fr or pt-BR")
    if not settings.on:
        return None
    return f"{settings.model} at {settings.base_url} rephrases the briefing: sentences of the articles are sent there"


class Desk:
    """What a writer keeps between two questions: answers by content, and what the hour has cost.

    Args:
        store: keeps both; None for this process only.
    """

    def __init__(self, settings: WriterSettings, store: Store | None) -> None:
        self._settings, self._store = settings, store
        self._endpoint: Endpoint | None = None
        self._answers: dict[str, str] = {}
        self._costs: dict[str, float] = {}

    @property
    def endpoint(self) -> Endpoint:
        self._endpoint = self._endpoint or Endpoint(self._settings)
        return self._endpoint

    def ask(self, asked: Asked) -> Told:
        """
        Raises:
            WriterError: see `Endpoint`; or the ceiling of the hour is reached.
        """
        key = self._key(asked)
        known = self._known(key)
        if known is not None:
            return Told(text=known)
        self._within(asked)
        try:
            told = self.endpoint(asked)
        except WriterError:
            self._spend(self._price(_tokens(asked.rules + asked.data), 0))  # it may have been counted all the same
            raise
        self._spend(self._price(told.tokens_in or _tokens(asked.rules + asked.data), told.tokens_out or _tokens(told.text)))
        self._keep(key, told.text)
        return told

    def _key(self, asked: Asked) -> str:
        made = (VERSION, self._settings.base_url, self._settings.model, self._settings.max_tokens, asked.rules, asked.data)
        return hashlib.sha256(json.dumps(made).encode()).hexdigest()[:32]

    def _known(self, key: str) -> str | None:
        if self._store is None:
            return self._answers.get(key)
        record = self._store.results.get(KIND, key, key)
        return None if record is None else record.decode("utf-8", "replace")

    def _keep(self, key: str, text: str) -> None:
        if self._store is None:
            self._answers[key] = text
        else:
            self._store.results.keep(KIND, key, key, text.encode("utf-8", "replace"), clock.now())

    def _price(self, tokens_in: int, tokens_out: int) -> float:
        return (tokens_in * self._settings.price_in + tokens_out * self._settings.price_out) / 1e6

    def _within(self, asked: Asked) -> None:
        """No request whose dearest answer would go over the ceiling is made."""
        ceiling = self._settings.max_cost_per_hour
        dearest = self._price(_tokens(asked.rules + asked.data), self._settings.max_tokens)
        if ceiling and self._spent() + dearest > ceiling:
            raise WriterError("ceiling", "the writer's ceiling for this hour is reached: [writer] max_cost_per_hour")

    def _spent(self) -> float:
        if self._store is None:
            return self._costs.get(_hour(), 0.0)
        record = self._store.results.get(COST, "hour", _hour())
        return float(record) if record else 0.0

    def _spend(self, cost: float) -> None:
        if self._store is None:
            self._costs[_hour()] = self._spent() + cost
        elif cost:
            self._store.results.keep(COST, "hour", _hour(), repr(self._spent() + cost).encode(), clock.now())


def story(
    briefing: StoryBriefing, articles: Sequence[Article], read: Sequence[Annotations], desk: Desk, settings: Settings, language: str | None
) -> StoryBriefing:
    """A story's briefing as the writer puts it; its own sentences where the writer fails."""
    topics = [
        StoryEntity(key=t.name, name=t.name, kind=t.kind, aliases=t.aliases, mentions=t.mentions, articles=())
        for t in briefing.sections.topics
    ]
    sources = Sources(articles, read, topics)
    return written(briefing, sources, desk.ask, reader=reader(settings), language=language, name=desk.endpoint.name)


def all_of(
    made: Sequence[kept.Kept],
    stories: Sequence[tuple[Story, Sequence[Article]]],
    settings: Settings,
    store: Store | None,
    language: str | None,
) -> list[kept.Kept]:
    """Briefings as the writer puts them. What is kept of a briefing stays the sources' own sentences."""
    desk = Desk(settings.writer, store)
    found = []
    for one, (_, articles) in zip(made, stories, strict=True):
        read = reading.read(articles, settings, store)
        found.append(msgspec.structs.replace(one, story=story(one.story, articles, read, desk, settings, language)))
    return found


def reader(settings: Settings) -> Reader:
    """The annotator, for sentences that a writer wrote."""

    def read(texts: Sequence[str], language: str) -> list[Annotations]:
        made = [
            Article(id=f"w{n}", version=__version__, input="", first_seen="", text=text, language=language) for n, text in enumerate(texts)
        ]
        return annotate.annotate(made, settings.annotate)

    return read


def _tokens(text: str) -> int:
    return int(len(text) / _LETTERS) + 1


def _hour() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H")
