"""Sentence vectors that more are put after."""

from __future__ import annotations

import numpy as np

from newsloom.text.encoded import encoded
from newsloom.text.vectors import Vectors

__all__ = ["Rows", "encoded"]


class Rows:
    """Vectors that more are put after, without copying those that are there each time."""

    def __init__(self, first: Vectors) -> None:
        self._held, self._size = first, len(first)

    def add(self, more: Vectors) -> Vectors:
        """All vectors, those that are new at the end."""
        size = self._size + len(more)
        if size > len(self._held) or self._held.shape[1] != more.shape[1]:
            grown = np.zeros((2 * size, more.shape[1]), dtype=np.float32)
            if self._size:
                grown[: self._size] = self._held[: self._size]
            self._held = grown
        self._held[self._size : size] = more
        self._size = size
        return self._held[:size]
