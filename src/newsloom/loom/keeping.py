"""Moving, copying and mending a desk as a whole."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path

from newsloom.errors import InputError, UsageError
from newsloom.loom import clock
from newsloom.store import Manifest, Store, exists

_SQLITE = b"SQLite format 3\0"


def export(db: str, path: Path) -> Manifest:
    """Write a desk as an archive."""
    with Store(db) as store:
        return store.keeping.export(path, clock.now())


def take_in(path: Path, db: str) -> Manifest:
    """Fill a new desk from an archive.

    Raises:
        InputError: the archive is missing, damaged, or of a newer newsloom.
        UsageError: the desk holds something already.
    """
    if not path.is_file():
        raise InputError(str(path), "there is no such file")
    if not zipfile.is_zipfile(path):
        raise InputError(str(path), "is no archive of a desk: `newsloom export` makes one")
    fresh = "://" not in db and not exists(db)
    with Store(db) as store:
        try:
            return store.keeping.take_in(path)
        except BaseException:
            store.close()
            if fresh:
                for name in (db, f"{db}-wal", f"{db}-shm"):
                    Path(name).unlink(missing_ok=True)
            raise


def backup(db: str, path: Path) -> str:
    """Copy a desk while it is in use. Gives "file" (a SQLite desk, to open as it is) or "archive"."""
    with Store(db) as store:
        if store.keeping.postgres:
            store.keeping.export(path, clock.now())
            return "archive"
        store.keeping.copy(path)
        return "file"


def restore(path: Path, db: str) -> None:
    """Make a desk from a backup: a copy of a SQLite file, or an archive; either can become either kind of desk.

    Raises:
        InputError: the backup is missing or damaged.
        UsageError: the desk is there already.
    """
    if not path.is_file():
        raise InputError(str(path), "there is no such file")
    with path.open("rb") as file:
        plain = file.read(len(_SQLITE)) == _SQLITE
    if not plain:
        take_in(path, db)
    elif "://" in db:
        with tempfile.TemporaryDirectory() as folder:
            export(str(path), Path(folder) / "desk.zip")
            take_in(Path(folder) / "desk.zip", db)
    elif exists(db):
        raise UsageError(f"{db}: is there already: name a file that is not, or move this one away")
    else:
        _copied(path, db)


def _copied(path: Path, db: str) -> None:
    with Store(path) as store:  # brings an older one to these tables, and tells what is none of ours
        if faults := store.check():
            raise InputError(str(path), f"is damaged: {faults[0]}")
        store.keeping.copy(Path(db))


__all__ = ["Manifest", "backup", "export", "restore", "take_in"]
