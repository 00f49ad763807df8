"""Sets of keys that are one thing (union-find, Tarjan 1975), each with the key that stands for it."""

from __future__ import annotations

from collections.abc import Iterable


class Union:
    """Disjoint sets of keys. The key that stands for a set is the one joined *into* last."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._parent = {key: key for key in keys}

    def __contains__(self, key: str) -> bool:
        return key in self._parent

    def add(self, key: str) -> None:
        self._parent.setdefault(key, key)

    def of(self, key: str) -> str:
        """The key that stands for `key`'s set."""
        while self._parent[key] != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def join(self, key: str, into: str) -> None:
        """Make both sets one, under what stands for `into`."""
        self.add(into)
        one, two = self.of(key), self.of(into)
        if one != two:
            self._parent[one] = two
