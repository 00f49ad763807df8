"""Fits the weights of evidence (`lexicon/common/cluster_weights.toml`, section `event`), and measures what each kind is worth.

    python -m benchmarks.train_cluster --gva DIR --ecbplus DIR [--write] [--folds] [--ablate]

A logistic regression over pairs of articles: each article against those that the window offers as candidates, online. All that is learned
is one number a kind of evidence; no word of the data is kept. Needs scipy, which newsloom itself does not.
"""

from __future__ import annotations

import argparse
import dataclasses
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.clustering import BATCH, bcubed, place
from benchmarks.clustering_data import load
from newsloom.cluster.evidence import KINDS, evidence, weigh
from newsloom.cluster.familiar import FamiliarLines
from newsloom.cluster.features import Features, features
from newsloom.cluster.model import Model, event_model
from newsloom.cluster.window import Window
from newsloom.text.vectors import embedder
from newsloom.text.words import Background

TABLE = Path(__file__).parents[1] / "src" / "newsloom" / "lexicon" / "common" / "cluster_weights.toml"
_RIDGE = 1e-5
_BOUNDS: dict[str, tuple[float | None, float | None]] = {
    **dict.fromkeys(("lead_names_apart", "numbers_apart", "days_apart", "gap", "names_gap"), (None, 0)),
    "other_names": (None, -3.0),  # set by reason: look-alikes of one template are rare in the data, and worse than a report left alone
    "places_apart": (None, -0.6),  # learned: -0.2, from one kind of event in thousands of towns; few articles need more
    "undated": (None, None),
    "days_gap": (None, None),
}
GROUPS = {
    "words": ("words", "title"),
    "meaning (embeddings)": ("meaning",),
    "names": ("names", "other_names", "rare_names", "lead_names_apart", "names_gap"),
    "numbers": ("numbers", "numbers_apart"),
    "places": ("places", "places_apart", "places_days"),
    "days spoken of": ("days", "first_days", "days_apart", "days_gap", "places_days"),
    "time of publication": ("gap", "near", "names_gap", "days_gap", "undated"),
}
Sets = dict[str, tuple[list[Features], list[str]]]


def pairs(found: Sequence[Features], gold: Sequence[str]) -> tuple[NDArray[np.float64], NDArray[np.bool_], list[str]]:
    """Evidence on each article and its candidates, whether they are one event, and the article's own label (to fold by)."""
    background, window, label = Background(), Window(), {f.article: g for f, g in zip(found, gold, strict=True)}
    rows: list[list[float]] = []
    same: list[bool] = []
    owner: list[str] = []
    for one in found:
        background.observe([*one.terms])
        member = weigh(one, background)
        for name in window.candidates(member)[:12]:
            rows.append(evidence(member, window.members[name]))
            same.append(label[name] == label[one.article])
            owner.append(label[one.article])
        window.add(member)
    return np.array(rows), np.array(same), owner


