"""Lists of stories that were made lately: under load, pages ask for the same one again and again."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict

from newsloom.loom import Desk
from newsloom.loom.kept import Face
from newsloom.loom.listing import Filter
from newsloom.loom.showing import StoryRow

_FRESH = 5.0  # seconds for which a list is right; the machine may give a story another title without a change of the desk
_SOON = 2.0  # seconds for which the faces of stories are right: they change as stories are read
_MOST = 24


class Lists:
    """Thread-safe. One list is made at a time: who asks for it meanwhile waits, in place of making it as well."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Filter, tuple[tuple[int, int], float, tuple[StoryRow, ...]]] = OrderedDict()
        self._faces: tuple[float, dict[str, Face]] = (-_SOON, {})
        self._lock = threading.Lock()

    def faces(self, desk: Desk) -> dict[str, Face]:
        """As `desk.faces`; not to be changed."""
        with self._lock:
            if time.monotonic() - self._faces[0] > _SOON:
                self._faces = (time.monotonic(), desk.faces())
            return self._faces[1]

    def rows(self, desk: Desk, wanted: Filter | None = None) -> list[StoryRow]:
        """As `desk.stories`.

        Raises:
            UsageError: a day is no date, or a place or name is none.
        """
        key = wanted or Filter()
        state = desk.state
        with self._lock:
            known = self._kept.get(key)
            if known is None or known[0] != state or time.monotonic() - known[1] > _FRESH:
                known = (state, time.monotonic(), tuple(desk.stories(key)))
                self._kept[key] = known
                while len(self._kept) > _MOST:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
        return list(known[2])
