"""Results that can be made again: annotations and features, each under a digest of all that made it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection, Table, select

from newsloom.records import Annotations, Article, from_json, to_json
from newsloom.store import lending, sql
from newsloom.store.dialect import insert_new, is_postgres
from newsloom.store.schema import annotation_rows, feature_rows


def _rows(connection: Connection, rows: Table, versions: Mapping[str, str], digest: str) -> Iterator[tuple[str, bytes]]:
    for part in sql.chunks(versions):
        query = select(rows.c.article, rows.c.version, rows.c.record).where(rows.c.digest == digest, rows.c.article.in_(part))
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
    if is_postgres(connection):
        return dict(_rows(connection, feature_rows, versions, digest))
    found: dict[str, bytes] = {}
    for part in sql.chunks(versions):
        query = lending.query().where(feature_rows.c.digest == digest, feature_rows.c.article.in_(part))
        rows = lending.rows(connection, query)
        found.update({row["article"]: row["record"] for row in rows if versions[row["article"]] == row["version"]})
    return found


def keep_annotations(connection: Connection, made: Sequence[Annotations], digest: str) -> None:
    _keep(connection, annotation_rows, [(a.article, a.version, to_json(a)) for a in made], digest)


def keep_features(connection: Connection, made: Sequence[tuple[Article, bytes]], digest: str, means: Sequence[bytes] = ()) -> None:
    """`means`: the vectors that the caller keeps for these articles, right after."""
    found = [(article.id, article.version, record) for article, record in made]
    if is_postgres(connection) or not means:
        _keep(connection, feature_rows, found, digest)
        return
    _drop(connection, feature_rows, [article for article, _, _ in found], digest)
    lending.keep(connection, _as_rows(found, digest), {article.id: vector for (article, _), vector in zip(made, means, strict=True)})


def _keep(connection: Connection, rows: Table, made: list[tuple[str, str, bytes]], digest: str) -> None:
    _drop(connection, rows, [article for article, _, _ in made], digest)
    if made:
        connection.execute(insert_new(connection, rows), _as_rows(made, digest))


def _drop(connection: Connection, rows: Table, ids: Sequence[str], digest: str) -> None:
    """Drop what older code, tables or models made for the same articles."""
    for part in sql.chunks(ids):
        connection.execute(rows.delete().where(rows.c.article.in_(part), rows.c.digest != digest))


def _as_rows(made: list[tuple[str, str, bytes]], digest: str) -> list[dict[str, str | bytes]]:
    return [{"article": article, "version": version, "digest": digest, "record": record} for article, version, record in made]
