"""Looks for what is wrong with a database."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from newsloom.store.dialect import is_postgres
from newsloom.store.schema import articles, memberships, stories, versions


def faults(connection: Connection) -> list[str]:
    """Empty when the database's own checks pass and each article has its text, each membership its story."""
    found: list[str] = []
    if not is_postgres(connection):
        found += [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]
        found += [f"foreign key: {tuple(row)}" for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]
    current = (versions.c.article == articles.c.id) & (versions.c.version == articles.c.version)
    bare = select(func.count()).select_from(articles.outerjoin(versions, current)).where(versions.c.article.is_(None))
    if count := connection.execute(bare).scalar_one():
        found.append(f"{count} articles without the text of their current version")
    lost = (
        select(func.count()).select_from(memberships.outerjoin(stories, stories.c.id == memberships.c.story)).where(stories.c.id.is_(None))
    )
    if count := connection.execute(lost).scalar_one():
        found.append(f"{count} articles in stories that are not there")
    return found
