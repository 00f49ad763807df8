"""Slows down who guesses passwords: after a few failures an account name, and the address that asks, must wait, ever longer."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

FREE = 5  # failures that cost nothing
LONGEST = 900.0  # seconds
FORGOTTEN = 3600.0  # seconds without a failure
_MOST = 10_000  # names and addresses that are kept in mind


@dataclass
class Throttle:
    """Kept in memory: a restart forgets. All times are seconds."""

    clock: Callable[[], float] = time.monotonic
    _failed: dict[str, tuple[int, float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, *keys: str) -> float:
        """How long these must wait; 0 when they may try now. A try that may go on counts as a failure until `passed` or `spare` says
        otherwise, so that many tries at the same moment are not all let through before the first has failed."""
        now = self.clock()
        with self._lock:
            wait = max((self._left(key, now) for key in keys), default=0.0)
            if wait <= 0:
                self._count(keys, now)
            return wait

    def wait(self, *keys: str) -> float:
        """How long these must wait before they may try again; 0 when they may."""
        now = self.clock()
        with self._lock:
            return max((self._left(key, now) for key in keys), default=0.0)

    def _left(self, key: str, now: float) -> float:
        count, last = self._failed.get(key, (0, now))
        if count < FREE or now - last > FORGOTTEN:
            return 0.0
        return max(0.0, last + min(LONGEST, 2.0 ** (count - FREE + 1)) - now)

    def failed(self, *keys: str) -> None:
        with self._lock:
            self._count(keys, self.clock())

    def _count(self, keys: tuple[str, ...], now: float) -> None:
        if len(self._failed) > _MOST:
            self._failed = {k: v for k, v in self._failed.items() if now - v[1] < FORGOTTEN}
            while len(self._failed) > _MOST:
                self._failed.pop(next(iter(self._failed)))
        for key in keys:
            count, last = self._failed.get(key, (0, now))
            self._failed[key] = (1 if now - last > FORGOTTEN else count + 1, now)

    def spare(self, key: str) -> None:
        """Take back what `begin` counted for a try that was right; earlier failures stay."""
        with self._lock:
            count, last = self._failed.get(key, (0, 0.0))
            if count > 1:
                self._failed[key] = (count - 1, last)
            else:
                self._failed.pop(key, None)

    def passed(self, *keys: str) -> None:
        with self._lock:
            for key in keys:
                self._failed.pop(key, None)
