"""`Keeping`: the part of a store that moves, copies, mends and empties it as a whole."""

from __future__ import annotations

import os
import sqlite3
import zipfile
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, closing
from pathlib import Path

from sqlalchemy import Connection, Engine

from newsloom.errors import InputError, UsageError
from newsloom.store import archive, migrate, purging, repairing, retention
from newsloom.store.archive import Manifest

Opened = Callable[[], AbstractContextManager[Connection]]


class Keeping:
    """Made by `Store`."""

    def __init__(self, engine: Engine, reading: Opened, writing: Opened) -> None:
        self._engine, self._reading, self._writing = engine, reading, writing

    @property
    def postgres(self) -> bool:
        return self._engine.dialect.name == "postgresql"

    def export(self, path: Path, made: str) -> Manifest:
        """Write the desk as an archive, whole or not at all; others may go on writing to it meanwhile.

        Raises:
            InputError: the file cannot be written.
        """
        part = None
        try:
            part, file = archive.into(path)
            with file, self._reading() as connection:
                found = archive.write(connection, file, migrate.HEAD, made)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except OSError as error:
            raise InputError(str(path), f"cannot be written: {error.strerror or error}") from error
        finally:
            if part is not None:
                part.unlink(missing_ok=True)
        return found

    def take_in(self, path: Path) -> Manifest:
        """Fill this desk, which must be empty, from an archive; wholly or not at all.

        Raises:
            InputError: the archive cannot be read, is damaged, or comes from a newer newsloom.
            UsageError: the desk is not empty.
        """
        try:
            with zipfile.ZipFile(path) as opened, self._writing() as connection:
                archive.manifest_of(opened, migrate.HEAD)
                if not archive.empty(connection):
                    raise UsageError("the desk holds something already: name one that is not there yet")
                return archive.read(connection, opened, migrate.HEAD)
        except (OSError, zipfile.BadZipFile) as error:
            raise InputError(str(path), f"cannot be read as an archive: {error}") from error

    def copy(self, path: Path) -> None:
        """Copy a SQLite desk as it is at one moment, while others may write to it; the copy is checked.

        Raises:
            InputError: the copy cannot be written, or is not sound.
        """
        source = str(self._engine.url.database)
        part = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600))
            with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(part)) as there:
                here.backup(there)
                there.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
                faults = [str(row[0]) for row in there.execute("PRAGMA integrity_check") if row[0] != "ok"]
            if faults:
                raise InputError(source, f"is damaged, and so would be its copy: {faults[0]}; try `newsloom doctor --repair`")
            with part.open("rb") as file:
                os.fsync(file.fileno())
            part.replace(path)
        except (OSError, sqlite3.Error) as error:
            raise InputError(str(path), f"cannot be written: {error}") from error
        finally:
            part.unlink(missing_ok=True)

    def purge(self, *, articles: Sequence[str] = (), names: Sequence[str] = (), now: str) -> list[str]:
        """Take articles, or people's names, out of everything that is kept; only hashes stay, so that they do not come back.

        Gives the ids of the articles concerned. What is no longer in any table may still stand in the files: see `scrub`.
        """
        with self._writing() as connection:
            return [*purging.remove(connection, articles, now), *(purging.blot(connection, names, now) if names else ())]

    def old(self, day: str) -> list[str]:
        """Stories of which nothing is as young as `day` ("YYYY-MM-DD"), and on which no person laid a hand."""
        with self._reading() as connection:
            return retention.old(connection, day)

    def let_go(self, stories: Sequence[str]) -> int:
        """Take stories out with their articles; gives the number of articles. Unlike what was purged, they may come again."""
        with self._writing() as connection:
            return retention.let_go(connection, stories)

    def scrub(self) -> bool:
        """Write the database's files anew, so that nothing that was deleted is left in free pages or in the log.

        False: another process has the desk open, and parts of the old files are still there.
        """
        return repairing.scrub(self._engine)

    def mend(self) -> list[str]:
        """Make anew what is worked out from articles and texts, as far as the store itself can; gives what was mended."""
        with self._writing() as connection:
            return repairing.mend(connection)
