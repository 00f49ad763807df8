"""The sample news that ships with newsloom: invented outlets, invented events."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from newsloom.errors import MissingPartError


def folder() -> Path:
    """The folder that holds the sample.

    Raises:
        MissingPartError: this installation has none.
    """
    found = Path(str(files("newsloom") / "sample"))
    if not found.is_dir():
        raise MissingPartError("the sample news is missing from this installation: pip install newsloom again")
    return found
