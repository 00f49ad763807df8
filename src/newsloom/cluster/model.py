"""The small model behind every join: weighted sums of evidence, read from `lexicon/common/cluster_weights.toml`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from newsloom import lexicon
from newsloom.cluster.evidence import KINDS


@dataclass(frozen=True, slots=True)
class Model:
    """A linear model over `KINDS`: `score` gives log-odds.

    Attributes:
        weights, intercept: the linear model.
        mean: share of the mean over an event's members in its score (the rest is the best member's).
        threshold: log-odds from which something joins.
    """

    weights: tuple[float, ...]
    intercept: float
    mean: float
    threshold: float

    def score(self, evidence: Sequence[float]) -> float:
        return self.intercept + sum(w * x for w, x in zip(self.weights, evidence, strict=True))

    def parts(self, evidence: Sequence[float]) -> dict[str, float]:
        """What each kind of evidence adds to the score: the explanation of a join."""
        return {kind: w * x for kind, w, x in zip(KINDS, self.weights, evidence, strict=True) if w * x}


@cache
def event_model() -> Model:
    """The model that says whether two articles tell of one event."""
    table = lexicon.table("cluster_weights")
    return _model(table["event"], table["join"]["mean"], table["join"]["threshold"])


@cache
def story_model() -> Model:
    """The model that says whether two events belong to one running story."""
    table = lexicon.table("cluster_weights")["story"]
    return _model(table, 1.0, table["threshold"])


def _model(weights: dict[str, float], mean: float, threshold: float) -> Model:
    return Model(
        weights=tuple(float(weights.get(kind, 0.0)) for kind in KINDS),
        intercept=float(weights["intercept"]),
        mean=float(mean),
        threshold=float(threshold),
    )
