"""Can two figures both be true?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsloom.compare.agreement.values import fit, interval, words
from newsloom.records import Value


def value(low: float | None, high: float | None = -1, **more: object) -> Value:
    return Value(low=low, high=low if high == -1 else high, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (value(40), value(40), "same"),
        (value(40), value(44), "apart"),
        (value(1000, None, qualifier="at least"), value(3000, None, low_open=True, qualifier="over"), "fits"),
        (value(None, 40, qualifier="up to"), value(35), "fits"),
        (value(None, 40, qualifier="up to"), value(41), "apart"),
        (value(10, None, low_open=True, qualifier="more than"), value(10), "apart"),
        (value(10, None, qualifier="at least"), value(10), "fits"),
        (value(10000, qualifier="around"), value(11000), "near"),
        (value(10000, qualifier="around"), value(12000), "apart"),
        (value(10000, qualifier="environ"), value(10400), "rounded"),
        (value(11000, 12000), value(11500), "fits"),
        (value(5000), value(4960), "rounded"),
        (value(5000), value(4200), "apart"),
        (value(40), value(38), "apart"),
        (value(3, unit="EUR"), value(3, unit="USD"), "incomparable"),
        (value(24, 99, vague=True, qualifier="dozens"), value(50), "fits"),
    ],
)
def test_fit(a: Value, b: Value, expected: str) -> None:
    assert fit(a, b, 0.1)[0] == expected
    assert fit(b, a, 0.1)[0] == expected


numbers = st.one_of(st.none(), st.floats(min_value=0, max_value=1e9, allow_nan=False))


@given(numbers, numbers, numbers, numbers)
def test_fit_is_symmetric_and_reflexive(a: float | None, b: float | None, c: float | None, d: float | None) -> None:
    x, y = value(a, b), value(c, d)
    assert fit(x, y, 0.1)[0] == fit(y, x, 0.1)[0]
    assert fit(x, x, 0.1)[0] == "same"


@given(numbers, numbers, numbers, numbers)
def test_values_with_a_number_in_common_are_never_apart(a: float | None, b: float | None, c: float | None, d: float | None) -> None:
    (al, ah), (bl, bh) = interval(value(a, b)), interval(value(c, d))
    if al <= ah and bl <= bh and max(al, bl) <= min(ah, bh):
        assert fit(value(a, b), value(c, d), 0.0)[0] in ("same", "fits")


def test_words_name_bound_and_what_is_counted() -> None:
    assert words(value(1000, None, qualifier="at least", counts="miners killed")) == "at least 1,000 miners killed"
    assert words(value(1.2e9, unit="EUR", counts="euros")) == "1.2 billion EUR"
    assert words(value(None, 40)) == "up to 40"
    assert words(value(2.5, unit="percent")) == "2.5 percent"
    assert words(value(11000, 12000, counts="tents")) == "11,000 to 12,000 tents"
