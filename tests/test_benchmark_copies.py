"""The labelled pairs of provenance: halves are kept apart, scores are what they say."""

from __future__ import annotations

import json

from benchmarks.copies import PAIRS, Judged, figures, half, judge

from newsloom.records import Provenance


def test_a_few_pairs_of_each_kind_are_told_right() -> None:
    rows = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    some = {row["kind"]: row for row in rows if half(row["id"]) == "dev"}
    judged = list(judge(list(some.values())))
    assert len(judged) == 7 and all(one.derived == one.pair["derived"] for one in judged)


def test_scores() -> None:
    pair = {"id": "x", "kind": "verbatim", "derived": True, "copy": True, "direction": "b_from_a"}
    none = Provenance(reports=2, independent_sources=2, origins=(), derivations=())
    told = figures([Judged(pair, [], none), Judged(pair | {"derived": False, "copy": False, "direction": None}, [], none)])
    assert (told["derived_recall"], told["derived_f1"], told["kind_verbatim"]) == (0, 0, 0.5)
