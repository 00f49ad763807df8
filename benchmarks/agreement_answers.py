"""NAnCo: answers to one question, grouped by people; scored by B-cubed F1 (Bagga and Baldwin 1998), averaged over questions."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from newsloom.compare.claims.answers import grouped
from newsloom.text.vectors import embedder

_TFIDF = 0.08  # cosine from which on the baseline joins: the best of eleven tried on this set from .02 to .5, to the baseline's advantage


def bcubed_f1(ours: Sequence[object], truth: Sequence[object]) -> float:
    """B-cubed F1 of two labellings of the same items."""
    p_sets: defaultdict[object, set[int]] = defaultdict(set)
    g_sets: defaultdict[object, set[int]] = defaultdict(set)
    for i, (p, g) in enumerate(zip(ours, truth, strict=True)):
        p_sets[p].add(i)
        g_sets[g].add(i)
    pairs = list(zip(ours, truth, strict=True))
    precision = sum(len(p_sets[p] & g_sets[g]) / len(p_sets[p]) for p, g in pairs) / len(pairs)
    recall = sum(len(p_sets[p] & g_sets[g]) / len(g_sets[g]) for p, g in pairs) / len(pairs)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def tfidf(texts: Sequence[str], threshold: float) -> list[int]:
    """The baseline: average linkage over TF-IDF cosines."""
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(sublinear_tf=True, stop_words="english", token_pattern=r"\w+").fit_transform(texts)  # noqa: S106
    away = 1 - np.asarray((vectors @ vectors.T).todense())
    found = AgglomerativeClustering(n_clusters=None, distance_threshold=1 - threshold, metric="precomputed", linkage="average")
    return [int(label) for label in found.fit_predict(np.clip(away, 0, 1))]


def run(data: Path, predictions: Path | None, *, as_json: bool) -> None:
    """Group the answers of each question, print the figures, write the predictions."""
    questions = json.loads((data / "nanco_dataset.json").read_text(encoding="utf-8"))
    model = embedder()
    sums: defaultdict[str, float] = defaultdict(float)
    lines = []
    for q, question in enumerate(questions):
        texts = [a["Answer"] for a in question["answers"]]
        truth = [a["cluster_global"] for a in question["answers"]]
        ours = grouped(texts, "en", model)
        lines += [json.dumps({"qid": q, "answer": i, "group": g}) for i, g in enumerate(ours)]
        labellings = {"": ours, "tfidf_": tfidf(texts, _TFIDF), "singletons_": list(range(len(texts))), "one_group_": [0] * len(texts)}
        for name, labels in labellings.items():
            sums[f"{name}bcubed_f1"] += bcubed_f1(labels, truth) / len(questions)
    if predictions:
        predictions.write_text("\n".join(lines) + "\n", encoding="utf-8")
    figures = {"questions": len(questions), **sums}
    for name, value in figures.items():
        print(f"{name:24} {value:.3f}")
    if as_json:
        print(json.dumps(figures))
