"""The set of events told in other words: read whole, its halves apart, its faults told."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks import events, events_data

ONE = """# fire
+ [A barn burned] at dawn.
+ Neighbours saw [the fire in the barn].
+fr [Une grange a brûlé].
- The barn is old.
- A dog barked.
- It rained.
"""


def test_every_marked_part_stands_once_in_its_article() -> None:
    for row in events_data.rows():
        texts = {a["id"]: a["text"] for a in row["articles"]}
        said = row["claims"][0]["assertions"]
        assert len(said) >= 3
        assert all(texts[one["article"]].count(one["quote"]) == 1 for one in said), row["id"]


def test_names_are_not_used_twice_and_the_halves_make_up_the_whole() -> None:
    names = [row["id"] for row in events_data.rows()]
    halves = [row["id"] for half in ("dev", "held") for row in events_data.rows(half)]
    assert len(names) == len(set(names)) >= 150
    assert sorted(names) == sorted(halves)


def test_near_misses_are_dealt_out_to_the_english_tellings(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ONE, encoding="utf-8")
    (story,) = events_data.rows(source=tmp_path)
    texts = [a["text"] for a in story["articles"]]
    assert texts == [
        "A barn burned at dawn.\n\nThe barn is old.\n\nIt rained.",
        "Neighbours saw the fire in the barn.\n\nA dog barked.",
        "Une grange a brûlé.",
    ]
    assert [a["language"] for a in story["articles"]] == ["en", "en", "fr"]


@pytest.mark.parametrize(
    "line", ["A sentence without a sign.", "+ A telling that marks nothing.", "- A near miss [that is marked].", "? [What] is this."]
)
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.txt").write_text(f"# fire\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.txt: .*no telling"):
        events_data.rows(source=tmp_path)


def test_the_chance_of_the_right_order_counts_ties_half() -> None:
    assert events.auc([0.9, 0.5, 0.5, 0.1], [True, True, False, False]) == pytest.approx(0.875)
    assert events.auc([0.2, 0.4], [True, True]) == 0.0
