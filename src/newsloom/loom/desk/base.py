"""What every part of a desk stands on: its settings and its store."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from newsloom.errors import UsageError
from newsloom.loom import hands, outline, writing
from newsloom.records import Article, Story
from newsloom.settings import Settings
from newsloom.store import Store, exists


class Base:
    """A desk's settings and its store; see `newsloom.loom.desk.Desk`."""

    def __init__(self, db: str | Path | None = None, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self._store = Store(db) if db is not None else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        if self._store:
            self._store.close()

    @staticmethod
    def there(db: str) -> bool:
        """Whether there is a desk by that name."""
        return exists(db)

    @property
    def store(self) -> Store:
        """
        Raises:
            UsageError: this desk keeps nothing.
        """
        if self._store is None:
            raise UsageError("this needs a desk: name its database with --db FILE or NEWSLOOM_DB")
        return self._store

    def writer_notice(self, language: str | None = None) -> str | None:
        """What a person is told before text leaves the machine; see `newsloom.loom.writing.notice`."""
        return writing.notice(self.settings.writer, language)

    def _known_by(self, story: Story, as_of: str | None) -> tuple[Story, list[Article]]:
        """A story with its articles, as far as they were out by that day."""
        articles = hands.articles(self.store, story.articles)
        return (story, articles) if as_of is None else outline.known_by(story, articles, as_of)
