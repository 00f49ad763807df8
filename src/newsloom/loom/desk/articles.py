"""Articles: reading, searching, checking them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from newsloom.loom import hands, passages, versions
from newsloom.loom import meaning as meant
from newsloom.loom.check import article as checked
from newsloom.loom.desk.base import Base
from newsloom.loom.intake import Progress, quiet
from newsloom.loom.newcomers import Newcomers
from newsloom.records import Article, Check, VersionStep
from newsloom.render import Hit


class Articles(Base):
    """A desk's articles."""

    def article(self, id: str, version: str | None = None) -> Article:
        """An article in its current version, or in the one named.

        Raises:
            NotFoundError: there is none.
        """
        found = self.store.article(id, version)
        return hands.corrected(found, [one for one in hands.holding(self.store.people.hands(target=id)) if one.kind in hands.ON_ARTICLES])

    def articles(self, ids: Sequence[str]) -> dict[str, Article]:
        """Articles in their current versions, corrected as people said, by id.

        Raises:
            NotFoundError: one is not there.
        """
        return {article.id: article for article in hands.articles(self.store, list(dict.fromkeys(ids)))} if ids else {}

    def still_here(self, articles: Sequence[str]) -> list[str]:
        """Those of these articles that are on the desk: what was purged is in nobody's list any more."""
        known = self.store.present(articles)
        return [id for id in articles if id in known]

    def versions(self, article: str) -> list[VersionStep]:
        """The versions of an article, oldest first, each with what changed since the one before.

        Raises:
            NotFoundError: there is none.
        """
        self.store.article(article)
        return versions.steps(self.store.versions(article))

    def newcomers(self, account: str) -> Newcomers:
        """Articles as feed readers see them, with what this reader read and starred."""
        return Newcomers(self.store, account)

    def search(self, words: str, limit: int = 20, *, meaning: bool = False) -> list[Hit]:
        """Articles that hold all of `words`, best first, each with the passage that answers best.

        Args:
            meaning: articles that mean nearly the same instead, in any language; their score is a cosine.
        """
        hits = meant.search(self.store, self.settings, words, limit) if meaning else self.store.search(words, limit)
        articles = {article.id: article for article in self.store.articles([hit.article for hit in hits])} if hits else {}
        return [
            Hit(story=hit.story, article=hit.article, score=round(hit.score, 4), passage=passages.best(articles[hit.article], words))
            for hit in hits
        ]

    def load_meanings(self) -> None:
        """Have at hand what a search by meaning needs; it loads by itself at the first one otherwise."""
        meant.load(self.settings)

    def knows_meanings(self) -> bool:
        """Whether it is known of all articles what they mean, so that a search by meaning answers at once."""
        return meant.ready(self.store, self.settings)

    def learn_meanings(self) -> None:
        """Work out what articles mean that an older newsloom placed."""
        meant.learn(self.store, self.settings)

    def check(self, input: str, *, stdin: BinaryIO | None = None, progress: Progress = quiet) -> Check:
        """Hold one article or draft against the desk; nothing of it is kept. See `newsloom.loom.check.article`."""
        return checked(input, self.settings, self.store, stdin=stdin, progress=progress)
