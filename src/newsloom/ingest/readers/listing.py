"""What lists of addresses give."""

from __future__ import annotations

from dataclasses import dataclass, field

from newsloom.records import Hints


@dataclass(frozen=True, slots=True)
class Entry:
    """An address, and what the list says of what is there."""

    url: str
    hints: Hints = field(default_factory=Hints)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of addresses.

    Attributes:
        kind, of: what to call it and what is in it, for messages.
        entries: what it leads to, each once.
        maps: lists that it leads to.
        mended: whether it was ill-formed.
    """

    kind: str
    of: str
    entries: list[Entry] = field(default_factory=list)
    maps: list[Entry] = field(default_factory=list)
    mended: bool = False
