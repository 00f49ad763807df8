"""`Results`: whole results under the digest of all that made them, and the ledger of speakers that is drawn from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from sqlalchemy import Connection, delete, func, insert, select

from newsloom.records import from_json, to_json
from newsloom.records.people import Said
from newsloom.store.schema_people import ledger, results

Opened = Callable[[], AbstractContextManager[Connection]]


class Results:
    """Made by `Store`; each method is one transaction."""

    def __init__(self, reading: Opened, writing: Opened) -> None:
        self._reading, self._writing = reading, writing

    def get(self, kind: str, key: str, digest: str) -> bytes | None:
        """A result that was made under `digest`."""
        with self._reading() as connection:
            query = select(results.c.record).where(results.c.kind == kind, results.c.key == key, results.c.digest == digest)
            found = connection.execute(query).scalar()
            return None if found is None else bytes(found)

    def digest(self, kind: str, key: str) -> str | None:
        """The digest that a result was made under, None where there is none."""
        with self._reading() as connection:
            found = connection.execute(select(results.c.digest).where(results.c.kind == kind, results.c.key == key)).scalar()
            return None if found is None else str(found)

    def all(self, kind: str, digest: str) -> dict[str, bytes]:
        """Key → result, of all that were made under `digest`."""
        with self._reading() as connection:
            query = select(results.c.key, results.c.record).where(results.c.kind == kind, results.c.digest == digest)
            return {row.key: bytes(row.record) for row in connection.execute(query)}

    def latest(self, kind: str, key: str) -> tuple[str, bytes] | None:
        """(digest, result), whatever it was made under."""
        with self._reading() as connection:
            row = connection.execute(select(results.c.digest, results.c.record).where(results.c.kind == kind, results.c.key == key)).first()
            return None if row is None else (row.digest, bytes(row.record))

    def keep(self, kind: str, key: str, digest: str, record: bytes, made: str) -> None:
        """Keep a result in place of an earlier one."""
        with self._writing() as connection:
            connection.execute(delete(results).where(results.c.kind == kind, results.c.key == key))
            connection.execute(insert(results).values(kind=kind, key=key, digest=digest, made=made, record=record))

    def keep_said(self, story: str, said: Sequence[Said]) -> None:
        """What a story's speakers said, in place of what was known before."""
        rows = [
            {"story": story, "number": number, "entity": one.entity, "name": one.name, "day": one.day, "record": to_json(one)}
            for number, one in enumerate(said)
        ]
        with self._writing() as connection:
            connection.execute(delete(ledger).where(ledger.c.story == story))
            if rows:
                connection.execute(insert(ledger), rows)

    def said(self, entity: str) -> list[Said]:
        """What one speaker said over all stories, oldest first, the undated last."""
        query = (
            select(ledger.c.record)
            .where(ledger.c.entity == entity)
            .order_by(ledger.c.day.is_(None), ledger.c.day, ledger.c.story, ledger.c.number)
        )
        with self._reading() as connection:
            return [from_json(record, Said) for record in connection.execute(query).scalars()]

    def speakers(self, limit: int) -> list[tuple[str, str, int, int]]:
        """(entity, name, statements, stories), those who say most first."""
        count = func.count().label("count")
        query = (
            select(ledger.c.entity, func.max(ledger.c.name), count, func.count(ledger.c.story.distinct()))
            .group_by(ledger.c.entity)
            .order_by(count.desc(), ledger.c.entity)
            .limit(limit)
        )
        with self._reading() as connection:
            return [(row[0], row[1], int(row[2]), int(row[3])) for row in connection.execute(query)]
