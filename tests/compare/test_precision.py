"""What must not be laid together, and what must: the faults that do a reader harm, each from both sides."""

from __future__ import annotations

from collections.abc import Sequence

from newsloom.records import Claim
from tests.compare.stories import Report, about, article, claims, laid


def verdicts(found: Sequence[Claim]) -> set[str]:
    return {claim.agreement for claim in found}


def shared(found: Sequence[Claim], one: str, other: str, kind: str | None = None) -> bool:
    """True where some claim holds passages of both reports about the two words."""
    for claim in found:
        passages = [p.text for a in claim.assertions for p in a.passages]
        if (kind is None or claim.kind == kind) and any(one in p for p in passages) and any(other in p for p in passages):
            return True
    return False


def test_two_groups_of_the_wounded_are_no_two_versions_of_one_count() -> None:
    found = claims(
        ("Alba", "2026-03-01", "Seven officers were wounded in the attack on Lisgar station, police said."),
        ("Beacon", "2026-03-02", "Two civilians were wounded in the attack on Lisgar station."),
    )
    assert not verdicts(found) & {"conflict", "updated", "unclear"}


def test_the_same_group_counted_differently_is_a_conflict() -> None:
    found = claims(
        ("Alba", "2026-03-01", "Seven officers were wounded in the attack on Lisgar station, police said."),
        ("Beacon", "2026-03-02", "Nine officers were wounded in the attack on Lisgar station, the mayor said."),
    )
    assert about(found, "Seven officers", kind="quantity").agreement == "conflict"


def test_some_of_a_kind_and_all_of_it_do_not_conflict() -> None:
    found = claims(
        ("Alba", "2026-03-01", "Four transit officers were killed when the gunman opened fire in Lisgar."),
        ("Beacon", "2026-03-02", "Five officers were killed when the gunman opened fire in Lisgar."),
    )
    assert "conflict" not in verdicts(found)


def test_another_event_told_for_comparison_stays_apart() -> None:
    found = claims(
        ("Alba", "2026-03-01", "Five people were found dead in a house outside Lisgar on Saturday."),
        ("Beacon", "2026-03-01", "The shooting comes a year after a man killed 20 children at a school in Morven."),
    )
    assert not shared(found, "Five people", "20 children", "quantity")


def test_others_leave_open_who_is_counted() -> None:
    found = claims(
        ("Alba", "2026-03-01", "The blast in Lisgar wounded a guard. Three others were wounded in the blast in Lisgar."),
        ("Beacon", "2026-03-02", "Four people were wounded in the blast in Lisgar."),
    )
    assert "conflict" not in verdicts(found)


def test_wounded_to_death_is_killed() -> None:
    found = claims(
        ("Alba", "2026-03-01", "In the end, five officers were fatally wounded in Lisgar."),
        ("Beacon", "2026-03-02", "Seven officers were wounded in Lisgar."),
    )
    assert "conflict" not in verdicts(found)


def test_what_magazines_hold_is_not_what_was_carried() -> None:
    found = claims(
        ("Alba", "2026-03-01", "Police said that Orlo Venn had forty 30-round magazines in his bag."),
        ("Beacon", "2026-03-02", "Police said that Orlo Venn carried 1,300 rounds in his bag."),
    )
    assert "conflict" not in verdicts(found)


def test_an_increment_is_no_version_of_the_total_and_the_total_is_updated() -> None:
    found = claims(
        ("Alba", "2026-03-03", "A coach overturned near Lisgar on Tuesday, killing 14 people."),
        ("Beacon", "2026-03-05", "The death toll of the coach crash near Lisgar rose to 17 on Thursday after three of the injured died."),
    )
    claim = about(found, "14 people", kind="quantity")
    assert claim.agreement == "updated"
    assert {a.value.low for a in claim.assertions if a.value} == {14, 17}


def test_a_lower_count_later_is_not_called_an_update_without_a_word() -> None:
    found = claims(
        ("Alba", "2026-03-03", "The storm has wounded 14 people in Lisgar."),
        ("Beacon", "2026-03-05", "The storm has wounded 9 people in Lisgar."),
    )
    assert "updated" not in verdicts(found)


def test_two_persons_hurt_are_no_agreement() -> None:
    found = claims(
        ("Alba", "2026-03-01", "Orlo Venn was injured in the shooting."),
        ("Beacon", "2026-03-01", "A motel clerk was injured in the shooting."),
        ("Courier", "2026-03-01", "Marta Quill was injured in the shooting."),
    )
    assert "agree" not in verdicts(found)


def test_one_person_hurt_in_two_reports_is_an_agreement() -> None:
    found = claims(
        ("Alba", "2026-03-01", "Orlo Venn was injured in the shooting."),
        ("Beacon", "2026-03-01", "Orlo Venn was wounded when shots were fired at the station."),
    )
    assert about(found, "Orlo Venn", kind="event").agreement == "agree"


