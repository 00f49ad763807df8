"""The same invariants over real articles that lie beside the checkout, and the check that comes with them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from . import contract
from .invariants import INVARIANTS
from .run import briefing
from .view import Json, View

SHARED = Path(__file__).resolve().parents[3] / "shared"
SEEDS = SHARED / "corpus" / "seeds"
CHECK = SHARED / "tools" / "check_briefing.py"
KNOWN = SHARED / "corpus" / "golden" / "seeds-known.json"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not (SEEDS.is_dir() and CHECK.is_file() and KNOWN.is_file()), reason="the seed articles do not lie beside the checkout"
    ),
]


@pytest.fixture(scope="module")
def seeds() -> Json:
    return briefing(SEEDS)


def test_contract(seeds: Json) -> None:
    assert contract.problems(seeds) == []


@pytest.mark.parametrize("name", INVARIANTS)
def test_invariant(seeds: Json, name: str) -> None:
    assert INVARIANTS[name](View(seeds)) == []


def test_known_facts(seeds: Json, tmp_path: Path) -> None:
    file = tmp_path / "briefing.json"
    file.write_text(json.dumps(seeds), encoding="utf-8")
    result = subprocess.run([sys.executable, str(CHECK), str(file), str(KNOWN)], capture_output=True, text=True, timeout=60)
    failed = [line for line in result.stdout.splitlines() if line.startswith("FAILED")]
    assert failed == []
    assert result.returncode == 0, result.stderr
