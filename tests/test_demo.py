"""The sample that ships with newsloom, from its files to the briefing, held against what a careful reader finds in it."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest

from .golden import contract
from .golden.check import CHECKS, facts, label
from .golden.invariants import INVARIANTS
from .golden.run import briefing
from .golden.view import Json, View

SAMPLE = Path(str(files("newsloom") / "sample"))
GOLDEN: Json = json.loads((Path(__file__).parent / "golden" / "sample.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def sample() -> Json:
    return briefing(SAMPLE)


@pytest.fixture(scope="module")
def view(sample: Json) -> View:
    return View(sample, GOLDEN["articles"])


def test_nothing_fails(sample: Json) -> None:
    assert sample["failed"] == []


def test_contract(sample: Json) -> None:
    assert contract.problems(sample) == []


@pytest.mark.parametrize("name", INVARIANTS)
def test_invariant(view: View, name: str) -> None:
    assert INVARIANTS[name](view) == []


@pytest.mark.parametrize(("name", "fact"), facts(GOLDEN), ids=[label(name, fact)[:90] for name, fact in facts(GOLDEN)])
def test_fact(view: View, name: str, fact: Json, request: pytest.FixtureRequest) -> None:
    if "known_gap" in fact:
        request.applymarker(pytest.mark.xfail(reason=fact["known_gap"], strict=False))
    assert CHECKS[name](view, fact), label(name, fact)
