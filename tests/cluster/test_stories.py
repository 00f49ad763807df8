"""Events linked into running stories."""

from __future__ import annotations

import itertools
import random
import time

import pytest
from benchmarks.stories import SAME_ACTORS, figures, rows, woven

from newsloom.cluster import features, linkage, weave
from newsloom.cluster.evidence import weigh
from newsloom.cluster.profiles import KINDS, Scene, evidence, profiles, rarity
from newsloom.cluster.stories import gather, story_model
from newsloom.records import Article
from newsloom.settings import ClusterSettings
from newsloom.text.words import Background
from tests.cluster.articles import WordHash, article

LEAK = (
    article(
        "leak-1",
        "A tank of the Ferrand dye works leaked into the Olva at Tessin on Monday and the river ran green as far as the sea.\n"
        "Works manager Ottilie Brandt said the dye was safe. Fishing is forbidden.",
        "River green after leak at Ferrand dye works",
        "2025-03-03",
    ),
    article(
        "leak-2",
        "The dye that turned the river green in March holds arsenic, chemists of the district found.\n"
        "Ottilie Brandt, who manages the Ferrand works at Tessin, had called the dye safe. Fishermen of the Olva want damages.",
        "Arsenic in dye from Ferrand works",
        "2025-04-22",
    ),
    article(
        "leak-3",
        "A court fined the Ferrand dye works two million on Thursday because of the leak that poisoned the Olva.\n"
        "Ottilie Brandt was given a suspended sentence. Fishermen of Tessin clapped.",
        "Dye works fined for green river",
        "2025-09-11",
    ),
)
PAY = (
    article(
        "pay-1",
        "Workers of the Ferrand dye works at Tessin walked out on Friday for nine percent more pay.\n"
        "Shop steward Lars Holm said that wages had stood still for three years. Manager Ottilie Brandt offered four.",
        "Strike over wages at Ferrand",
        "2025-06-27",
    ),
    article(
        "pay-2",
        "The strike at Ferrand is over: wages rise by six percent, shop steward Lars Holm said in Tessin.\n"
        "Ottilie Brandt called the pay deal dear. Night shifts begin again on Monday.",
        "Ferrand strike ends with six percent",
        "2025-07-18",
    ),
)


def groups(articles: tuple[Article, ...]) -> set[frozenset[str]]:
    return {frozenset(story.articles) for story in weave(articles, ClusterSettings(), WordHash()).stories}


def test_later_turns_join_and_another_matter_of_the_same_people_stays_apart() -> None:
    assert groups((*LEAK, *PAY)) == {frozenset(a.id for a in part) for part in (LEAK, PAY)}


def test_the_story_is_called_by_a_late_turn() -> None:
    (story,) = weave(LEAK, ClusterSettings(), WordHash()).stories
    assert story.title in {LEAK[1].title, LEAK[2].title}


@pytest.mark.parametrize("half", ["dev", "held"])
def test_two_matters_of_the_same_people_within_a_month_stay_two(half: str) -> None:
    given = rows(half, SAME_ACTORS)
    found = figures(given, woven(given))
    assert found["pair_precision"] >= 0.95
    assert found["pair_recall"] >= 0.9


@pytest.mark.parametrize(("half", "least"), [("dev", 0.9), ("held", 0.85)])
def test_running_stories_with_decoys(half: str, least: float) -> None:
    given = rows(half)
    found = figures(given, woven(given))
    assert found["pair_f1"] >= least
    assert found["pair_precision"] >= 0.9


def scenes(articles: tuple[Article, ...]) -> list[Scene]:
    background = Background()
    return [Scene(f.article, (weigh(f, background),)) for f in features(articles, WordHash())]


def test_the_explanation_names_what_was_shared() -> None:
    first, second = profiles(scenes(LEAK[:2]))
    parts = story_model().parts(evidence(first, second))
    assert {"ferrand", "brandt", "tessin"} <= first.names.keys() & second.names.keys()
    assert set(parts) <= set(KINDS) and parts["rare_names"] > 1


def test_evidence_is_the_same_both_ways() -> None:
    for a, b in itertools.combinations(profiles(scenes((*LEAK, *PAY))), 2):
        assert evidence(a, b) == pytest.approx(evidence(b, a))


def test_a_name_that_many_events_give_is_not_rare() -> None:
    assert rarity("ferrand", "en", 2, 5000) > 0.9
    assert rarity("ferrand", "en", 600, 5000) == 0.0
    assert rarity("ferrand", "en", 10, 12) > 0.3, "a small batch on one story must not make its names common"


def test_months_and_weekdays_are_no_names() -> None:
    (profile,) = profiles(scenes(LEAK[:1]))
    assert "monday" not in profile.names


def test_links_do_not_chain_into_a_blob() -> None:
    chain = {(at, at + 1): 2.5 for at in range(9)}
    assert max(map(len, linkage.join(10, chain, mean=0.5, threshold=2.0))) <= 2
    whole = dict.fromkeys(itertools.combinations(range(10), 2), 2.5)
    assert linkage.join(10, whole, mean=0.5, threshold=2.0) == [list(range(10))]


def test_linkage_does_not_depend_on_the_order_of_links() -> None:
    chance = random.Random(3)
    links = {pair: chance.uniform(-2, 5) for pair in itertools.combinations(range(14), 2) if chance.random() < 0.5}
    mixed = list(links.items())
    chance.shuffle(mixed)
    assert linkage.join(14, dict(mixed), 0.5, 2.0) == linkage.join(14, links, 0.5, 2.0)


def test_thousands_of_events_are_gathered_in_seconds() -> None:
    chance = random.Random(5)
    names = ["".join(chance.choices("bdfgklmnprstv", k=3)) + chance.choice(["ara", "eno", "ilis"]) for _ in range(1500)]
    words = ["".join(chance.choices("aeioubdglmnrst", k=7)) for _ in range(3000)]

    def one(n: int) -> Article:
        who, where = chance.choice(names).title(), chance.choice(names).title()
        text = f"{who} spoke in {where} of {' '.join(chance.choices(words, k=40))}."
        return article(f"n{n}", text, None, "2025-03-04")

    many = scenes(tuple(one(n) for n in range(2000)))
    start = time.process_time()
    found = gather(many)
    assert time.process_time() - start < 8
    assert sum(map(len, found)) == 2000