def test_who_shot_and_who_was_shot_are_not_exchanged() -> None:
    found = claims(
        ("Alba", "2026-03-01", "The officers shot the gunman outside the library."),
        ("Beacon", "2026-03-01", "The gunman shot a clerk outside the library."),
    )
    assert "agree" not in verdicts(found)


def test_an_unresolved_pronoun_joins_nobody() -> None:
    found = claims(
        ("Alba", "2026-03-01", "Police arrived at the college. They searched the rooms."),
        ("Beacon", "2026-03-01", "The town was quiet. He arrived at the college by bus."),
    )
    assert not shared(found, "Police arrived", "He arrived")


def test_gladness_about_some_denies_nothing_about_others() -> None:
    found = claims(
        ("Alba", "2026-03-01", "Officer Orlo Venn was hurt in the attack, the ministry said."),
        ("Beacon", "2026-03-02", "“I am thankful that my sons weren't hurt,” Marta Quill said."),
    )
    assert "disputed" not in verdicts(found)
    assert not any(step.standing == "denied" for claim in found for step in claim.standing)


def test_nobody_denies_nothing() -> None:
    found = claims(("Alba", "2026-03-01", "No one at the ministry denied that inspections had been cut in Lisgar."))
    assert not any(step.standing == "denied" for claim in found for step in claim.standing)


def test_somebody_does() -> None:
    found = claims(("Alba", "2026-03-01", "The ministry denied that inspections had been cut in Lisgar."))
    assert any(step.standing == "denied" and "ministry" in (step.by or "") for claim in found for step in claim.standing)


def test_not_yet_charged_and_then_indicted_is_no_dispute() -> None:
    found = claims(
        ("Alba", "2026-03-01", "Orlo Venn has not been charged."),
        ("Beacon", "2026-03-09", "Orlo Venn was indicted in Lisgar on Monday."),
    )
    assert "disputed" not in verdicts(found)


RUMOUR: tuple[Report, ...] = (
    (
        "Alba",
        "2026-05-12",
        "Veldt Motors is considering closing one of two assembly lines in Lisgar, two people familiar with the matter said.",
    ),
    (
        "Beacon",
        "2026-05-20",
        "Veldt Motors said it would close one assembly line in Lisgar, confirming reports that ministers had dismissed.",
    ),
)


def test_the_ladder_ends_with_the_confirmation_of_what_was_dismissed() -> None:
    claim = about(claims(*RUMOUR), "assembly line", kind="event")
    assert claim.standing[0].standing == "rumoured"
    assert (claim.standing[-1].standing, claim.standing[-1].by) == ("confirmed", "Veldt Motors")


def test_nobody_denies_how_many_lines_there_are() -> None:
    found = [claim for claim in claims(*RUMOUR) if claim.kind == "quantity"]
    assert "disputed" not in verdicts(found)


def test_a_confirmation_that_holds_a_figure_has_a_claim_of_its_own() -> None:
    found = claims(
        ("Alba", "2026-03-03", "A police source said the brakes may have failed."),
        ("Beacon", "2026-03-09", "Veldt Coaches confirmed that the brakes had failed before the crash in Lisgar that killed 17 people."),
    )
    claim = about(found, "brakes", kind="event")
    assert [step.standing for step in claim.standing] == ["rumoured", "confirmed"]
    assert claim.standing[-1].by == "Veldt Coaches"


def test_a_picture_of_someone_proves_nothing_about_him() -> None:
    found = claims(
        ("Alba", "2026-03-01", "Photos of a man with a rifle in a library were shown. Orlo Venn was named as the gunman by police.")
    )
    assert not any(step.standing == "evidenced" for claim in found for step in claim.standing)


def test_a_document_that_shows_it_does() -> None:
    found = claims(("Alba", "2026-03-01", "A leaked report shows that Veldt Motors hid cracks in the dam."))
    assert any(step.standing == "evidenced" for claim in found for step in claim.standing)


def test_an_office_and_its_holder_are_one_source() -> None:
    found = claims(
        ("Alba", "2026-03-01", "Mayor Ines Balt said that the bridge in Lisgar collapsed because of rust."),
        ("Beacon", "2026-03-01", "The mayor said that the bridge in Lisgar collapsed because of rust."),
    )
    assert about(found, "bridge", kind="event").independent_sources == 1


def test_a_refusal_to_confirm_is_no_claim() -> None:
    found = claims(("Alba", "2026-03-01", "Veldt Coaches refused to confirm that. Veldt Coaches declined to comment on Monday."))
    assert found == ()


def test_figures_of_one_year_conflict_over_two_outlets() -> None:
    found = laid(
        [
            article("Alba", "2026-05-12", "The plant built 118,000 cars last year."),
            article("Beacon", "2026-05-14", "The plant made 104,000 cars in 2025, according to the Guild of Makers."),
        ]
    ).claims
    assert about(found, "118,000", kind="quantity").agreement == "conflict"
