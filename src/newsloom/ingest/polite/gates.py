"""One request at a time to a host, with a rest between two; many hosts at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Gates:
    """The doors to all hosts.

    Args:
        gap: shortest time between the end of one request to a host and the start of the next (seconds).
        at_once: requests that may be on their way at a time, over all hosts.
    """

    def __init__(self, gap: float, at_once: int) -> None:
        self._gap = gap
        self._all = asyncio.Semaphore(at_once)
        self._doors: dict[str, asyncio.Lock] = {}
        self._open_at: dict[str, float] = {}
        self._own_gap: dict[str, float] = {}

    def slow_down(self, host: str, gap: float) -> None:
        """A host that asks for a longer rest (Crawl-delay) gets it."""
        self._own_gap[host] = max(self._gap, gap)

    @asynccontextmanager
    async def through(self, host: str) -> AsyncIterator[None]:
        """Wait for one's turn at a host ("name:port"), and hold it."""
        clock = asyncio.get_running_loop().time
        async with self._doors.setdefault(host, asyncio.Lock()):
            await asyncio.sleep(max(0.0, self._open_at.get(host, 0.0) - clock()))
            async with self._all:
                try:
                    yield
                finally:
                    self._open_at[host] = clock() + self._own_gap.get(host, self._gap)
