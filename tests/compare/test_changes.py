"""What changed between two states of one story: own reports, read by the real annotators."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from newsloom.compare.changes import changed_values, corrections, moved_standings, new_claims, new_speakers, successors
from tests.compare.stories import article, laid

FIRST = (
    "The Marl Echo",
    "2024-05-02",
    "Four miners were killed when a shaft collapsed at Dunmore on Thursday, mine owner Keld Mining said. "
    "Unverified messages said that the pumps had failed.",
)
SECOND = (
    "The Weir Gazette",
    "2024-05-04",
    "The collapse of the shaft at Dunmore on Thursday killed six miners, inspector Ona Pryce said on Saturday.",
)
THIRD = (
    "Northgate Daily",
    "2024-05-09",
    "Keld Mining confirmed on Thursday that the pumps had failed at Dunmore. "
    "Ona Pryce said that 40 families had been moved from their homes.",
)


def states():
    reports = [article(*report) for report in (FIRST, SECOND, THIRD)]
    return laid(reports[:1]), laid(reports)


def test_a_later_toll_is_a_changed_value_with_both_sides() -> None:
    before, after = states()
    values = changed_values(after.claims, successors(before.claims, after.claims))
    moved = next(v for v in values if {a.value.low for a in v.before if a.value} == {4})
    assert {a.value.low for a in moved.after if a.value} == {6}
    assert all(p.article == "The Weir Gazette" for a in moved.after for p in a.passages)


def test_a_figure_that_nothing_ties_to_the_earlier_one_is_no_change() -> None:
    before, after = states()
    loose = [
        msgspec.structs.replace(claim, relations=tuple(msgspec.structs.replace(r, is_="unclear") for r in claim.relations))
        for claim in after.claims
    ]
    assert changed_values(loose, successors(before.claims, loose)) == ()


def test_only_what_no_earlier_article_said_is_a_new_claim() -> None:
    before, after = states()
    earlier = successors(before.claims, after.claims)
    new = new_claims(after.claims, earlier, frozenset({"The Marl Echo"}))
    assert any("40 families" in claim.text for claim in new)
    assert not any("killed" in claim.text for claim in new)
    assert new_claims(after.claims, earlier, frozenset(a.id for a in after.articles)) == ()


def test_a_rumour_that_is_confirmed_moves() -> None:
    before, after = states()
    moved = moved_standings(after.claims, successors(before.claims, after.claims))
    pumps = next(m for m in moved if any("pumps" in p.text for p in m.passages))
    assert pumps.to == "confirmed"
    assert pumps.from_ in ("rumoured", "alleged")


def test_new_speakers_are_those_who_had_not_spoken() -> None:
    before, after = states()
    names = new_speakers(before, after)
    assert any("Pryce" in name for name in names)
    assert not any("Keld" in name for name in names)


def test_nothing_changes_between_a_story_and_itself() -> None:
    _, after = states()
    earlier = successors(after.claims, after.claims)
    assert {id: claim.id for id, claim in earlier.items()} == {c.id: c.id for c in after.claims}
    assert changed_values(after.claims, earlier) == ()
    assert moved_standings(after.claims, earlier) == ()
    assert new_speakers(after, after) == ()


def test_a_corrected_sentence_is_shown_as_both_passages() -> None:
    old = article("The Marl Echo", "2024-05-02", "Keld Mining runs the shaft.\n\nFour miners were killed on Thursday.\n\nWork has stopped.")
    text = "Keld Mining runs the shaft.\n\nThree miners were killed on Thursday.\n\nWork has stopped.\n\nA vigil is planned."
    new = msgspec.structs.replace(old, version="2", text=text)
    (found,) = corrections([old, new])
    assert (found.before.text, found.after.text) == ("Four miners were killed on Thursday.", "Three miners were killed on Thursday.")
    assert (found.before.version, found.after.version) == ("1", "2")


@given(
    st.lists(st.sampled_from(["Rain fell.", "The 🚢 sank.", "Ten were saved.", "שלום עולם.", "A tug came late."]), max_size=8), st.data()
)
def test_corrections_are_slices_of_their_versions(lines: list[str], data: st.DataObject) -> None:
    old = article("o", None, "\n".join(lines))
    new = msgspec.structs.replace(old, version="2", text="\n".join(data.draw(st.permutations(lines))).replace("Ten", "Eleven"))
    for found in corrections([old, new]):
        assert old.text[found.before.start : found.before.end] == found.before.text
        assert new.text[found.after.start : found.after.end] == found.after.text
