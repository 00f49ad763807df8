"""The fuzz targets hold for their seeds, whole and cut (`python -m fuzz.run` goes on from there)."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from fuzz import run
from fuzz.targets import TARGETS

SEEDS = Path(run.__file__).parent / "seeds"


def test_each_target_has_seeds() -> None:
    assert {p.name for p in SEEDS.iterdir()} == set(TARGETS)


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_seeds(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", run._no_network)
    for seed in sorted((SEEDS / name).iterdir()):
        data = seed.read_bytes()
        for cut in (len(data), len(data) * 2 // 3, len(data) // 4, 0):
            TARGETS[name](data[:cut])


def test_without_atheris_the_reason_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    monkeypatch.setattr("sys.argv", ["fuzz.run"])
    assert run.main() == 0
    assert "skipped: atheris is not installed" in capsys.readouterr().err
