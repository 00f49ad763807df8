"""What was worked out of one article and is at hand for the next comparison, so that one more article costs only its own."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

import msgspec

from newsloom.records import Annotations, Article

T = TypeVar("T")


def state(*records: Article | Annotations) -> bytes:
    """A digest of all that these records hold (16 bytes)."""
    return hashlib.blake2b(msgspec.msgpack.encode(records), digest_size=16).digest()


class AtHand(Generic[T]):
    """Results by what they were made of; the ones that were asked for longest ago go first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: OrderedDict[object, T] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: object, make: Callable[[], T]) -> T:
        """The result of this key, made now where there is none."""
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        made = make()
        with self._lock:
            self._known[key] = made
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        return made
