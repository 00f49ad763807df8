"""A briefing that several tests of the faces look at."""

from __future__ import annotations

import pytest

from newsloom.records import Briefing
from tests.brief.build import briefing


@pytest.fixture(scope="session")
def made() -> Briefing:
    return briefing()
