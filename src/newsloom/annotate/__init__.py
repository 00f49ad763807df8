"""Reads articles: sentences, entities, quantities, times, statements, propositions. One pass of the language model, then small finders."""

from __future__ import annotations

from newsloom.annotate.pool import read as in_batches
from newsloom.annotate.road import annotate

__all__ = ["annotate", "in_batches"]
