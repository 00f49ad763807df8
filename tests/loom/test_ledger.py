"""A speaker's ledger: in order, and marked only where the same claim is taken back."""

from __future__ import annotations

import msgspec

from newsloom.loom.ledger import _turned
from newsloom.records.people import Said

FIRST = Said(
    story="s1", entity="signe orr", name="Signe Orr", role=None, day="2024-09-02", cue="denied", content="that the ship had been too fast",
    form="indirect", modality="denied", article="a1", version="v1", outlet=None, start=0, end=9, text="x", stances={"c1": "denies"},
)  # fmt: skip
LATER = msgspec.structs.replace(FIRST, day="2024-09-05", article="a2", stances={"c1": "asserts"})


def test_a_claim_that_was_denied_and_is_asserted_later_is_a_changed_position() -> None:
    assert [entry.turn for entry in _turned([FIRST, LATER])] == [None, FIRST]


def test_nothing_else_is_one() -> None:
    other_claim = msgspec.structs.replace(LATER, stances={"c2": "asserts"})
    other_story = msgspec.structs.replace(LATER, story="s2")
    same_day = msgspec.structs.replace(LATER, day="2024-09-02")
    undated = msgspec.structs.replace(LATER, day=None)
    again = msgspec.structs.replace(LATER, stances={"c1": "denies"})
    for second in (other_claim, other_story, same_day, undated, again):
        assert _turned([FIRST, second])[1].turn is None
