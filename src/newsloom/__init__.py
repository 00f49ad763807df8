"""newsloom reads the same news in many outlets and weaves it into stories a reader can check.

>>> import newsloom
>>> loom = newsloom.open("desk.db")  # doctest: +SKIP
>>> for story in loom.stories():  # doctest: +SKIP
...     story.briefing().to_html()
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from newsloom.api import Loom

    __version__: str


def __getattr__(name: str) -> str:
    """`__version__`, looked up when it is asked for: reading the package's metadata costs a tenth of the time of `newsloom --help`."""
    if name != "__version__":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("newsloom")
    except PackageNotFoundError:  # run from a source tree that was never installed
        return "0.0.0"


def open(db: str | Path | None = None, config: str | Path | None = None) -> Loom:
    """Open a desk.

    Args:
        db: path of its database, which is made where it does not exist; None for a desk that keeps nothing (only `brief` works there).
        config: settings file (TOML); else NEWSLOOM_CONFIG, else the user's own.

    Raises:
        newsloom.errors.StoreError: the database cannot be used.
        newsloom.errors.UsageError: the settings cannot be read.
    """
    from newsloom.api import Loom  # stages are imported when they are used

    return Loom(db, config)


__all__ = ["__version__", "open"]
