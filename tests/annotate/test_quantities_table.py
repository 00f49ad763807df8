"""The table of quantities: at least 97 of 100 sentences come right, whole."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from newsloom.annotate import quantities
from newsloom.records import Quantity
from tests.annotate.readings import read

TABLE = Path(__file__).parents[1] / "text" / "quantities.toml"
LANGUAGES = ("en", "fr", "es", "de", "it", "pt", "ru", "uk", "zh", "ja", "ar")


def bounds(quantity: Quantity) -> str:
    def plain(number: float | None) -> str:
        return "" if number is None else f"{number:g}" if number != int(number) else str(int(number))

    value = quantity.value
    low, high = plain(value.low), plain(value.high)
    if value.low_open:
        return f">{low}"
    if value.high_open:
        return f"<{high}"
    return low if low == high else f"{low}..{high}"


def fault(quantity: Quantity, spec: str) -> str | None:
    """What is wrong with a quantity, None where it is as the table says."""
    first, *rest = spec.split()
    if bounds(quantity) != first:
        return f"{bounds(quantity)} for {first}"
    wanted = dict(part.split("=", 1) if "=" in part else (part, "") for part in rest)
    value = quantity.value
    found = {"unit": value.unit, "klass": quantity.klass, "q": value.qualifier, "period": value.period, "mode": value.mode}
    for key, spelled in wanted.items():
        want = spelled.replace("_", " ")
        if key == "counts" and not all(word.lower() in value.counts.lower() for word in want.split("+")):
            return f"counts {value.counts!r} for {want}"
        if key == "of" and (value.of is None or f"{value.of.low:g}" != want):
            return f"of {value.of} for {want}"
        if key == "vague" and not value.vague:
            return "not vague"
        if key == "unit" and (value.unit or "").replace("_", " ") != want:
            return f"unit {value.unit} for {want}"
        if key in ("klass", "q", "period", "mode") and found[key] != want:
            return f"{key} {found[key]!r} for {want!r}"
    return None if value.vague == ("vague" in wanted) else "vague"


@cache
def faults() -> dict[str, list[str]]:
    """Wrong sentences by language."""
    by_language: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
    for language, sentence, specs in tomllib.loads(TABLE.read_text(encoding="utf-8"))["cases"]:
        by_language[language].append((sentence, specs))
    wrong: dict[str, list[str]] = defaultdict(list)
    for language, cases in by_language.items():
        for reading, (sentence, specs) in zip(read([s for s, _ in cases], language), cases, strict=True):
            found = quantities.find(reading)
            if len(found) != len(specs):
                wrong[language].append(f"{sentence} found {[(bounds(q), q.value.counts) for q in found]}")
                continue
            wrong[language].extend(f"{sentence} {why}" for q, spec in zip(found, specs, strict=True) if (why := fault(q, spec)))
    return wrong


def size() -> int:
    return len(tomllib.loads(TABLE.read_text(encoding="utf-8"))["cases"])


def test_table_is_large_enough() -> None:
    assert size() >= 250


def test_nearly_all_are_right() -> None:
    wrong = [f"{language}: {line}" for language, lines in faults().items() for line in lines]
    assert len(wrong) <= 0.03 * size(), "\n".join(wrong)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_lags(language: str) -> None:
    assert len(faults()[language]) <= (4 if language in LANGUAGES[:4] else 1), "\n".join(faults()[language])
