"""The gate of the benchmarks: floors hold, and the data are those that they were measured on."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from benchmarks import gate

ENTRY = {"module": "m", "data": "d", "sha256": "s", "floors": {"f1": 0.9}, "ceilings": {"crashes": 0}, "speed": {"pages_per_s": 60}}


@pytest.mark.parametrize(
    ("figures", "speed", "words"),
    [
        ({"f1": 0.9, "crashes": 0}, False, []),
        ({"f1": 0.89, "crashes": 0}, False, ["f1 is 0.89, under its floor of 0.9"]),
        ({"f1": 0.95, "crashes": 1}, False, ["crashes is 1, over its ceiling of 0"]),
        ({"crashes": 0}, False, ["f1 was not measured"]),
        ({"f1": 1, "crashes": 0, "pages_per_s": 30}, True, ["pages_per_s is 30, under its floor of 60"]),
    ],
)
def test_floors_and_ceilings(figures: dict[str, float], speed: bool, words: list[str]) -> None:
    assert gate.faults(ENTRY, figures, speed=speed) == words


def test_a_checksum_sees_names_and_contents(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("one")
    first = gate.checksum(tmp_path)
    (tmp_path / ".DS_Store").write_text("x")
    assert gate.checksum(tmp_path) == first
    (tmp_path / "a").rename(tmp_path / "b")
    assert gate.checksum(tmp_path) != first


def test_every_table_is_complete_and_data_that_ship_are_what_they_were() -> None:
    entries = tomllib.loads((gate.HERE / "floors.toml").read_text(encoding="utf-8"))
    for name, entry in entries.items():
        assert {"module", "data", "sha256"} <= set(entry) and {"floors", "ceilings"} & set(entry), name
        assert (gate.HERE.parent / f"{entry['module'].replace('.', '/')}.py").is_file(), name
        data = gate.find(entry["data"], None)
        assert data is None or gate.checksum(data) == entry["sha256"], name
