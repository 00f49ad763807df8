"""A small desk of own words, and the command line run in this process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from newsloom.cli.main import run

HARBOUR = """Ferry strands off Port Ansel

The Skerrin Sentinel, 2 September 2024

The ferry Morning Tide ran aground off Port Ansel in Iceland on Monday with 112 people on board, the coast guard said.

“Everyone is safe and nobody is hurt,” said Signe Orr, the harbour master of Port Ansel.

The ferry company will send a tug on Tuesday, Orr said.
"""
HARBOUR_AGAIN = """Passengers taken off stranded ferry

Published 3 September 2024 by The Weir Gazette

A tug pulled the ferry Morning Tide off the rocks near Port Ansel in Iceland on Tuesday, a day after it ran aground with 112 people aboard.

Signe Orr, the harbour master of Port Ansel, said that the hull had been damaged in two places.
"""
ORCHARD = """Frost takes half of the apple crop

Published 14 May 2024 by The Marl Echo

Frost destroyed half of the apple blossom in Lower Marl in Portugal last week, the growers' union said.

The union's chair, Ben Asher, told members that 40 growers had asked for help.
"""


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with three articles on two matters."""
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in (("ferry.txt", HARBOUR), ("tug.txt", HARBOUR_AGAIN), ("frost.txt", ORCHARD)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def newsloom(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run `newsloom ARGUMENTS`: exit status, stdout, stderr."""

    def call(*arguments: object) -> tuple[int, str, str]:
        status = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call
