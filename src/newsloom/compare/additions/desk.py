"""The outlets of a story, and which of them only print what another has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from newsloom.compare.provenance import origins_of, outlets
from newsloom.records import Article, Provenance


class Outlets:
    """Outlets by number, in the order of their first articles. Articles of which no outlet is known stand each for themselves.

    Attributes:
        names: for each outlet its name or domain, None where it is unknown.
        articles: for each outlet the ids of its articles.
        of: article id → outlet.
        origin: article id → origin.
    """

    def __init__(self, articles: Sequence[Article], provenance: Provenance) -> None:
        self.names: list[str | None] = []
        self.articles: list[list[str]] = []
        self.of: dict[str, int] = {}
        self.origin = origins_of(provenance)
        numbers: dict[str, int] = {}
        for article in articles:
            name = outlets.of_article(article)
            number = numbers.setdefault(outlets.key(name) if name else f"\0{article.id}", len(self.names))
            if number == len(self.names):
                self.names.append(name)
                self.articles.append([])
            self.articles[number].append(article.id)
            self.of[article.id] = number
        self._sources: dict[int, set[int]] = defaultdict(set)
        for tie in provenance.derivations:
            if tie.how != "cites" and tie.from_article in self.of and tie.article in self.of:
                self._sources[self.of[tie.article]].add(self.of[tie.from_article])

    def alone(self, holders: Collection[int]) -> int | None:
        """The one outlet that has something, where all others that have it print it after that one; None where several have it."""
        own = [number for number in holders if not self._sources[number] & set(holders) - {number}]
        return own[0] if len(own) == 1 else None

    def origins(self, number: int) -> set[int]:
        """The origins that an outlet's articles go back to."""
        return {self.origin[id] for id in self.articles[number] if id in self.origin}
