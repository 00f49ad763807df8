"""`Looking`: lists over all articles that pages ask for: outlets, what an outlet printed, articles that a rule describes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, select

from newsloom.store import search, sql
from newsloom.store.schema import articles, memberships, versions

Opened = Callable[[], AbstractContextManager[Connection]]
_HITS = 10_000


@dataclass(frozen=True, slots=True)
class OutletRow:
    """An outlet in a list. `first`, `last`: days of its articles, None when unknown."""

    name: str
    articles: int
    stories: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Printed:
    """An article in a list. `versions`: how many texts of it are stored."""

    article: str
    title: str | None
    published: str | None
    first_seen: str
    language: str
    story: str | None
    versions: int
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Came:
    """That an article came: `input`: the feed or file that it was in."""

    article: str
    input: str
    first_seen: str


class Looking:
    """Made by `Store`; each method is one transaction that only reads."""

    def __init__(self, reading: Opened) -> None:
        self._reading = reading

    def outlets(self, limit: int) -> list[OutletRow]:
        """Outlets, those with most articles first."""
        count = func.count(articles.c.id).label("count")
        query = (
            select(
                articles.c.outlet,
                count,
                func.count(memberships.c.story.distinct()),
                func.min(articles.c.published),
                func.max(articles.c.published),
            )
            .outerjoin(memberships, memberships.c.article == articles.c.id)
            .where(articles.c.outlet.is_not(None))
            .group_by(articles.c.outlet)
            .order_by(count.desc(), articles.c.outlet)
            .limit(limit)
        )
        with self._reading() as connection:
            return [OutletRow(str(r[0]), int(r[1]), int(r[2]), r[3], r[4]) for r in connection.execute(query)]

    def of_outlet(self, name: str, limit: int) -> list[Printed]:
        """What an outlet printed, newest first."""
        return self._printed(articles.c.outlet == name, limit)

    def printed(self, ids: Sequence[str]) -> list[Printed]:
        """These articles, newest first."""
        return [one for part in sql.chunks(ids) for one in self._printed(articles.c.id.in_(part), len(part))]

    def _printed(self, which: ColumnElement[bool], limit: int) -> list[Printed]:
        texts = select(func.count()).where(versions.c.article == articles.c.id).scalar_subquery()
        day = func.coalesce(articles.c.published, articles.c.first_seen)
        query = (
            select(articles, memberships.c.story, texts.label("texts"))
            .outerjoin(memberships, memberships.c.article == articles.c.id)
            .where(which)
            .order_by(day.desc(), articles.c.id)
            .limit(limit)
        )
        with self._reading() as connection:
            return [
                Printed(r.id, r.title, r.published, r.first_seen, r.language, r.story, int(r.texts), r.outlet)
                for r in connection.execute(query)
            ]

    def newest(self, most: int) -> list[Came]:
        """The articles that came last, the newest first."""
        query = select(articles.c.id, articles.c.input, articles.c.first_seen).order_by(articles.c.first_seen.desc(), articles.c.id.desc())
        with self._reading() as connection:
            return [Came(row.id, row.input, row.first_seen) for row in connection.execute(query.limit(most))]

    def matching(self, *, words: str | None = None, outlet: str | None = None, language: str | None = None) -> dict[str, list[str]]:
        """Story → its articles that hold all `words`, are of an outlet that contains `outlet`, and of that language."""
        query = select(articles.c.id, memberships.c.story).join(memberships, memberships.c.article == articles.c.id)
        if outlet:
            query = query.where(articles.c.outlet.icontains(outlet, autoescape=True))
        if language:
            query = query.where(articles.c.language.istartswith(language, autoescape=True))
        found: dict[str, list[str]] = {}
        with self._reading() as connection:
            hits = {hit.article for hit in search.find(connection, words, _HITS)} if words else None
            for row in connection.execute(query):
                if hits is None or row.id in hits:
                    found.setdefault(row.story, []).append(row.id)
        return found
