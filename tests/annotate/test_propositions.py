"""Propositions: clauses, roles, marks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsloom.annotate import annotate
from newsloom.records import Annotations, Article, Proposition
from newsloom.settings import AnnotateSettings


def read(text: str, language: str = "en") -> Annotations:
    article = Article(id="a", version="1", input="a.txt", first_seen="2026-09-01T00:00:00Z", text=text, language=language)
    return annotate([article], AnnotateSettings())[0]


def found(text: str, predicate: str) -> Proposition:
    notes = read(text)
    for proposition in notes.propositions:
        if proposition.predicate == predicate:
            return proposition
    raise AssertionError(f"no {predicate} in {[(p.predicate, text[p.start : p.end]) for p in notes.propositions]}")


def marks(text: str, predicate: str) -> set[tuple[str, str | None]]:
    return {(m.standing, m.by) for m in found(text, predicate).marks}


def test_clause_is_cut_out_of_its_report() -> None:
    text = "The ministry said on Monday that Norway had sent tents to Chad, although roads were blocked."
    proposition = found(text, "send")
    assert text[proposition.start : proposition.end] == "Norway had sent tents to Chad"
    assert proposition.whole


def test_synonyms_share_a_class() -> None:
    verbs = {"sent": "send", "deployed": "deploy", "dispatched": "dispatch"}
    classes = {found(f"Norway has {verb} 300 soldiers to Chad.", lemma).klass for verb, lemma in verbs.items()}
    assert classes == {"send_forces"}
    assert found("The deployment of Norwegian soldiers in Chad began.", "deployment").klass == "send_forces"
    assert found("Norway has sent tents to Chad.", "send").klass != "send_forces"


def test_roles_hold_through_the_passive() -> None:
    for text in ("Kenyan forces captured a Somali soldier.", "A Somali soldier was captured by Kenyan forces."):
        notes = read(text)
        proposition = next(p for p in notes.propositions if p.predicate == "capture")
        assert any("KE" in notes.entities[e].key for e in proposition.subject), text
        assert any("SO" in notes.entities[e].key for e in proposition.object), text


@pytest.mark.parametrize(
    ("text", "predicate", "expected"),
    [
        ("Kenya has confirmed for the first time that it sent soldiers to Chad.", "send", {("confirmed", "Kenya")}),
        ("Kenya acknowledged that its soldiers had entered Chad.", "enter", {("confirmed", "Kenya")}),
        ("Kenya refused to confirm that it sent soldiers to Chad.", "send", set()),
        ("Kenya could not confirm that soldiers entered Chad.", "enter", set()),
        ("Analysts confirmed that soldiers entered Chad.", "enter", set()),
        ("Kenya claimed that its army had taken the port, a statement disputed by Chad.", "take", {("disputed", "Chad")}),
        ("Kenya denied that it sent soldiers to Chad.", "send", {("denied", "Kenya")}),
        ("Chad did not deny that it sent soldiers to Kenya.", "send", set()),
        ("Chad said Kenya had bombed the port. Kenya rejected the claim.", "bomb", {("denied", "Kenya")}),
        ("Kenya denied reports that it would send soldiers to Chad.", "send", {("denied", "Kenya")}),
        ("Chad accused Kenya of sending soldiers to Mali.", "send", {("alleged", "Chad")}),
        ("The allegation that Kenya bombed the port was dismissed by Nairobi.", "bomb", {("denied", "Nairobi")}),
        ("Chad has no doubt that Kenya bombed the port.", "bomb", set()),
        ("Kenya rejected accusations that it was behind the blast.", "be behind", {("denied", "Kenya")}),
        ("Kenya has reportedly sent soldiers to Chad.", "send", {("rumoured", None)}),
        ("Satellite images show that Kenya sent soldiers to Chad.", "send", {("evidenced", None)}),
        ("There is no evidence that Kenya sent soldiers to Chad.", "send", set()),
    ],
)
def test_marks(text: str, predicate: str, expected: set[tuple[str, str | None]]) -> None:
    assert marks(text, predicate) == expected


def test_negation_and_tense() -> None:
    assert found("Kenya did not send soldiers to Chad.", "send").negated
    assert found("Kenya has sent soldiers to Chad.", "send").tense == "perfect"
    assert found("Kenya sent soldiers to Chad.", "send").tense == "past"
    assert found("Kenya will send soldiers to Chad.", "send").tense == "future"


def test_a_plan_is_expected() -> None:
    assert found("Kenya plans to send 300 soldiers to Chad.", "send").modality == "expected"


def test_judgements_are_assessments() -> None:
    proposition = found("The Kenyan soldiers are not adequately trained.", "trained")
    assert (proposition.kind, proposition.negated) == ("assessment", True)


def test_headings_give_nothing() -> None:
    assert read("Kenya sends soldiers to Chad\n\n").propositions == ()


def test_spanish_has_patterns() -> None:
    notes = read("Kenia envió 300 soldados a Chad.", "es")
    assert [p.klass for p in notes.propositions] == ["send_forces"]


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
def test_any_text_is_read_and_offsets_hold(text: str) -> None:
    text = f"{text} Kenya sent soldiers to Chad."
    for proposition in read(text).propositions:
        assert 0 <= proposition.start < proposition.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "There were leaks in the pipeline.",
        "Leaks had been seen in the pipeline.",
        "The diver found leaks in the pipeline.",
        "The firm had known since May of leaks in the pipeline.",
    ],
)
def test_what_is_seen_or_known_of_is_the_matter(text: str) -> None:
    proposition = found(text, "leak")
    assert proposition.klass in ("exist", "poison")
    assert not proposition.negated


def test_who_denies_having_known_does_not_deny_the_thing() -> None:
    notes = read("Harbour chief Ada Molin denied that the port had known of rust in the crane.")
    assert not any(p.klass == "exist" for p in notes.propositions)


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("The figures do not prove that the pump failed.", "fail"),
        ("There is no evidence that the pump failed.", "fail"),
        ("Nothing shows that the pump failed.", "fail"),
    ],
)
def test_what_is_not_proved_is_doubted(text: str, predicate: str) -> None:
    assert found(text, predicate).modality == "doubted"


def test_a_doubtful_source_makes_a_rumour_and_a_named_record_evidence() -> None:
    assert ("rumoured", None) in marks("Unverified messages claim that rust had been seen in the crane.", "rust")
    assert ("evidenced", None) in marks("A leaked report shows rust in the crane.", "rust")
    assert ("evidenced", None) not in marks("A report shows rust in the crane.", "rust")


def test_what_had_to_be_done_was_done() -> None:
    proposition = found("Some 300 residents had to leave their homes on Sunday.", "leave home")
    assert (proposition.klass, proposition.tense) == ("displace", "past")
