"""Which events are looked at for an article, and how closely."""

from __future__ import annotations

import msgspec
import pytest

from newsloom.cluster import Stream, features, ranking
from newsloom.cluster.evidence import Weighed, weigh
from newsloom.cluster.model import Model
from newsloom.settings import ClusterSettings
from tests.cluster.articles import CHESS, FIRE, OTHER_FIRE, WordHash

FOUND = {one.article: one for one in features((*FIRE, *OTHER_FIRE, *CHESS), WordHash())}
LAST = FIRE[-1].id


def placed() -> Stream:
    stream = Stream(ClusterSettings())
    for name, one in FOUND.items():
        if name != LAST:
            stream.place(one)
    return stream


def test_all_voices_are_heard_only_of_events_that_a_near_article_speaks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = placed()
    near, far = stream.event_of[FIRE[0].id], stream.event_of[OTHER_FIRE[0].id]
    assert len(stream.events[near].voices) > 1 and len(stream.events[far].voices) > 1
    asked: list[str] = []
    pair = Model.pair

    def noted(self: Model, a: Weighed, b: Weighed) -> float:
        asked.append(b.features.article)
        return pair(self, a, b)

    monkeypatch.setattr(Model, "pair", noted)
    monkeypatch.setattr(stream.window, "candidates", lambda _member: [stream.events[near].voices[0], stream.events[far].voices[0]])
    found = dict(ranking.ranked(stream, weigh(FOUND[LAST], stream.background)))
    assert set(asked) == {*stream.events[near].voices, stream.events[far].voices[0]} and len(asked) == len(set(asked))
    assert found[near] >= stream.model.threshold > found[far]


def test_an_article_that_changed_is_scored_anew() -> None:
    stream = placed()
    member = weigh(FOUND[LAST], stream.background)
    assert stream.pairs.of(stream, member, [FIRE[0].id])
    changed = features([FIRE[0], CHESS[0]], WordHash())[1]
    stream.revise(msgspec.structs.replace(changed, article=FIRE[0].id))
    now = stream.pairs.of(stream, member, [FIRE[0].id])[FIRE[0].id]
    assert now == stream.model.pair(member, stream.window.members[FIRE[0].id]) < stream.model.threshold
