"""A tie: one sign that an article goes back to something."""

from __future__ import annotations

from typing import NamedTuple

from newsloom.records import Passage
from newsloom.records.dossier import How


class Tie(NamedTuple):
    """`article` (an index) goes back to the outlet `name`, or to the article `source` (an index), as far as known.

    Attributes:
        folds: whether the article stops being a source of its own; citing does not fold.
        passages: the evidence, of this article first.
        url: the address that a credit gives, None without one.
    """

    article: int
    name: str | None
    source: int | None
    how: How
    confidence: float
    passages: tuple[Passage, ...]
    folds: bool = True
    url: str | None = None
