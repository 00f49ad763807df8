"""The errors that newsloom raises on purpose. Each message names the thing at fault and says what to do."""

from __future__ import annotations


class NewsloomError(Exception):
    """Base of all errors that a user may see without a traceback."""


class UsageError(NewsloomError):
    """The command, a setting or an argument cannot be used as given (exit status 2)."""


class InputError(NewsloomError):
    """One input could not be read. The rest of the work goes on.

    Attributes:
        input: the file, URL or stream that failed, as the user named it or as it was found in a folder.
        reason: why, in words for the user.
    """

    def __init__(self, input: str, reason: str) -> None:
        super().__init__(f"{input}: {reason}")
        self.input = input
        self.reason = reason


class NotFoundError(NewsloomError):
    """A story, article or claim with that id is not in this desk."""


class StoreError(NewsloomError):
    """The database cannot be opened, is too new for this version, or is locked by someone else."""


class MissingPartError(NewsloomError):
    """An optional part (model, extra) is not installed. The message holds the command that installs it."""
