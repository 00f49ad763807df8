"""The small model behind every join: weighted sums of evidence, read from `lexicon/common/cluster_weights.toml`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from operator import mul

from newsloom import lexicon
from newsloom.cluster.evidence import KINDS, Weighed, evidence


@dataclass(frozen=True, slots=True)
class Model:
    """A linear model over `KINDS`: `score` gives log-odds.

    Attributes:
        weights, intercept: the linear model.
        mean: share of the mean over an event's members in its score (the rest is the best member's).
        threshold: log-odds from which something joins.
        settled: the same share as `mean`, where articles are grouped anew.
        across, across_intercept: the same model for two articles in different languages.
        dormant: what is asked on top of it to join an event that got no article for longer than the window.
    """

    weights: tuple[float, ...]
    intercept: float
    mean: float
    threshold: float
    dormant: float = 0.0
    settled: float = 0.8
    across: tuple[float, ...] = ()
    across_intercept: float = 0.0

    def pair(self, a: Weighed, b: Weighed) -> float:
        """Log-odds that two articles belong together; articles in two languages are judged by what survives translation."""
        if a.language != b.language and self.across:
            return self.across_intercept + float(sum(map(mul, self.across, evidence(a, b))))
        return self.score(evidence(a, b))

    def score(self, evidence: Sequence[float]) -> float:
        return self.intercept + float(sum(map(mul, self.weights, evidence)))

    def parts(self, evidence: Sequence[float]) -> dict[str, float]:
        """What each kind of evidence adds to the score: the explanation of a join."""
        return {kind: w * x for kind, w, x in zip(KINDS, self.weights, evidence, strict=True) if w * x}


@cache
def event_model() -> Model:
    """The model that says whether two articles tell of one event."""
    table = lexicon.table("cluster_weights")
    return _model(table["event"], table["join"], table["event_across"])


def _model(weights: dict[str, float], join: dict[str, float], across: dict[str, float]) -> Model:
    return Model(
        weights=tuple(float(weights.get(kind, 0.0)) for kind in KINDS),
        intercept=float(weights["intercept"]),
        across=tuple(float(across.get(kind, 0.0)) for kind in KINDS),
        across_intercept=float(across["intercept"]),
        mean=float(join["mean"]),
        threshold=float(join["threshold"]),
        dormant=float(join.get("dormant", 0.0)),
        settled=float(join.get("settled", 0.8)),
    )
