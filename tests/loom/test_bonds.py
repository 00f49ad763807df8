"""What someone says of claims holds over how they are aligned, also when articles come in, until it is taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsloom.errors import UsageError
from newsloom.loom import Desk
from newsloom.loom.hands import labelled
from newsloom.records import Claim

PAPERS = [
    (
        "The Tarn Courier",
        "Two cars sink at Tarn lock",
        "A lock gate at Tarn Weir broke on Friday and 12 people were hurt, the warden said. The pool fell by two metres.",
    ),
    (
        "The Weir Gazette",
        "Lock gate breaks at Tarn Weir",
        "At Tarn Weir 19 people were hurt when a lock gate broke on Friday, a nurse said. Divers looked for cars.",
    ),
    (
        "The Orrin Post",
        "Barges wait below Tarn Weir",
        "After a lock gate at Tarn Weir broke on Friday, 14 people were hurt, police said. Forty barges waited.",
    ),
]


def _file(folder: Path, number: int) -> str:
    outlet, title, text = PAPERS[number]
    path = folder / f"{number}.jsonl"
    told = {
        "url": f"https://p{number}.example/a",
        "outlet": outlet,
        "title": title,
        "text": text,
        "published": "2024-03-01",
        "language": "en",
    }
    path.write_text(json.dumps(told), encoding="utf-8")
    jsonl = folder / f"{number}.jsonl"
    jsonl.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    return str(jsonl)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path / "desk.db")
    assert made.add([_file(tmp_path, 0), _file(tmp_path, 1)]) == []
    return made


def _hurt(desk: Desk) -> list[Claim]:
    """The claims of how many were hurt."""
    story = desk.stories()[0].id
    return [c for c in desk.claims(story)[1] if any(a.value and a.value.low in (12, 19, 14) for a in c.assertions)]


def _figures(claims: list[Claim]) -> list[list[float]]:
    return sorted(sorted(a.value.low for a in c.assertions if a.value and a.value.low is not None) for c in claims)


def test_a_version_is_parted_and_comes_back(desk: Desk) -> None:
    (claim,) = _hurt(desk)
    story = desk.stories()[0].id
    before = desk.glance(story).state
    at = next(n for n, a in enumerate(claim.assertions) if a.value and a.value.low == 19)
    done = desk.say("ada", "another crash").apart(story, claim, at)
    assert not desk.glance(story).fresh
    assert _figures(_hurt(desk)) == [[12], [19]]
    desk.say("ada").undo(done.id)
    assert _figures(_hurt(desk)) == [[12, 19]]
    assert desk.glance(story).state.split()[0] == before.split()[0]


def test_claims_are_put_together_and_stay_so_when_articles_come_in(desk: Desk, tmp_path: Path) -> None:
    (claim,) = _hurt(desk)
    story = desk.stories()[0].id
    parted = desk.say("ada").apart(story, claim, 0)
    one, other = _hurt(desk)
    desk.say("bo").together(story, one, other)  # the later word counts
    assert _figures(_hurt(desk)) == [[12, 19]]
    desk.add([_file(tmp_path, 2)])
    assert [12, 14, 19] in _figures(_hurt(desk))
    desk.say("bo").undo(parted.id + 1)
    assert [19] in _figures(_hurt(desk)) or [12] in _figures(_hurt(desk))
    assert [12, 14, 19] not in _figures(_hurt(desk))


def test_claims_of_two_kinds_are_told_of_as_one_claim_is_explained(desk: Desk) -> None:
    (claim,) = _hurt(desk)
    story = desk.stories()[0].id
    desk.say("ada").apart(story, claim, 0)
    for one in _hurt(desk):
        assert desk.explain_claim(story, one.id).claim.assertions == one.assertions


def test_a_claim_is_explained_again_while_it_is_at_hand(desk: Desk) -> None:
    story = desk.stories()[0].id
    for claim in desk.claims(story)[1]:
        first, second = desk.explain_claim(story, claim.id), desk.explain_claim(story, claim.id)
        assert second == first
        assert all(joining.to is not None or joining.evidence for joining in second.joined)


def test_what_makes_no_sense_is_refused(desk: Desk) -> None:
    (claim,) = _hurt(desk)
    story = desk.stories()[0].id
    event = next((c for c in desk.claims(story)[1] if c.kind != "quantity"), None)
    with pytest.raises(UsageError):
        desk.say("ada").apart(story, claim, 99)
    if event is not None:
        with pytest.raises(UsageError, match="figure"):
            desk.say("ada").together(story, claim, event)
    desk.say("ada").apart(story, claim, 0)
    single = _hurt(desk)[0]
    with pytest.raises(UsageError, match="no other version"):
        desk.say("ada").apart(story, single, 0)


def test_what_was_said_is_exported_to_the_letter(desk: Desk) -> None:
    (claim,) = _hurt(desk)
    story = desk.stories()[0].id
    desk.say("ada").apart(story, claim, 1)
    (told,) = labelled(desk.said())
    assert told["bond"]["kind"] == "apart"
    for side in ("one", "other"):
        for saying in told["bond"][side]:
            assert desk.article(saying["article"], saying["version"]).text[saying["start"] : saying["end"]] == saying["text"]
