"""Moving, copying and mending a desk as a whole."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from newsloom.errors import InputError, UsageError
from newsloom.loom import clock, placing, reindexing, titling
from newsloom.records.base import Record
from newsloom.settings import Settings
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


class Purged(Record, frozen=True, kw_only=True):
    """What a purge did.

    Attributes:
        articles: ids of the articles that went, or in which a name was blotted out.
        clean: whether the database's files hold nothing of it any more; False where another process has the desk open.
        left: where else it may stand, in words.
    """

    articles: tuple[str, ...]
    clean: bool
    left: tuple[str, ...]


_LEFT = (
    "backups and exports made before: delete them, or restore, purge and make them again",
    "pages and files written from the desk (briefings, digests, feeds that others read)",
    "the files and feeds that the articles were read from: what is purged is passed over when it comes again",
)
_LEFT_POSTGRES = "the server's own log (WAL), its archive, standbys and dumps: they keep deleted rows until they are recycled"


def purge(db: str, settings: Settings, *, articles: Sequence[str] = (), names: Sequence[str] = ()) -> Purged:
    """Take articles, or names of people, out of everything that a desk keeps. This cannot be undone.

    An article goes with its versions, and wherever people or the log quote eight of its words in a row. A name is blotted out, letter for
    letter, in all texts, titles, addresses and words of people; other ways to write the name have to be given as well. Hashes stay, so
    that neither comes back with the next sync.

    Raises:
        NotFoundError: there is no such article; nothing was done.
        UsageError: a name has no two words of letters.
    """
    for name in names:
        if len(name.split()) < 2:
            raise UsageError(f"{name!r}: give the whole name (one word would blot out other people and things)")
    with Store(db) as store, placing.alone(store, "purges"):
        ids = [_one(store, given) for given in articles]
        gone = store.keeping.purge(articles=ids, names=names, now=clock.now())
        _make_anew(store, settings)
        left = (*_LEFT, _LEFT_POSTGRES) if store.keeping.postgres else _LEFT
    with Store(db) as store:
        return Purged(articles=tuple(dict.fromkeys(gone)), clean=store.keeping.scrub(), left=left)


def _one(store: Store, given: str) -> str:
    found = [id for id in store.find(given) if not id.startswith("s")]
    if len(found) > 1 and given not in found:
        raise UsageError(f"{given!r} begins the ids of several articles: {', '.join(found[:5])}: give more of it")
    id = given if given in found or not found else found[0]
    return store.article(id).id


def repair(db: str, settings: Settings) -> tuple[list[str], list[str]]:
    """Make all that is worked out from articles anew. Gives what was done, and what is still wrong."""
    with Store(db) as store, placing.alone(store, "mends the desk"):
        done = store.keeping.mend()
        _make_anew(store, settings)
        wrong = store.check()
    with Store(db) as store:
        store.keeping.scrub()
    return done, wrong


def _make_anew(store: Store, settings: Settings) -> None:
    reindexing.mend(store, settings)
    titling.settle(store, settings)


__all__ = ["Manifest", "Purged", "backup", "export", "purge", "repair", "restore", "take_in"]
