"""What archives give: the things in them, each a source of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from newsloom.ingest.packing import Gunzip
from newsloom.ingest.source import Source
from newsloom.records import Failure


@dataclass(slots=True)
class Allowance:
    """What may still be unpacked of an archive and of those inside it, in bytes."""

    left: int

    def take(self, size: int) -> bool:
        """Use up some of it; False where that much is not left."""
        if size > self.left:
            return False
        self.left -= size
        return True


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing in an archive.

    Attributes:
        source: it, or its beginning where there is a `file`.
        file: where the whole of it can be read; only until the next thing is taken.
        passing: what cannot be read is passed over without a word: archives of the Web hold much that is no news.
    """

    source: Source
    file: BinaryIO | None = None
    passing: bool = False


Inner = Callable[[Source, BinaryIO, Allowance, Gunzip | None], Iterator[Thing | Failure]]
