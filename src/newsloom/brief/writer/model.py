"""What goes to a writer and what comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from newsloom.errors import NewsloomError

Why = Literal["time", "refused", "limit", "garbage", "unreachable", "ceiling"]


class WriterError(NewsloomError):
    """The writer gave nothing that can be used. The message holds no key and no text of the answer.

    Attributes:
        why: "time", "refused" (key or request), "limit" (too many requests), "unreachable", "garbage", or "ceiling" (the hour's cost).
    """

    def __init__(self, why: Why, message: str) -> None:
        super().__init__(message)
        self.why = why


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: the rules, and the passages as data."""

    rules: str
    data: str


@dataclass(frozen=True, slots=True)
class Told:
    """An answer: its text, and what it took in tokens."""

    text: str
    tokens_in: int = 0
    tokens_out: int = 0


Ask = Callable[[Asked], Told]
"""Asks the writer. Raises WriterError."""
