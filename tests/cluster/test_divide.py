"""An event that turns out to be two is parted; what is of a piece, or fixed, is not."""

from __future__ import annotations

from newsloom.cluster import Stream, features
from newsloom.cluster.linking import parts
from newsloom.settings import ClusterSettings
from tests.cluster.articles import FIRE, OTHER_FIRE, WordHash


def _stored(*articles: object) -> Stream:
    """A stream with one event of all these articles, as if it came from a desk."""
    stream = Stream(ClusterSettings())
    stream.resume((one, "e1", None) for one in features(articles, WordHash()))  # type: ignore[arg-type]
    event = stream.events["e1"]
    event.before, event.members = event.size, []
    return stream


def test_two_events_in_one_are_parted_and_the_founder_keeps_the_id() -> None:
    stream = _stored(*FIRE, *OTHER_FIRE)
    [(event, new, voices)] = stream.divide(lambda _event: False)
    assert event == "e1" and sorted(voices) == ["fire-8", "fire-9"]
    assert stream.events["e1"].voices == ["fire-1", "fire-2", "fire-3"] and stream.events["e1"].size == 3
    assert stream.event_of["fire-9"] == new and stream.events[new].size == 2


def test_voices_that_nobody_asked_the_desk_for_are_parted_as_well() -> None:
    stream = _stored(*FIRE, *OTHER_FIRE)
    stream.event_of = {"fire-1": "e1"}
    [(_, new, voices)] = stream.divide(lambda _event: False)
    assert sorted(voices) == ["fire-8", "fire-9"] and stream.event_of["fire-8"] == new and stream.events["e1"].size == 3


def test_what_is_fixed_or_of_a_piece_stays() -> None:
    assert _stored(*FIRE, *OTHER_FIRE).divide(lambda _event: True) == []
    assert _stored(*FIRE, *FIRE[:1]).divide(lambda _event: False) == []


def test_a_story_falls_apart_only_into_matters_each_of_a_piece() -> None:
    two = {("a", "b"): 7.0, ("c", "d"): 7.0, ("a", "c"): 2.0, ("a", "d"): 2.0, ("b", "c"): 2.0, ("b", "d"): 2.0}
    assert sorted(map(sorted, parts("abcd", two))) == [["a", "b"], ["c", "d"]]
    assert parts("abcd", dict.fromkeys(two, 4.0)) == [list("abcd")]
