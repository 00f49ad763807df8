"""What is told in other words, denied or answered, meets in one claim; what is only alike in theme does not."""

from __future__ import annotations

from newsloom.annotate import annotate
from newsloom.compare.claims import event_signs
from newsloom.compare.entities import canon
from newsloom.compare.sayings import gather
from newsloom.compare.sayings.contents import opens_negated
from newsloom.compare.sayings.keys import of_story
from newsloom.records import Claim
from newsloom.settings import Settings
from tests.compare.stories import article, claims


def holding(found: tuple[Claim, ...], *words: str) -> list[Claim]:
    """The claims in whose passages each of these stretches stands."""
    told = [(c, " ".join(p.text for a in c.assertions for p in a.passages)) for c in found]
    return [c for c, text in told if all(w in text for w in words)]


def test_a_reply_without_content_is_a_stand_on_what_was_said_before() -> None:
    found = claims(
        ("Alba", "2026-03-01", "The union said that Kelmor Foods had hidden the inspection report. Kelmor Foods denied this."),
        ("Beacon", "2026-03-02", "Rain fell on the harbour all day."),
    )
    (claim,) = holding(found, "hidden the inspection report", "Kelmor Foods denied this")
    assert claim.agreement == "disputed"
    assert any(a.stance == "denies" and a.attributed_to == "Kelmor Foods" for a in claim.assertions)


def test_a_reply_in_spanish_is_one_too() -> None:
    found = claims(
        ("Alba", "2026-03-01", "Según el sindicato, Kelmor ocultó el informe de la inspección. Kelmor lo negó tajantemente.", "es")
    )
    assert any(a.stance == "denies" for c in found for a in c.assertions)


def test_a_refusal_to_confirm_is_no_denial() -> None:
    found = claims(
        ("Alba", "2026-03-01", "The union said that Kelmor Foods had hidden the inspection report. Kelmor Foods could not confirm this."),
    )
    assert not any(a.stance == "denies" for c in found for a in c.assertions)


def test_what_a_denial_takes_for_granted_is_not_denied() -> None:
    read = [article("Alba", "2026-03-01", "Orvane Mining has denied that it knew of cracks in the dam above Tolvar before it burst.")]
    notes = annotate(read, Settings().annotate)
    items = gather(read, notes, of_story(notes, canon(notes)))
    told = {read[0].text[i.start : i.end]: i.stance for i in items if i.kind != "quantity"}
    assert told["it knew of cracks in the dam above Tolvar before it burst"] == "denies"
    assert told["it burst"] == "asserts"


def test_an_opening_negation_is_read_in_four_languages() -> None:
    assert opens_negated("No one warned us", "en")
    assert opens_negated("nadie nos avisó", "es")
    assert opens_negated("il n'a reçu aucune consigne", "fr")
    assert opens_negated("Roboter nehmen niemandem die Arbeit", "de")
    assert not opens_negated("the alarm went off at nine", "en")


def test_what_only_tells_that_someone_speaks_is_never_joined() -> None:
    found = claims(
        ("Alba", "2026-03-01", "Mayor Ilsa Brandt told reporters about the flood."),
        ("Beacon", "2026-03-01", "Mayor Ilsa Brandt spoke to reporters about the fire."),
    )
    assert not holding(found, "about the flood", "about the fire")


def test_the_weights_name_the_signs() -> None:
    from newsloom import lexicon

    assert set(lexicon.table("event_weights")["events"]) == {"bias", *event_signs.EVENTS}
