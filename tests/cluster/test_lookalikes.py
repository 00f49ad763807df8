"""What tells look-alike events apart, and what holds one event together; each kind by invented articles."""

# ruff: noqa: E501 - articles are read more easily in one line each

from __future__ import annotations

import itertools

import pytest

from newsloom.cluster import Stream, features
from newsloom.cluster.evidence import KINDS, evidence, weigh
from newsloom.records import Article
from newsloom.settings import ClusterSettings
from newsloom.text.words import Background
from tests.cluster.articles import WordHash, article


def events(*articles: Article) -> set[frozenset[str]]:
    stream = Stream(ClusterSettings())
    for one in features(articles, WordHash()):
        stream.place(one)
    stream.settle()
    return {frozenset(event.members) for event in stream.events.values()}


VOTES = (
    article("vote-a", "Senator Ilse Marrow won the primary in Ohio on Tuesday with 54 percent of the vote, beating Governor Tobin Hale by nine points. Turnout in Cleveland was high, and she thanked volunteers.", "Marrow wins Ohio", "2025-03-05"),
    article("vote-b", "Senator Ilse Marrow won the caucuses in Iowa on Tuesday with 38 percent of the vote, beating Governor Tobin Hale by three points. Turnout in Des Moines was low, and she thanked farmers.", "Marrow wins Iowa", "2025-03-12"),
)  # fmt: skip
STRIKES = (
    article("day-2", "Bus drivers in Halden stayed out for a second day on Tuesday. The union Transportbund wants 7 percent; 40 lines stood still and schools let pupils come late.", "Day 2 of the Halden bus strike", "2025-05-06"),
    article("day-21", "Bus drivers in Halden voted on Sunday, the 21st day of their strike, on an offer of 4 percent. A mediator, Runa Vik, met both sides through the night; a hospital has hired taxis for its nurses.", "Day 21: Halden drivers vote on offer", "2025-05-25"),
)  # fmt: skip
QUAKES = (
    article("quake-a", "An earthquake of magnitude 5.8 shook Erzincan in eastern Turkey on Monday and killed four people. Rescuers searched collapsed houses; the governor said that 60 people were hurt.", "Four die in quake in Erzincan", "2025-04-01"),
    article("quake-b", "An earthquake of magnitude 6.3 shook Izmir in western Turkey on Wednesday and killed eleven people. Rescuers searched collapsed houses; the governor said that 200 people were hurt.", "Eleven die in quake in Izmir", "2025-04-03"),
)  # fmt: skip
CRASHES = (
    article("crash-a", "Two people died when a car left the road near Ballina on Friday night and struck a tree, police said. The driver, 19, was from the town.", "Two die in crash near Ballina", "2025-06-07"),
    article("crash-b", "Two people died when a car left the road near Tralee on Friday night and struck a wall, police said. The driver, 23, was from the town.", "Two die in crash near Tralee", "2025-06-07"),
)  # fmt: skip


@pytest.mark.parametrize("pair", [VOTES, STRIKES, QUAKES, CRASHES], ids=["two votes", "day 2 and day 21", "two quakes", "two crashes"])
def test_look_alikes_stay_apart(pair: tuple[Article, Article]) -> None:
    assert len(events(*pair)) == 2


def test_one_event_told_in_other_words_is_one() -> None:
    told = (
        article("a", "The ferry Sankt Ansgar ran aground off Svolvaer on Thursday with 212 passengers. Captain Jonas Brekke said that nobody was hurt.", "Ferry aground off Svolvaer", "2025-07-04"),
        article("b", "All 212 people on board were brought ashore by lifeboats after the Sankt Ansgar hit rocks near Svolvaer. An inquiry will hear Jonas Brekke, who was on the bridge.", "Rescue from stricken ship", "2025-07-04"),
    )  # fmt: skip
    assert len(events(*told)) == 1


def test_a_rare_name_says_more_than_a_frequent_one() -> None:
    def shared(name: str) -> float:
        pair = (
            article("a", f"The council met on Monday. It was {name} who opened the meeting, and a long debate on drains followed.", None, "2025-01-07"),
            article("b", f"A concert ended early. Guests said that {name} had left by the side door before the singing began.", None, "2025-01-07"),
        )  # fmt: skip
        one, two = (weigh(found, Background()) for found in features(pair, WordHash()))
        return dict(zip(KINDS, evidence(one, two), strict=True))["names"]

    assert shared("Quillfeather") > shared("David") > 0


def test_evidence_is_the_same_both_ways() -> None:
    weighed = [weigh(one, Background()) for one in features((*VOTES, *QUAKES), WordHash())]
    for a, b in itertools.combinations(weighed, 2):
        assert evidence(a, b) == evidence(b, a)
