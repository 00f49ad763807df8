"""Second thoughts: articles joined anew with what came after them."""

from __future__ import annotations

import random

import pytest

from newsloom.cluster import Stream, features, linkage
from newsloom.cluster.regroup import Event, Links, heirs, regroup
from newsloom.settings import ClusterSettings
from tests.cluster.articles import CHESS, FIRE, OTHER_FIRE, WordHash


def links(scores: dict[tuple[str, str], float]) -> Links:
    found = Links()
    for name in dict.fromkeys(name for pair in scores for name in pair):
        found.add(name, {})
    for (a, b), score in scores.items():
        found.of[a][b] = found.of[b][a] = score
    return found


CHAIN = links({("a", "b"): 2.0, ("b", "c"): 0.2, ("c", "d"): 3.0, ("a", "c"): -2.0, ("b", "d"): -2.0, ("a", "d"): -2.5})


def test_an_article_goes_to_those_it_fits_best() -> None:
    before = [Event("e1", ["a", "b", "c"], whole=False), Event("e2", ["d"], whole=False)]
    assert {frozenset(group) for group in regroup(before, CHAIN, 0.8, 0.0)} == {frozenset("ab"), frozenset("cd")}


def test_what_is_whole_or_tied_gives_nothing_away() -> None:
    held = [Event("e1", ["a", "b", "c"], whole=True), Event("e2", ["d"], whole=False)]
    assert frozenset("abc") <= {frozenset(group) for group in regroup(held, CHAIN, 0.8, 0.0)}.pop() | frozenset("abc")
    assert all({"a", "b", "c"} <= set(group) or not {"a", "b", "c"} & set(group) for group in regroup(held, CHAIN, 0.8, 0.0))
    free = [Event("e1", ["a", "b", "c"], whole=False), Event("e2", ["d"], whole=False)]
    tied = regroup(free, CHAIN, 0.8, 0.0, tied={"b", "c"})
    assert any({"b", "c"} <= set(group) for group in tied)


def test_events_that_must_stay_two_never_join() -> None:
    close = links({("a", "b"): 5.0, ("a", "x"): 1.0, ("b", "x"): 1.0})
    split = [Event("e1", ["a"], whole=False), Event("e2", ["b"], whole=False), Event("e3", ["x"], whole=False)]
    groups = regroup(split, close, 0.8, 0.0, apart=lambda one, other: {one, other} == {"e1", "e2"})
    assert not any({"a", "b"} <= set(group) for group in groups)


def test_an_article_that_speaks_for_two_events_is_in_one_group() -> None:
    both = [Event("e1", ["a", "b", "a"], whole=True), Event("e2", ["b", "c", "d"], whole=False), Event("e3", ["b"], whole=True)]
    for apart in (None, lambda one, other: {one, other} == {"e1", "e2"}):
        groups = regroup(both, CHAIN, 0.8, 0.0, apart=apart)
        assert sorted(name for group in groups for name in group) == ["a", "b", "c", "d"]


def test_groups_that_share_an_item_are_one_and_an_item_is_not_linked_to_itself() -> None:
    standing = linkage.Standing(groups=[[0, 1], [1, 2], [4, 2], [3]], never=[(2, 0), (4, 3)])
    scores = {(0, 0): 9.0, (0, 3): 9.0, (2, 3): 9.0, (2, 2): -9.0}
    assert linkage.join(5, scores, 0.5, 0.0, standing=standing) == [[0, 1, 2, 4], [3]]


def test_an_event_is_settled_though_another_has_one_of_its_articles() -> None:
    """What a damaged desk may hold: a voice of one event that is in another."""
    stream = Stream(ClusterSettings())
    for one in features((*FIRE, *OTHER_FIRE, *CHESS), WordHash()):
        stream.place(one)
    stream.settle()
    first, *others = stream.events.values()
    for event in others:
        event.voices.append(first.voices[0])
    stream.fresh.update(dict.fromkeys(stream.event_of))
    stream.settle()
    assert stream.event_of[first.voices[0]] == first.id


def test_the_larger_part_keeps_the_id() -> None:
    home = {"a": "e1", "b": "e1", "c": "e1", "d": "e2"}
    rank = {"e1": 1, "e2": 2}
    assert heirs([["a", "b"], ["c", "d"]], home, rank.__getitem__) == ["e1", "e2"]
    assert heirs([["a", "b", "d"], ["c"]], home, rank.__getitem__) == ["e1", None]


@pytest.mark.parametrize("seed", range(6))
def test_events_do_not_depend_on_the_order_of_arrival(seed: int) -> None:
    found = features((*FIRE, *OTHER_FIRE, *CHESS), WordHash())
    random.Random(seed).shuffle(found)
    stream = Stream(ClusterSettings())
    for one in found:
        stream.place(one)
        stream.settle()
    groups = {frozenset(event.members) for event in stream.events.values()}
    assert groups == {frozenset(a.id for a in part) for part in (FIRE, OTHER_FIRE, CHESS)}
    assert all(stream.event_of[name] == event.id for event in stream.events.values() for name in event.members)


def test_who_was_there_to_be_compared_with_does_not_matter() -> None:
    stream = Stream(ClusterSettings())
    found = features(FIRE, WordHash())
    for made in found:
        stream.place(made)
    one, other = found[0].article, found[-1].article
    for a, b in ((one, other), (other, one)):
        stream.links.of[a].pop(b, None)
    stream.settle()
    score = stream.model.pair(stream.window.members[other], stream.window.members[one])
    assert stream.links.of[one][other] == stream.links.of[other][one] == score


def test_links_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsloom.cluster.regroup._KEPT", 3)
    found = Links()
    for at in range(6):
        found.add(f"a{at}", {f"a{at - 1}": 1.0})
    assert list(found.of) == ["a3", "a4", "a5"] and found.of["a3"] == {"a4": 1.0}
