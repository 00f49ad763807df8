"""Brings a database to the schema of this version, in one transaction: killed half-way, it is as it was before."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from newsloom.errors import StoreError
from newsloom.store.dialect import is_postgres

HEAD = "0009"


def revision(connection: Connection) -> str | None:
    """The schema version that the database is at; None for an empty one.

    Raises:
        StoreError: it is a database of something else.
    """
    names = set(inspect(connection).get_table_names())
    if "alembic_version" in names:
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return None if found is None else str(found)
    if names:
        if is_postgres(connection):
            raise StoreError("holds other tables, but none of newsloom's: make a database for the desk (`createdb`), and name that")
        raise StoreError("is a database, but not one of newsloom's: name another file")
    return None


def to_head(connection: Connection) -> None:
    """Run the steps that are missing. The caller holds the write lock and commits.

    Raises:
        StoreError: the database was made by a newer newsloom.
    """
    at = revision(connection)
    if at == HEAD:
        return
    if at is not None and at > HEAD:
        raise StoreError(f"has schema {at}, made by a newer newsloom (this one knows {HEAD}): upgrade newsloom")
    if at is None and is_postgres(connection):
        from newsloom.store import postgres_schema

        postgres_schema.create(connection, HEAD)
        return
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
