"""English statements: who says what, by which word, in which form. All names and events are invented."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from newsloom.annotate import entities, statements
from newsloom.annotate.reading import Reading
from newsloom.records import Statement
from tests.annotate.readings import read

TABLE = tomllib.loads((Path(__file__).parent / "statements.toml").read_text(encoding="utf-8"))
CASES: list[dict[str, Any]] = TABLE["case"]


def with_entities(reading: Reading) -> Reading:
    from dataclasses import replace

    found, mentions = entities.find(reading)
    return replace(reading, entities=found, mentions=mentions)


@pytest.fixture(scope="module")
def found() -> list[tuple[str, tuple[Statement, ...]]]:
    readings = [with_entities(r) for r in read([case["text"] for case in CASES], "en")]
    return [(r.body, statements.find(r)) for r in readings]


def fits(statement: Statement, wanted: dict[str, Any]) -> bool:
    speaker = statement.speaker
    return (
        ("speaker" not in wanted or (speaker.name or "") == wanted["speaker"])
        and ("role" not in wanted or wanted["role"].lower() in (speaker.role or "").lower())
        and ("entity" not in wanted or speaker.entity == wanted["entity"])
        and ("kind" not in wanted or speaker.kind == wanted["kind"])
        and wanted.get("has", "") in statement.content
        and ("not_has" not in wanted or wanted["not_has"] not in statement.content)
        and statement.form == wanted.get("form", statement.form)
        and statement.modality == wanted.get("modality", statement.modality)
        and list(statement.via) == wanted.get("via", list(statement.via))
    )


@pytest.mark.parametrize("number", range(len(CASES)), ids=[c["text"][:50] for c in CASES])
def test_statements_of_the_table(number: int, found: list[tuple[str, tuple[Statement, ...]]]) -> None:
    case, (_, made) = CASES[number], found[number]
    for wanted in case.get("want", []):
        assert any(fits(s, wanted) for s in made), (wanted, made)
    for unwanted in case.get("never", []):
        assert not any(fits(s, unwanted) for s in made), (unwanted, made)
    if "count" in case:
        assert len(made) == case["count"], made


def test_pieces_cue_and_source_are_slices(found: list[tuple[str, tuple[Statement, ...]]]) -> None:
    for body, made in found:
        for s in made:
            assert s.content == " ".join(body[p.start : p.end] for p in s.pieces)
            assert s.cue is None or (s.cue_span is not None and body[s.cue_span.start : s.cue_span.end] == s.cue)
            assert s.start <= min(p.start for p in s.pieces) and s.end >= max(p.end for p in s.pieces)
            if s.form == "direct":
                assert all(body[: p.start].rstrip()[-1:] in "“\"‘'«”" for p in s.pieces)


def test_odd_text_does_no_harm() -> None:
    for text in ("", "\n\n“\n", '" " "', "said said said.", "“” said \u202e.", "😀 said “😀😀”, e\u0301 said.", "A" * 3000 + " said that."):
        statements.find(read([text], "en")[0])


def test_a_language_without_rules_gives_nothing() -> None:
    assert statements.find(read(["Berg sa att bron var stängd."], "sv")[0]) == ()
