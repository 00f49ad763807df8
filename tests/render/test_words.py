"""Figures in words."""

from __future__ import annotations

import pytest

from newsloom.records import Value
from newsloom.render import words


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (0.25, "1/4 of the electricity"),
        (1 / 3, "1/3 of the electricity"),
        (0.5, "1/2 of the electricity"),
        (0.413, "41.3 % of the electricity"),
    ],
)
def test_a_share_is_told_as_people_tell_it(share: float, shown: str) -> None:
    assert words.value(Value(low=share, high=share, unit="share", counts="the electricity")) == shown


def test_a_share_keeps_its_qualifier_and_its_mode() -> None:
    assert words.value(Value(low=0.5, high=0.5, unit="share", qualifier="about", counts="the seats", mode="planned")) == (
        "about 1/2 of the seats (planned)"
    )
