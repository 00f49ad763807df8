"""What has been said in other words counts as said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsloom.brief.said import Said

STORY = [
    "The ferry Halcyon ran aground off Port Ansel with 43 people on board.",
    "Police arrested the second officer of the Halcyon in Port Ansel on suspicion of drink-sailing.",
    "Officers detained the Halcyon’s second officer on suspicion of drink-sailing.",
    "The island council asked for a second ship before the winter.",
    "A tug pulled the Halcyon off the rocks at high tide.",
    "Orrin Ferries had dismissed two radar technicians.",
    "Divers looked for cracks in the hull.",
    "Fuel on the island lasts until November.",
]


def of(texts: list[str]) -> Said:
    return Said([(t, "en") for t in texts])


def test_the_same_in_other_words_overlaps_more_than_the_same_matter() -> None:
    said = of(STORY)
    assert said.overlap(1, 2) > 0.6
    assert all(said.overlap(a, b) < 0.35 for a, b in ((0, 3), (0, 5), (1, 4), (3, 7)))


def test_what_several_sentences_tell_together_is_told() -> None:
    texts = [*STORY, "A tug pulled the Halcyon off the rocks, and divers looked for cracks in the hull."]
    said = of(texts)
    last = len(texts) - 1
    assert said.covered(last, (4, 6)) == pytest.approx(1.0)
    assert said.covered(last, (4,)) < 0.8
    assert said.covered(last, ()) == 0.0


@given(st.lists(st.text(max_size=60), min_size=1, max_size=6), st.data())
def test_shares_are_shares_and_a_sentence_covers_itself(texts: list[str], data: st.DataObject) -> None:
    said = of(texts)
    a = data.draw(st.integers(0, len(texts) - 1))
    b = data.draw(st.integers(0, len(texts) - 1))
    assert 0.0 <= said.overlap(a, b) <= 1.0 + 1e-9
    assert said.overlap(a, b) == pytest.approx(said.overlap(b, a)) or said.weight(a) == pytest.approx(said.weight(b))
    assert said.covered(a, (a,)) == pytest.approx(1.0)