def fit(rows: NDArray[np.float64], same: NDArray[np.bool_], without: Sequence[str] = ()) -> Model:
    """Logistic regression whose signs are held to reason: evidence for may not count against, evidence against may not count for."""
    from scipy.optimize import minimize

    size = rows.shape[1]

    def loss(b: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        z = rows @ b[:size] + b[size]
        wrong = 1 / (1 + np.exp(-z)) - same
        slope = np.append(rows.T @ wrong / len(same) + 2 * _RIDGE * b[:size], wrong.mean())
        return float((np.logaddexp(0, z) - same * z).mean() + _RIDGE * (b[:size] ** 2).sum()), slope

    bounds = [*((0, 0) if kind in without else _BOUNDS.get(kind, (0, None)) for kind in KINDS), (None, None)]
    start = [0.0 if high is None else min(0.0, high) for _, high in bounds]
    found = minimize(loss, np.array(start), jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": 3000})
    weights = tuple(round(float(w), 2) for w in found.x[:size])
    return dataclasses.replace(event_model(), weights=weights, intercept=round(float(found.x[size]), 2))


def read(folders: dict[str, Path]) -> Sets:
    encoder = embedder(2)
    sets: Sets = {}
    for form, folder in folders.items():
        articles, gold = load(folder, form)
        familiar = FamiliarLines()
        batches = (articles[at : at + BATCH] for at in range(0, len(articles), BATCH))
        sets[form] = [one for batch in batches for one in features(batch, encoder, familiar)], gold
    return sets


def measure(sets: Sets, model: Model) -> str:
    return "  ".join(
        "{} P {:.3f} R {:.3f} F1 {:.4f}".format(form, *bcubed(place(found, model), gold)) for form, (found, gold) in sets.items()
    )


def fold_of(form: str, label: str) -> int:
    """Half 0 or 1 of an incident or topic: look-alikes of one topic stay together."""
    return (int(re.match(r"\d+", label).group()) // (1 if form == "ecbplus" else 7)) % 2  # type: ignore[union-attr]


def folds(sets: Sets, data: dict[str, tuple[NDArray[np.float64], NDArray[np.bool_], list[str]]]) -> None:
    """Weights fitted on one half, measured on the other."""
    for held in (0, 1):
        masks = {form: np.array([fold_of(form, label) != held for label in owner]) for form, (_, _, owner) in data.items()}
        rows = np.vstack([data[form][0][masks[form]] for form in data])
        same = np.concatenate([data[form][1][masks[form]] for form in data])
        kept = {form: [at for at, label in enumerate(gold) if fold_of(form, label) == held] for form, (_, gold) in sets.items()}
        half = {form: ([sets[form][0][at] for at in ats], [sets[form][1][at] for at in ats]) for form, ats in kept.items()}
        print(f"half {held} unseen:", measure(half, fit(rows, same)), flush=True)


def ablation(sets: Sets, rows: NDArray[np.float64], same: NDArray[np.bool_], model: Model) -> str:
    """A table of B-cubed F1 without each group of evidence, the rest fitted anew."""
    lines = ["| left out | " + " | ".join(sets) + " |", "|---|" + "---|" * len(sets)]
    for name, kinds in {"nothing": (), **GROUPS}.items():
        made = fit(rows, same, kinds) if kinds else model
        lines.append(f"| {name} | " + " | ".join(f"{bcubed(place(found, made), gold)[2]:.3f}" for found, gold in sets.values()) + " |")
    return "\n".join(lines)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--gva", type=Path, required=True)
    ask.add_argument("--ecbplus", type=Path, required=True)
    ask.add_argument("--write", action="store_true", help="write the weights into the table")
    ask.add_argument("--folds", action="store_true", help="fit on halves, measure on the other halves")
    ask.add_argument("--ablate", action="store_true", help="fit and measure without each group of evidence; prints a table")
    said = ask.parse_args()
    sets = read({"gva": said.gva, "ecbplus": said.ecbplus})
    data = {form: pairs(found, gold) for form, (found, gold) in sets.items()}
    rows, same = np.vstack([d[0] for d in data.values()]), np.concatenate([d[1] for d in data.values()])
    model = fit(rows, same)
    print("all evidence:", measure(sets, model), flush=True)
    if said.folds:
        folds(sets, data)
    if said.ablate:
        print(ablation(sets, rows, same, model))
    if said.write:
        write(model)


def write(model: Model) -> None:
    text = TABLE.read_text(encoding="utf-8")
    lines = [f"intercept = {model.intercept}", *(f"{kind} = {weight}" for kind, weight in zip(KINDS, model.weights, strict=True))]
    fitted = "[event]\n" + "\n".join(lines) + "\n\n"
    TABLE.write_text(re.sub(r"\[event\]\n.*?\n\n", fitted, text, count=1, flags=re.DOTALL), encoding="utf-8")


if __name__ == "__main__":
    main()
