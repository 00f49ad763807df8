"""Articles and their versions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec
from sqlalchemy import Connection, case, delete, func, insert, select, update

from newsloom.errors import NotFoundError
from newsloom.records import Article, from_json, to_json
from newsloom.store import search, sql
from newsloom.store.schema import articles, versions, waiting

Added = Literal["added", "version", "known", "purged"]


def add(connection: Connection, article: Article) -> Added:
    """Store one article: new ("added"), a new version of a known one ("version"), or nothing new ("known")."""
    return add_all(connection, [article])[0]


def add_all(connection: Connection, batch: Sequence[Article]) -> list[Added]:
    """Store articles, in their order; what became of each. New ones are written together."""
    known = {row.id for row in sql.among(connection, (articles.c.id,), articles.c.id, [article.id for article in batch])}
    new: dict[str, Article] = {}
    for article in batch:
        if article.id not in known:
            new.setdefault(article.id, article)
    _insert(connection, list(new.values()))
    return ["added" if new.get(article.id) is article else _renew(connection, article) for article in batch]


def _insert(connection: Connection, new: Sequence[Article]) -> None:
    if not new:
        return
    connection.execute(insert(articles), [row(article) for article in new])
    connection.execute(insert(versions), [_version(article) for article in new])
    for part in sql.chunks(article.id for article in new):
        connection.execute(delete(waiting).where(waiting.c.article.in_(part)))
    connection.execute(insert(waiting), [{"article": article.id} for article in new])
    search.index_new(connection, new)


def _renew(connection: Connection, article: Article) -> Added:
    if _has(connection, article):
        return "known"
    fields = {k: v for k, v in row(article).items() if k not in ("id", "first_seen")}
    connection.execute(update(articles).where(articles.c.id == article.id).values(**fields))
    connection.execute(insert(versions), [_version(article)])
    connection.execute(delete(waiting).where(waiting.c.article == article.id))
    connection.execute(insert(waiting).values(article=article.id))
    search.index(connection, article)
    return "version"


def _version(article: Article) -> dict[str, str | bytes]:
    return {
        "article": article.id,
        "version": article.version,
        "first_seen": article.first_seen,
        "text": article.text,
        "record": pack(article),
    }


def _has(connection: Connection, article: Article) -> bool:
    query = select(versions.c.version).where(versions.c.article == article.id, versions.c.version == article.version)
    return connection.execute(query).first() is not None


def row(article: Article) -> dict[str, str | None]:
    """The columns of an article."""
    return {
        "id": article.id,
        "version": article.version,
        "input": article.input,
        "url": article.url,
        "title": article.title,
        "outlet": article.outlet.name if article.outlet else None,
        "language": article.language,
        "published": article.published.first_day,
        "first_seen": article.first_seen,
    }


def pack(article: Article) -> bytes:
    """What is kept beside the text of a version."""
    return to_json(msgspec.structs.replace(article, text=""))


def _unpack(record: bytes, text: str) -> Article:
    return msgspec.structs.replace(from_json(record, Article), text=text)


def get(connection: Connection, id: str, version: str | None) -> Article:
    query = select(versions.c.record, versions.c.text).join(articles, articles.c.id == versions.c.article).where(articles.c.id == id)
    row = connection.execute(query.where(versions.c.version == (version or articles.c.version))).first()
    if row is None:
        raise NotFoundError(f"no article {id}" + (f" in version {version}" if version else ""))
    return _unpack(row.record, row.text)


def many(connection: Connection, ids: Sequence[str] | None) -> list[Article]:
    query = (
        select(versions.c.record, versions.c.text)
        .join(articles, (articles.c.id == versions.c.article) & (articles.c.version == versions.c.version))
        .order_by(articles.c.first_seen, articles.c.id)
    )
    if ids is None:
        return [_unpack(row.record, row.text) for row in connection.execute(query)]
    found: dict[str, Article] = {}
    for at in range(0, len(ids), 500):  # SQLite bounds the number of variables in a statement
        chunk = connection.execute(query.where(articles.c.id.in_(ids[at : at + 500])))
        found |= {article.id: article for article in (_unpack(row.record, row.text) for row in chunk)}
    missing = [id for id in ids if id not in found]
    if missing:
        raise NotFoundError(f"no article {missing[0]}")
    return [found[id] for id in ids]


def every_version(connection: Connection, id: str) -> list[Article]:
    """Oldest first; the current one is the last, whatever the clock said when it came."""
    newest = case((versions.c.version == articles.c.version, 1), else_=0)
    query = (
        select(versions.c.record, versions.c.text)
        .join(articles, articles.c.id == versions.c.article)
        .where(versions.c.article == id)
        .order_by(newest, versions.c.first_seen)
    )
    return [_unpack(row.record, row.text) for row in connection.execute(query)]


def find(connection: Connection, prefix: str) -> list[str]:
    query = select(articles.c.id).where(articles.c.id.startswith(prefix, autoescape=True)).order_by(articles.c.id).limit(10)
    return list(connection.execute(query).scalars())


def count(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(articles)).scalar_one())
