"""Results that can be made again: annotations and features, each under a digest of all that made it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection, Table, select

from newsloom.records import Annotations, Article, from_json, to_json
from newsloom.store import sql
from newsloom.store.dialect import insert_new
from newsloom.store.schema import annotation_rows, feature_rows


def _rows(connection: Connection, rows: Table, versions: Mapping[str, str], digest: str) -> Iterator[tuple[str, bytes]]:
    ids = list(versions)
    for at in range(0, len(ids), 500):
        query = select(rows.c.article, rows.c.version, rows.c.record).where(rows.c.digest == digest, rows.c.article.in_(ids[at : at + 500]))
        for article, version, record in connection.execute(query):
            if versions[article] == version:
                yield article, bytes(record)


def _versions(wanted: Sequence[Article]) -> dict[str, str]:
    return {article.id: article.version for article in wanted}


def annotations_of(connection: Connection, wanted: Sequence[Article], digest: str) -> dict[str, Annotations]:
    return {article: from_json(record, Annotations) for article, record in _rows(connection, annotation_rows, _versions(wanted), digest)}


def features_of(connection: Connection, wanted: Sequence[Article], digest: str) -> dict[str, bytes]:
    return features_by_version(connection, _versions(wanted), digest)


def features_by_version(connection: Connection, versions: Mapping[str, str], digest: str) -> dict[str, bytes]:
    return dict(_rows(connection, feature_rows, versions, digest))


def keep_annotations(connection: Connection, made: Sequence[Annotations], digest: str) -> None:
    _keep(connection, annotation_rows, [(a.article, a.version, to_json(a)) for a in made], digest)


def keep_features(connection: Connection, made: Sequence[tuple[Article, bytes]], digest: str) -> None:
    _keep(connection, feature_rows, [(article.id, article.version, record) for article, record in made], digest)


def _keep(connection: Connection, rows: Table, made: list[tuple[str, str, bytes]], digest: str) -> None:
    """Write rows, and drop what older code, tables or models made for the same articles."""
    for part in sql.chunks(article for article, _, _ in made):
        connection.execute(rows.delete().where(rows.c.article.in_(part), rows.c.digest != digest))
    if made:
        found = [{"article": article, "version": version, "digest": digest, "record": record} for article, version, record in made]
        connection.execute(insert_new(connection, rows), found)
