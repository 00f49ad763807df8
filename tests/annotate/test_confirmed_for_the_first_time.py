"""What stands between a verb of reporting and its "that" does not part them."""

from __future__ import annotations

import pytest

from newsloom.annotate import annotate
from newsloom.records import Article
from newsloom.settings import AnnotateSettings

SAID = (
    "Velmark confirmed for the first time on Thursday that its soldiers are fighting in Issar.",
    "The harbour office confirmed for the first time on Monday that its pilots are working in Orme.",
    "Lars Veit acknowledged for the first time on Tuesday that his company is operating in Orme.",
)


@pytest.mark.parametrize("text", SAID)
def test_who_confirms_it_is_known(text: str) -> None:
    read = Article(id="a", version="1", input="a.txt", first_seen="2026-03-02T00:00:00Z", text=text, language="en")
    (notes,) = annotate([read], AnnotateSettings())
    told = [p for p in notes.propositions if any(word in text[p.start : p.end] for word in ("fighting", "working", "operating"))]
    assert any(mark.standing == "confirmed" and mark.by for p in told for mark in p.marks)
