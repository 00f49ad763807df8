"""Full text search (SQLite FTS5, ranked by BM25), by words and, for scripts without spaces, by trigrams."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import Connection, delete, func, insert, select, text

from newsloom.records import Article
from newsloom.store.hits import SPACELESS, TITLE_WEIGHT, Hit, body
from newsloom.store.schema import FULL_TEXT, search_rows

_WORD = re.compile(r"\w+")


def index(connection: Connection, article: Article) -> None:
    """Make the current version of an article findable, in place of an earlier one. Furniture is not indexed."""
    forget(connection, article.id)
    index_new(connection, [article])


def index_new(connection: Connection, new: Sequence[Article]) -> None:
    """The same for many articles that were not in the index before."""
    last = _last(connection)
    fields = [{"row": last + at, "title": article.title or "", "body": body(article)} for at, article in enumerate(new, 1)]
    connection.execute(insert(search_rows), [{"row": one["row"], "article": article.id} for one, article in zip(fields, new, strict=True)])
    spaceless = [one for one in fields if SPACELESS.search(str(one["body"])[:2000])]
    for table, rows in (("search_words", fields), ("search_trigrams", spaceless)):
        if rows:
            connection.execute(text(f"INSERT INTO {table} (rowid, title, body) VALUES (:row, :title, :body)"), rows)  # noqa: S608


def _last(connection: Connection) -> int:
    """The highest row that was ever given: that of an article that is gone is in the index still."""
    rows = [connection.execute(text(f"SELECT max(id) FROM {table}_docsize")).scalar() for table in FULL_TEXT]  # noqa: S608 - names are ours
    return max(connection.execute(select(func.max(search_rows.c.row))).scalar() or 0, *(row or 0 for row in rows))


def find(connection: Connection, words: str, limit: int) -> list[Hit]:
    tokens = _WORD.findall(words)
    if not tokens:
        return []
    spaceless = bool(SPACELESS.search(words)) and max(map(len, tokens)) >= 3
    table = "search_trigrams" if spaceless else "search_words"
    query = " ".join(f'"{token}"' for token in tokens if not spaceless or len(token) >= 3)  # quoted: a word, never syntax
    return _matching(connection, table, query, limit)


def alike(connection: Connection, words: Sequence[str], limit: int) -> list[Hit]:
    """Articles that hold any of `words`, those with most and rarest of them first."""
    tokens = list(dict.fromkeys(token for word in words for token in _WORD.findall(word)))
    return _matching(connection, "search_words", " OR ".join(f'"{token}"' for token in tokens), limit) if tokens else []


def _matching(connection: Connection, table: str, query: str, limit: int) -> list[Hit]:
    found = connection.execute(
        text(
            f"SELECT search_rows.article, memberships.story, -bm25({table}, :weight, 1.0) AS score FROM {table} "  # noqa: S608
            f"JOIN search_rows ON search_rows.row = {table}.rowid LEFT JOIN memberships ON memberships.article = search_rows.article "
            f"WHERE {table} MATCH :query ORDER BY score DESC, search_rows.article LIMIT :limit"
        ),
        {"query": query, "weight": TITLE_WEIGHT, "limit": limit},
    )
    return [Hit(article=row.article, story=row.story, score=row.score) for row in found]


def forget(connection: Connection, article: str) -> None:
    """Take an article out of what is found. Its words stay in the index until that is made anew (`wipe`, and all articles again)."""
    connection.execute(delete(search_rows).where(search_rows.c.article == article))


def wipe(connection: Connection) -> None:
    """Empty the index."""
    for table, statement in FULL_TEXT.items():
        connection.exec_driver_sql(f"DROP TABLE {table}")
        connection.exec_driver_sql(statement)
    connection.execute(delete(search_rows))
