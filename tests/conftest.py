"""What tests of several parts share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from tests.databases import fresh_postgres

settings.register_profile("newsloom", deadline=None)  # how long an example takes says more of the machine than of the code
settings.load_profile("newsloom")


@pytest.fixture(params=["sqlite", "postgres"])
def db(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database that is not there yet (SQLite: a path) or is empty (PostgreSQL: an address)."""
    return fresh_postgres() if request.param == "postgres" else str(tmp_path / "desk.db")


@pytest.fixture
def postgres() -> str:
    return fresh_postgres()
