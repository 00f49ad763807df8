"""The table of time expressions: at least 95 of 100 sentences come right, whole."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from newsloom.annotate import times
from newsloom.records import When
from tests.annotate.readings import read

TABLE = Path(__file__).parents[1] / "text" / "times.toml"
PRECISION = {4: "year", 7: "month", 10: "day"}


def published(day: str) -> When:
    return When(value=day, precision=PRECISION[len(day)], origin="metadata") if day else When()  # type: ignore[arg-type]


def told(words: str, when: When, kind: str) -> str:
    """A found expression in the table's notation."""
    value = when.value or (f"{when.earliest}..{when.latest}" if when.earliest else "-")
    return f"{words} = {value} {when.precision}" + (f" {kind}" if kind != "date" else "")


def cases() -> list[tuple[str, str, str, list[str]]]:
    return [tuple(case) for case in tomllib.loads(TABLE.read_text(encoding="utf-8"))["cases"]]


@cache
def faults() -> dict[str, list[str]]:
    """Wrong sentences by language."""
    batches: defaultdict[tuple[str, str], list[tuple[str, list[str]]]] = defaultdict(list)
    for language, day, sentence, specs in cases():
        batches[language, day].append((sentence, specs))
    wrong: dict[str, list[str]] = defaultdict(list)
    for (language, day), batch in batches.items():
        for reading, (sentence, specs) in zip(read([s for s, _ in batch], language, published(day)), batch, strict=True):
            found = [told(sentence[t.start : t.end], t.when, t.kind) for t in times.find(reading)]
            if found != specs:
                wrong[language].append(f"[{day}] {sentence} found {found}")
    return wrong


def test_table_is_large_enough() -> None:
    assert len(cases()) >= 200


def test_nearly_all_are_right() -> None:
    wrong = [f"{language}: {line}" for language, lines in faults().items() for line in lines]
    assert len(wrong) <= 0.05 * len(cases()), "\n".join(wrong)


@pytest.mark.parametrize("language", ["en", "fr", "es", "de"])
def test_no_language_lags(language: str) -> None:
    assert len(faults()[language]) <= 4, "\n".join(faults()[language])
