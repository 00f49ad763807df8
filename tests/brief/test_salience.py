"""Centrality: company of independent sources counts, copies do not."""

from __future__ import annotations

import numpy as np

from newsloom.brief import salience
from tests.brief.build import Words

SHARED = "The dam above Velm broke on Tuesday night and flooded the lower town."
COPY = "A brass band played in the park on Tuesday to the joy of the children."


def test_what_independent_reporters_say_outweighs_what_one_agency_spreads() -> None:
    texts = [
        SHARED,
        "The dam above Velm broke on Tuesday and flooded the town.",
        "On Tuesday the dam above Velm broke.",
        COPY,
        COPY,
        COPY,
        COPY,
    ]
    likeness, _ = salience.similarity(texts, Words())
    weights = salience.centrality(likeness, articles=range(7), origins=[0, 1, 2, 3, 3, 3, 3])
    assert min(weights[:3]) > max(weights[3:])
    copied_as_if_independent = salience.centrality(likeness, articles=range(7), origins=range(7))
    assert max(copied_as_if_independent[3:]) > max(weights[3:])


def test_weights_are_finite_for_one_sentence_for_none_and_for_strangers() -> None:
    assert salience.centrality(np.zeros((0, 0), dtype=np.float32), [], []) == []
    likeness, meaning = salience.similarity(["Lone words here."], Words())
    assert salience.centrality(likeness, [0], [0]) == [1.0]
    assert meaning.shape == (1, 1)
    assert salience.centrality(np.eye(2, dtype=np.float32), [0, 1], [0, 1]) == [1.0, 1.0]
