"""Lists of the newest entries under a key: the one form of every index of clustering, in memory or paged from a store.

A list keeps only its newest entries, so a look-up costs the same whatever was read before. With a `Pages` behind it, lists are read when
they are asked for and what changed is handed back (`drain`), so that a process holds what its articles touch and no more.
"""

from __future__ import annotations

import struct
from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

import msgspec

Entry = tuple[str, float]  # what stands under the key (an article or event), and how much the key weighs in it
_ENTRIES = list[tuple[str, float]]
_EACH, _ONE = (
    b"\x01",
    b"\x02",
)  # before a short form: names of 16 hexadecimal digits as 8 bytes each, then a weight for each, or one for all


class Pages(Protocol):
    """Where lists are kept."""

    def pages(self, keys: Sequence[str]) -> Mapping[str, bytes]:
        """Those of the lists that exist."""
        ...


class Postings:
    """Bounded lists by key, newest entries last."""

    def __init__(self, pages: Pages | None = None) -> None:
        self._pages = pages
        self._lists: dict[str, deque[Entry]] = {}
        self._absent: set[str] = set()
        self._dirty: set[str] = set()

    def load(self, keys: Iterable[str]) -> None:
        """Have these lists at hand. Without pages nothing needs to be done."""
        if self._pages is None:
            return
        missing = [key for key in dict.fromkeys(keys) if key not in self._lists and key not in self._absent]
        found = self._pages.pages(missing) if missing else {}
        for key in missing:
            if key in found:
                self._lists[key] = deque(_entries(found[key]))
            else:
                self._absent.add(key)

    def get(self, key: str) -> Collection[Entry]:
        """The entries of a list that was loaded, oldest first."""
        return self._lists.get(key, ())

    def add(self, key: str, name: str, weight: float, limit: int) -> None:
        """Put an entry at the end of a list that was loaded; the oldest goes where there are more than `limit`."""
        entries = self._lists.get(key)
        if entries is None:
            self._absent.discard(key)
            entries = self._lists[key] = deque()
        entries.append((name, weight))
        if len(entries) > limit:
            entries.popleft()
        if self._pages is not None:
            self._dirty.add(key)

    def put(self, key: str, name: str, weight: float, limit: int) -> None:
        """The same, in place of an earlier entry of that name."""
        entries = self._lists.get(key)
        if entries is not None and any(other == name for other, _ in entries):
            self._lists[key] = deque((other, weight if other == name else w) for other, w in entries)
            if self._pages is not None:
                self._dirty.add(key)
            return
        self.add(key, name, weight, limit)

    def drain(self) -> dict[str, bytes]:
        """The lists that changed since the last call, as bytes for the store."""
        changed = {key: _as_bytes(self._lists[key]) for key in sorted(self._dirty)}
        self._dirty.clear()
        return changed

    def __len__(self) -> int:
        return len(self._lists) + len(self._absent)


def _as_bytes(entries: Collection[Entry]) -> bytes:
    """A list as it is kept: in half the room where all names are ids, as on a desk."""
    if not entries:
        return msgspec.msgpack.encode([])
    names, weights = zip(*entries, strict=True)
    joined = "".join(names)
    try:
        raw = bytes.fromhex(joined)
    except ValueError:
        raw = b""
    if set(map(len, names)) != {16} or raw.hex() != joined:
        return msgspec.msgpack.encode(list(entries))
    if weights.count(weights[0]) == len(weights):
        return _ONE + raw + struct.pack("<d", weights[0])
    return _EACH + raw + struct.pack(f"<{len(weights)}d", *weights)


def _entries(kept: bytes) -> list[Entry]:
    """The list that `_as_bytes` wrote, now or in an older newsloom.

    Raises:
        msgspec.ValidationError, msgspec.DecodeError: it is damaged.
    """
    form = kept[:1]
    if form not in (_EACH, _ONE):
        return msgspec.msgpack.decode(kept, type=_ENTRIES)
    count, odd = divmod(len(kept) - 1, 16) if form == _EACH else divmod(len(kept) - 9, 8)
    if odd or count < 1:
        raise msgspec.DecodeError("a list of the index is cut short")
    names = kept[1 : 1 + 8 * count].hex()
    weights = struct.unpack_from(f"<{count if form == _EACH else 1}d", kept, 1 + 8 * count)
    each = weights if form == _EACH else weights * count
    return [(names[16 * at : 16 * at + 16], weight) for at, weight in enumerate(each)]


__all__ = ["Entry", "Pages", "Postings"]
