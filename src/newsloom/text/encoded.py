"""Sentence vectors of texts, each made once in a process: one more article costs only what it says itself."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence

import numpy as np

from newsloom.text.vectors import Embedder, Vectors

_KEPT = 40_000  # vectors kept between two stories (2 kB each); beyond, the oldest half goes
_known: dict[tuple[str, str], np.ndarray] = {}
_lock = threading.Lock()


def encoded(texts: Sequence[str], embedder: Embedder) -> Vectors:
    """One row for each text, as the embedder gives it."""
    rows = _found(dict.fromkeys(texts), embedder)
    return np.stack([rows[text] for text in texts])


def _found(texts: Iterable[str], embedder: Embedder) -> dict[str, np.ndarray]:
    wanted = list(texts)
    with _lock:
        rows = {text: row for text in wanted if (row := _known.get((embedder.name, text))) is not None}
    fresh = [text for text in wanted if text not in rows]
    if fresh:
        made = dict(zip(fresh, embedder.encode(fresh), strict=True))
        rows |= made
        with _lock:
            _known.update({(embedder.name, text): row for text, row in made.items()})
            for old in list(_known)[: len(_known) - _KEPT // 2] if len(_known) > _KEPT else ():
                del _known[old]
    return rows
