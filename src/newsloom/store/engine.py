"""Opens a SQLite file as newsloom wants it: WAL, foreign keys on, explicit transactions, patient with other writers."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError

PAGE = 8192  # bytes: most of our rows have 2 to 4 KB, of which pages of 4 KB hold one each
BUSY_MS = 75_000  # how long a writer waits for another before it gives up
NOTICE_MS = 3_000  # after which it says that it waits
_log = logging.getLogger(__name__)


def sqlite_engine(path: Path) -> Engine:
    """An engine on the file at `path`; the file is made on first use."""
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": BUSY_MS / 1000})

    @event.listens_for(engine, "connect")
    def _configure(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # Python's sqlite3 else opens transactions behind SQLAlchemy's back
        connection.execute(f"PRAGMA page_size = {PAGE}")  # of a file that is made now; another's stays
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")  # what was reported as added must survive a power cut as well
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A writer takes the lock at once: a read transaction that turns into a write could fail in the middle (SQLITE_BUSY_SNAPSHOT).
        write = connection.get_execution_options().get("newsloom_write", False)
        if write:
            _take_lock(connection, path)
        else:
            connection.exec_driver_sql("BEGIN")

    return engine


def _take_lock(connection: Connection, path: Path) -> None:
    """Begin to write; who has to wait for long says so.

    Raises:
        sqlalchemy.exc.OperationalError: another process kept the lock for all that time.
    """
    soon = min(NOTICE_MS, BUSY_MS)
    try:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {soon}")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except OperationalError as error:
        if "locked" not in str(error.orig) or soon == BUSY_MS:
            raise
        _log.warning("%s is locked by another process: waiting for it, %d seconds at most", path, BUSY_MS // 1000)
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {BUSY_MS - soon}")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {BUSY_MS}")


def full_text() -> tuple[str, bool]:
    """SQLite's version, and whether it has full text search (FTS5)."""
    with closing(sqlite3.connect(":memory:")) as database:
        options = {row[0] for row in database.execute("PRAGMA compile_options")}
    return sqlite3.sqlite_version, "ENABLE_FTS5" in options
