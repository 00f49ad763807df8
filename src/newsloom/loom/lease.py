"""Work that only one process may do at a time, on one machine or several."""

from __future__ import annotations

import os
import secrets
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsloom.errors import StoreError
from newsloom.loom import clock
from newsloom.store import Lease, Store


class BusyError(StoreError):
    """Another process is at it."""


RENEWED = 20.0  # seconds
LASTS = 120.0  # seconds: a process that was silent so long is taken for gone


@contextmanager
def held(store: Store, name: str, doing: str) -> Iterator[None]:
    """Hold the right to `name` while the block runs.

    Another's right lapses when its process has ended (seen at once on this machine) or was silent for two minutes; it is then taken over.

    Args:
        doing: what is done, for the message ("polls its feeds").

    Raises:
        BusyError: another process is at it; the message names it and says since when.
    """
    mine = Lease(token=secrets.token_hex(8), host=socket.gethostname(), pid=os.getpid(), since=clock.now(), until=_until())
    other = store.lease(name, mine, _stale)
    if other is not None:
        where = f" on {other.host}" if other.host != mine.host else ""
        raise BusyError(f"{store.db}: process {other.pid}{where} {doing} since {other.since}: wait for it to end, or stop it")
    done = threading.Event()
    heart = threading.Thread(target=_beat, args=(store, name, mine, done), daemon=True, name="newsloom-lease")
    heart.start()
    try:
        yield
    finally:
        done.set()
        heart.join(5)
        store.release(name, mine)


def _beat(store: Store, name: str, mine: Lease, done: threading.Event) -> None:
    while not done.wait(RENEWED):
        with suppress(StoreError):  # busy for a moment: the next beat comes in time
            store.lease(name, _renewed(mine), _stale)


def _renewed(lease: Lease) -> Lease:
    return replace(lease, until=_until())


def _until() -> str:
    return (datetime.now(UTC) + timedelta(seconds=LASTS)).strftime("%Y-%m-%dT%H:%M:%SZ")


def _stale(lease: Lease) -> bool:
    if lease.until < clock.now():
        return True
    return lease.host == socket.gethostname() and not _alive(lease.pid)


def _alive(pid: int) -> bool:
    """Whether a process of this machine is there; a dead one whose parent has not looked yet is not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[0] != "Z"
    except (OSError, IndexError):
        return True
