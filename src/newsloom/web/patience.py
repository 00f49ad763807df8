"""The server's side of a connection, with an end to its patience: who opens one and sends no whole request is let go.

Without this, some hundred connections that send a byte a minute would keep everyone else out ("slowloris").
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

HEADERS = 15.0  # seconds in which the head of a request has to come


class Patient(H11Protocol):
    """As uvicorn's own, but the head of each request must be there within `HEADERS`."""

    headers_within = HEADERS
    _waits: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        if self._idle():
            self._wait()
        super().data_received(data)
        if not self._idle():
            self._stop()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop()
        super().connection_lost(exc)

    def handle_websocket_upgrade(self, event: Any) -> None:
        self._stop()
        super().handle_websocket_upgrade(event)

    def _idle(self) -> bool:
        """Whether no request is being answered: what comes now is the head of the next."""
        return self.cycle is None or self.cycle.response_complete

    def _wait(self) -> None:
        if self._waits is None:
            self._waits = self.loop.call_later(self.headers_within, self._give_up)

    def _stop(self) -> None:
        if self._waits is not None:
            self._waits.cancel()
            self._waits = None

    def _give_up(self) -> None:
        self._waits = None
        if self._idle() and not self.transport.is_closing():
            self.transport.close()
