"""What other processes do to the same desk, so that readers of this server hear of it: a look every few seconds while someone listens."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from newsloom.errors import NewsloomError
from newsloom.loom import Desk

_log = logging.getLogger(__name__)
EVERY = 5.0  # seconds between two looks
_MOST = 20  # stories that are named; with more, only that there is something new


class Elsewhere:
    """Looks whether the desk's stories changed, whoever changed them: another server, the command line, this one's own work.

    Args:
        listened: whether anyone hears what is told; nothing is asked of the database otherwise.
        tell: called with "articles" where stories changed, and with "brief ID" for each of them.
        every: seconds between two looks.
    """

    def __init__(self, desk: Desk, listened: Callable[[], bool], tell: Callable[[str], None], every: float = EVERY) -> None:
        self._desk, self._listened, self._tell, self._every = desk, listened, tell, every
        self._end = threading.Event()
        self._seen: int | None = None
        self._thread = threading.Thread(target=self._run, name="newsloom-elsewhere", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._end.set()
        if self._thread.is_alive():
            self._thread.join(5)

    def _run(self) -> None:
        while not self._end.wait(self._every):
            if not self._listened():
                self._seen = None  # who comes now sees a fresh page
                continue
            try:
                self.look()
            except NewsloomError as error:
                _log.warning("could not look for what others changed: %s", error)

    def look(self) -> None:
        """Look once, and tell what changed since the last look."""
        before, (now, _) = self._seen, self._desk.state
        self._seen = now
        if before is None or now == before:
            return
        self._tell("articles")
        changed = self._desk.changed_since(before)
        for story in changed if len(changed) <= _MOST else ():
            self._tell(f"brief {story}")
