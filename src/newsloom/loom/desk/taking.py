"""The main job, and taking in what a desk keeps: inputs, feeds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import BinaryIO

from newsloom.loom import briefing as road
from newsloom.loom import clock, paged, placing, shelf
from newsloom.loom.ahead import Ahead
from newsloom.loom.desk.base import Base
from newsloom.loom.feeds import Feeds
from newsloom.loom.intake import Intake, Progress, batches, gather, quiet
from newsloom.loom.weaving import weave
from newsloom.records import Article, Briefing, Failure, Story

Report = Callable[[str, Article], None]


class Taking(Base):
    """What goes into a desk, and the main job, which needs none."""

    def brief(
        self,
        inputs: Sequence[str],
        *,
        stdin: BinaryIO | None = None,
        as_of: str | None = None,
        language: str | None = None,
        progress: Progress = quiet,
    ) -> Briefing:
        """Brief the stories that inputs are about. With a store they are added first, and what it knows of those stories joins in.

        Args:
            language: of the reader (BCP 47); heeded where a writer is named.
        """
        day = clock.day(as_of) if as_of else None
        if self._store is None:
            intake = gather(inputs, self.settings, stdin, progress)
            found = paged.completed(intake.articles, self.settings)
            articles = [a for a in found if day is None or clock.known_by(a, day)]
            stories = weave(articles, self.settings)
        else:
            intake = Intake()
            wanted: set[str] = set()
            self._take_in(inputs, stdin, intake.failed, lambda _what, article: wanted.add(article.id), progress)
            stories = self._kept_stories(wanted, day)
        listed = [article for _, members in stories for article in members]
        return road.write(
            stories,
            self.settings,
            left_out=listed,
            failed=intake.failed,
            as_of=day,
            store=self._store,
            language=language,
            progress=progress,
        )

    def add(
        self, inputs: Sequence[str], *, stdin: BinaryIO | None = None, report: Report | None = None, progress: Progress = quiet
    ) -> list[Failure]:
        """Add inputs, and follow the feeds among them (addresses, lists). Gives what failed.

        Args:
            report: called with "added", "version" or "known" once an article is safely stored.
        """
        failed: list[Failure] = []
        report = report or (lambda _what, _article: None)
        others = self.feeds.take(inputs, failed, report)
        self._take_in(others, stdin, failed, report, progress)
        return failed

    def _take_in(self, inputs: Sequence[str], stdin: BinaryIO | None, failed: list[Failure], report: Report, progress: Progress) -> None:
        count = 0
        with Ahead(self.settings) as ahead:
            for given in batches(inputs, self.settings, stdin, failed):
                batch = paged.completed(given, self.settings)
                said = self.store.add(batch)
                new = dict.fromkeys(article.id for article, what in zip(batch, said, strict=True) if what in ("added", "version"))
                ahead.offer(self.store.articles(list(new)))  # as they were stored: names that were purged are not in them
                for article, what in zip(batch, said, strict=True):
                    report(what, article)
                shelf.keep(ahead.done(), self.store, self.settings)
                count += len(batch)
                progress("stored", count)
            if self.store.unplaced():  # also what an earlier, interrupted run stored but did not place
                placing.place(self.store, self.settings, ahead=ahead)

    @property
    def feeds(self) -> Feeds:
        """The desk's subscriptions.

        Raises:
            UsageError: this desk keeps nothing.
        """
        return Feeds(self.store, self.settings, self.weave)

    def weave(self) -> None:
        """Place what is in no story yet: new articles, new versions, and what an interrupted run left."""
        placing.place(self.store, self.settings)

    def _kept_stories(self, articles: Collection[str], as_of: str | None = None) -> list[tuple[Story, list[Article]]]:
        """The stories that hold these articles, the largest first."""
        found = [self._known_by(story, as_of) for story in self.store.living.assemble(self.store.living.of_articles(articles))]
        return sorted((pair for pair in found if pair[1]), key=lambda pair: (-len(pair[1]), pair[0].id))
