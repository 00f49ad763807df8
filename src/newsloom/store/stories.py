"""Stories and which article is in which."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, and_, delete, insert, select

from newsloom.errors import NotFoundError
from newsloom.records import Story, from_json, to_json
from newsloom.store.schema import articles, memberships, stories


def replace(connection: Connection, woven: Sequence[Story], now: str) -> None:
    """Make `woven` the stories of this desk."""
    before = {row.id: (row.record, row.changed) for row in connection.execute(select(stories.c.id, stories.c.record, stories.c.changed))}
    connection.execute(delete(memberships))
    connection.execute(delete(stories))
    versions = {row.id: row.version for row in connection.execute(select(articles.c.id, articles.c.version))}
    for story in woven:
        record = to_json(story)
        old = before.get(story.id)
        changed = old[1] if old and old[0] == record else now
        connection.execute(
            insert(stories).values(id=story.id, title=story.title, first=story.first, last=story.last, changed=changed, record=record)
        )
        event_of = {article: event.id for event in story.events for article in event.articles}
        rows = [
            {"article": article, "version": versions[article], "story": story.id, "event": event_of.get(article, story.id), "place": place}
            for place, article in enumerate(story.articles)
        ]
        if rows:
            connection.execute(insert(memberships), rows)


def every(connection: Connection) -> list[tuple[Story, str]]:
    query = select(stories.c.record, stories.c.changed).order_by(stories.c.changed.desc(), stories.c.id)
    return [(from_json(record, Story), changed) for record, changed in connection.execute(query)]


def get(connection: Connection, id: str) -> Story:
    record = connection.execute(select(stories.c.record).where(stories.c.id == id)).scalar()
    if record is None:
        raise NotFoundError(f"no story {id}")
    return from_json(record, Story)


def find(connection: Connection, prefix: str) -> list[str]:
    query = select(stories.c.id).where(stories.c.id.startswith(prefix, autoescape=True)).order_by(stories.c.id).limit(10)
    return list(connection.execute(query).scalars())


def unplaced(connection: Connection) -> bool:
    same = and_(memberships.c.article == articles.c.id, memberships.c.version == articles.c.version)
    query = select(articles.c.id).outerjoin(memberships, same).where(memberships.c.article.is_(None)).limit(1)
    return connection.execute(query).first() is not None
