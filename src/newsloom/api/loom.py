"""`Loom`: a desk as a Python object. It does what the command line does, and gives records instead of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

from newsloom import settings
from newsloom.api.briefings import BriefingView
from newsloom.api.claims import Claims
from newsloom.loom import Desk, showing

if TYPE_CHECKING:
    from newsloom.loom.showing import Hit, StoryRow
    from newsloom.records import Article, Changes, Check, Explanation, Failure

Inputs = str | Path | Sequence[str | Path]


class StoryView:
    """One story of a desk."""

    def __init__(self, desk: Desk, row: StoryRow) -> None:
        self._desk = desk
        self.row = row

    @property
    def id(self) -> str:
        return self.row.id

    @property
    def title(self) -> str:
        return self.row.title

    def briefing(self, *, as_of: str | None = None) -> BriefingView:
        """
        Args:
            as_of: only what was known by the end of that day ("YYYY-MM-DD").
        """
        return BriefingView(self._desk.show_story(self.id, as_of=as_of))

    def claims(self) -> Claims:
        return Claims(*self._desk.claims(self.id))

    def explain(self, claim: str) -> Explanation:
        """Why a claim (its id, or its first letters) is as it is."""
        return self._desk.explain_claim(self.id, claim)

    def changes(self, since: str, *, until: str | None = None, seen: bool = False) -> Changes:
        """What changed since a day ("YYYY-MM-DD"); see `newsloom.loom.changes.since`."""
        return self._desk.changes(self.id, since, until=until, seen=seen)

    def articles(self) -> list[Article]:
        return self._desk.story_articles(self.id)

    def __repr__(self) -> str:
        return f"<story {self.id} {self.title!r}>"

    def _repr_html_(self) -> str:
        row = self.row
        facts = f"{row.articles} articles, {row.independent_sources} independent sources, {', '.join(row.outlets)}"
        return f"<p><b>{escape(showing.harmless(row.title))}</b><br>{escape(showing.harmless(facts))}</p>"


class Loom:
    """A desk.

    Args:
        db: path of its database; None for a desk that keeps nothing.
        config: settings file.

    Raises:
        StoreError: the database cannot be used.
        UsageError: the settings cannot be read.
    """

    def __init__(self, db: str | Path | None = None, config: str | Path | None = None) -> None:
        self.desk = Desk(str(db) if db is not None else None, settings.load(Path(config) if config else None))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self.desk.close()

    def brief(self, inputs: Inputs, *, stdin: BinaryIO | None = None, as_of: str | None = None) -> BriefingView:
        """Brief the stories that inputs (files, folders, URLs) are about."""
        return BriefingView(self.desk.brief(_named(inputs), stdin=stdin, as_of=as_of))

    def add(self, inputs: Inputs, *, stdin: BinaryIO | None = None) -> list[Failure]:
        """Add inputs; when this returns, they are kept. Gives what failed."""
        return self.desk.add(_named(inputs), stdin=stdin)

    def stories(self) -> list[StoryView]:
        """The desk's stories, heaviest first."""
        return [StoryView(self.desk, row) for row in self.desk.stories()]

    def story(self, id: str) -> StoryView:
        """The story whose id begins with `id`.

        Raises:
            NotFoundError: there is none, or several.
        """
        full = self.desk.resolve(id)
        return next(story for story in self.stories() if story.id == full)

    def article(self, id: str) -> Article:
        """
        Raises:
            NotFoundError: there is none.
        """
        return self.desk.article(self.desk.resolve(id))

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        return self.desk.search(words, limit)

    def check(self, input: str | Path, *, stdin: BinaryIO | None = None) -> Check:
        """Hold one article or draft against the desk; nothing of it is kept."""
        return self.desk.check(str(input), stdin=stdin)

    def __iter__(self) -> Iterator[StoryView]:
        return iter(self.stories())


def _named(inputs: Inputs) -> list[str]:
    return [str(inputs)] if isinstance(inputs, str | Path) else [str(one) for one in inputs]
