"""What the first search would otherwise wait for is loaded beside the pages, once the server is up."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from contextlib import suppress

_log = logging.getLogger(__name__)


class Warming:
    """Runs `load` once, in a thread that gives way to the pages.

    Args:
        load: what takes long; its failure is logged, and left to whoever needs what it loads.
    """

    def __init__(self, load: Callable[[], None]) -> None:
        self._load = load
        self._under_way = threading.Event()

    def start(self) -> None:
        self._under_way.set()
        threading.Thread(target=self._run, name="newsloom-warming", daemon=True).start()

    @property
    def under_way(self) -> bool:
        """Whether it is being loaded right now: who can do without it need not wait."""
        return self._under_way.is_set()

    def _run(self) -> None:
        with suppress(OSError, AttributeError):  # where a thread has no niceness of its own, it has that of the process
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)
        try:
            self._load()
        except Exception:  # the page that needs it says what is wrong
            _log.exception("search by meaning could not be made ready")
        finally:
            self._under_way.clear()
