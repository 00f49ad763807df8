"""The desk that a command works at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from newsloom.errors import UsageError

if TYPE_CHECKING:
    from newsloom.loom import Desk


def open_desk(db: str | None, config: Path | None, *, needed: bool = False, known: bool = False) -> Desk:
    """The desk at `db`. `needed`: it must be named; `known`: it must be there already (a command that only reads makes no empty one).

    Raises:
        UsageError: it is not named, or not there.
    """
    from newsloom import settings
    from newsloom.loom import Desk

    if (needed or known) and not db:
        raise UsageError("this needs a desk: name its database with --db FILE or NEWSLOOM_DB")
    if known and db and not Desk.there(db):
        where = db if "://" not in db else "that database"
        raise UsageError(f"{where}: there is no such desk; `newsloom add INPUT... --db {'DB' if '://' in db else db}` makes it")
    return Desk(db or None, settings.load(config))
