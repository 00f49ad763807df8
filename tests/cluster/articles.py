"""Invented articles and a small stand-in for the sentence encoder."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from newsloom.records import Article, Outlet, When
from newsloom.text.vectors import Vectors
from newsloom.text.words import fold, tokens


class WordHash:
    """Vectors by hashing words: the same words, the same vector. Enough where meaning over languages is not at stake."""

    name = "word-hash"
    dimensions = 512

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = [np.sum([_direction(fold(w)) for w in tokens(text)] or [_direction("")], axis=0) for text in texts]
        return np.array([row / max(float(np.linalg.norm(row)), 1e-6) for row in rows], dtype=np.float32).reshape(len(texts), 512)


@cache
def _direction(word: str) -> np.ndarray:
    seed = int.from_bytes(word.encode("utf-8", "surrogatepass")[:8].ljust(8, b"\0"), "little")
    return np.random.default_rng(seed).standard_normal(512)


def article(
    name: str,
    text: str,
    title: str | None = None,
    day: str | None = None,
    language: str = "en",
    outlet: str | None = None,
    version: str = "1",
) -> Article:
    return Article(
        id=name,
        version=version,
        input="",
        first_seen="2025-01-01T00:00:00Z",
        text=text,
        title=title,
        published=When(value=day, precision="day") if day else When(),
        language=language,
        outlet=Outlet(domain=outlet) if outlet else None,
    )


FIRE = (
    article(
        "fire-1",
        "A fire at the Halvorsen paper mill in Brekkstad killed three workers on Monday, the fire chief Oda Lien said.\n"
        "The blaze started in a drying hall and burned for six hours. Two more workers are in hospital.",
        "Three die in fire at Brekkstad paper mill",
        "2025-02-04",
    ),
    article(
        "fire-2",
        "Three people have died after flames tore through a paper mill in Brekkstad, according to fire chief Oda Lien.\n"
        "The Halvorsen company, which owns the mill, said it had begun its own inquiry into the drying hall.",
        "Brekkstad mourns mill workers",
        "2025-02-05",
    ),
    article(
        "fire-3",
        "Halvorsen, the owner of the paper mill that burned in Brekkstad on Monday, has stopped work at its second plant.\n"
        "Three workers lost their lives in the drying hall, and two were hurt.",
        "Halvorsen halts second plant after Brekkstad fire",
        "2025-02-06",
    ),
)
OTHER_FIRE = (
    article(
        "fire-9",
        "A fire at a furniture factory in Quillota killed seven workers on Monday, the mayor Elsa Pardo said.\n"
        "The blaze started in a paint store and burned through the night. Twelve more workers are in hospital.",
        "Seven die in fire at Quillota furniture factory",
        "2025-02-04",
    ),
    article(
        "fire-8",
        "Seven people have died after flames tore through a furniture factory in Quillota, according to mayor Elsa Pardo.\n"
        "The Maderas Sur company, which owns the factory, said the paint store had been inspected in June.",
        "Quillota mourns factory workers",
        "2025-02-05",
    ),
)
CHESS = (
    article(
        "chess-1",
        "Ravi Menon won the Tallinn chess open on Sunday with a draw in the last round against Liis Kask.\n"
        "The nineteen-year-old finished half a point ahead of the field.",
        "Menon wins Tallinn chess open",
        "2025-02-03",
    ),
)
