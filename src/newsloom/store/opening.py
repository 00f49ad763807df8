"""From the name of a database to an engine on it, and from a driver's errors to words."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from newsloom.errors import StoreError
from newsloom.store import migrate, postgres
from newsloom.store.engine import sqlite_engine


def engine_of(db: str) -> tuple[str, Engine]:
    """The name of a database as messages may give it, and an engine on it.

    Raises:
        StoreError: it cannot be one.
        MissingPartError: what it needs is not installed.
    """
    if "://" in db:
        url = postgres.parsed(db)
        return postgres.shown(url), postgres.postgres_engine(url)
    path = Path(db)
    if not path.parent.is_dir():
        raise StoreError(f"{db}: the folder {path.parent} does not exist")
    if path.is_dir():
        raise StoreError(f"{db}: is a folder: name a file in it")
    return db, sqlite_engine(path)


def exists(db: str) -> bool:
    """Whether there is a desk by that name; nothing is made.

    Raises:
        StoreError: a database that is named by its address cannot be asked.
    """
    if "://" not in db:
        return Path(db).exists()
    name, engine = engine_of(db)
    try:
        with engine.connect() as connection:
            return migrate.revision(connection) is not None
    except DBAPIError as error:
        raise StoreError(f"{name}: {reason(error)}") from error
    except StoreError as error:
        raise StoreError(f"{name}: {error}") from error
    finally:
        engine.dispose()


def reason(error: DBAPIError) -> str:
    """A driver's message in words that say what to do."""
    cause = error.orig
    if cause is not None and type(cause).__module__.startswith("psycopg"):
        return postgres.reason(cause)
    message = str(cause or error)
    if isinstance(cause, sqlite3.OperationalError) and "locked" in message:
        return "is locked by another process: wait for it to end, or name another file"
    if "not a database" in message:
        return "is not a SQLite database: name another file"
    if "readonly" in message or "unable to open" in message:
        return "cannot be written: check its permissions and those of its folder"
    if "disk I/O error" in message:
        return "cannot be read or written (disk I/O error): is the disk full or failing? What was reported as added is kept"
    if "disk is full" in message:
        return "the disk is full: free some space and run this again; what was reported as added is kept"
    if "malformed" in message:
        return "is damaged (SQLite: database disk image is malformed): restore it from a backup"
    return message
