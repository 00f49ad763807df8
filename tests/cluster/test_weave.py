"""What a batch is woven into."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import msgspec
import pytest

from newsloom.cluster import Weaving, features, weave
from newsloom.records import Article, When
from newsloom.settings import ClusterSettings
from newsloom.text.vectors import embedder
from tests.cluster.articles import CHESS, FIRE, OTHER_FIRE, WordHash, article

SETTINGS = ClusterSettings()
SHARED = Path(__file__).parents[3] / "shared" / "corpus"


def woven(articles: tuple[Article, ...]) -> Weaving:
    return weave(articles, SETTINGS, WordHash())


def groups(weaving: Weaving) -> set[frozenset[str]]:
    return {frozenset(story.articles) for story in weaving.stories}


def undated(articles: tuple[Article, ...]) -> tuple[Article, ...]:
    return tuple(msgspec.structs.replace(one, published=When()) for one in articles)


ALL = (*FIRE, *OTHER_FIRE, *CHESS)
RIGHT = {frozenset(a.id for a in part) for part in (FIRE, OTHER_FIRE, CHESS)}


def test_one_event_in_other_words_joins_and_a_look_alike_stays_apart() -> None:
    assert groups(woven(ALL)) == RIGHT


def test_undated_articles_join_by_content() -> None:
    found = woven(undated(ALL))
    assert groups(found) == RIGHT
    assert all(story.first is None and story.last is None for story in found.stories)


def test_nothing_depends_on_the_order_of_the_batch() -> None:
    first = woven(ALL)
    for order in itertools.islice(itertools.permutations(ALL), 0, 720, 119):
        again = woven(order)
        assert groups(again) == groups(first)
        assert {story.id for story in again.stories} == {story.id for story in first.stories}


def test_every_article_is_in_one_event_of_one_story() -> None:
    found = woven(ALL)
    placed = [name for story in found.stories for event in story.events for name in event.articles]
    assert sorted(placed) == sorted(a.id for a in ALL)
    assert sorted(placed) == sorted(name for story in found.stories for name in story.articles)


def test_an_empty_batch_and_an_empty_article() -> None:
    assert woven(()).stories == ()
    assert len(woven((article("nothing", ""),)).stories) == 1


def test_the_same_text_in_four_outlets_is_one_group_of_copies() -> None:
    copies = tuple(msgspec.structs.replace(FIRE[0], id=f"copy-{n}") for n in range(4))
    found = woven((*copies, *CHESS))
    assert [sorted(group) for group in found.copies] == [[f"copy-{n}" for n in range(4)]]


def test_two_results_from_one_template_are_two_events() -> None:
    text = (
        "{name} won the governor's race in {place} on Tuesday with {share} percent of the vote, the election office said.\n"
        "Turnout was {turn} percent."
    )
    ohio = article("ohio", text.format(name="Dana Whitlock", place="Ohio", share=52, turn=61), "Whitlock wins Ohio", "2024-11-06")
    iowa = article("iowa", text.format(name="Paul Serrano", place="Iowa", share=55, turn=58), "Serrano wins Iowa", "2024-11-06")
    assert len(woven((ohio, iowa)).stories) == 2


def test_events_of_months_make_one_story_in_order_of_time() -> None:
    march = article(
        "march",
        "The Lindqvist bridge over the Morava at Olvin was closed on Friday after inspectors found cracks in two piers.\n"
        "The mayor of Olvin, Jana Hruba, called the Lindqvist bridge unsafe.",
        "Cracks close the Lindqvist bridge at Olvin",
        "2025-03-07",
    )
    july = article(
        "july",
        "Wreckers began taking apart the Lindqvist bridge in Olvin on Tuesday, watched by mayor Jana Hruba and a few hundred townspeople.\n"
        "The builder Kral will need until autumn; a ferry across the Morava carries pupils and nurses for free. The crossing had been shut "
        "since spring, when cracks were found.",
        "Olvin says goodbye to an old bridge",
        "2025-07-15",
    )
    found = woven((july, march, *CHESS))
    bridge = next(story for story in found.stories if "march" in story.articles)
    assert bridge.articles == ("march", "july")
    assert [event.first for event in bridge.events] == ["2025-03-07", "2025-07-15"]
    assert (bridge.first, bridge.last) == ("2025-03-07", "2025-07-15")


def test_stored_features_are_used_unless_the_text_changed() -> None:
    stored = {f.article: msgspec.structs.replace(f, terms={"stored": 1}) for f in features(FIRE, WordHash())}

    class NoNeed(WordHash):
        def encode(self, texts):  # type: ignore[no-untyped-def]
            assert not texts
            return super().encode(texts)

    weave(FIRE, SETTINGS, NoNeed(), stored=stored)
    changed = msgspec.structs.replace(FIRE[0], version="2")
    with pytest.raises(AssertionError):
        weave((changed,), SETTINGS, NoNeed(), stored=stored)


FERRY = {
    "en": (
        "Ferry sinks off Lombok, 31 missing",
        "A ferry with more than 80 people on board sank off the Indonesian island of Lombok, and 31 are missing.",
    ),
    "es": (
        "Se hunde un ferry frente a Lombok",
        "Un ferry con más de 80 personas a bordo se hundió frente a la isla indonesia de Lombok y 31 están desaparecidas.",
    ),
    "fr": (
        "Naufrage d'un ferry au large de Lombok",
        "Un ferry transportant plus de 80 personnes a coulé au large de l'île indonésienne de Lombok, 31 sont portées disparues.",
    ),
    "ru": (
        "У берегов Ломбока затонул паром",
        "Паром, на борту которого было более 80 человек, затонул у индонезийского острова Ломбок, 31 человек пропал без вести.",
    ),
}


def test_one_event_in_four_languages_is_one_story() -> None:
    ferry = tuple(article(f"ferry-{code}", text, title, "2025-03-12", code) for code, (title, text) in FERRY.items())
    found = weave((*ferry, *CHESS, *FIRE), SETTINGS, embedder(2))
    assert frozenset(a.id for a in ferry) in groups(found)
    assert next(s for s in found.stories if "ferry-en" in s.articles).languages == ("en", "es", "fr", "ru")


@pytest.mark.shared
@pytest.mark.parametrize("dated", [True, False])
def test_the_sample_story_stays_one(dated: bool) -> None:
    source = SHARED / "seeds-dated.jsonl"
    if not source.is_file():
        pytest.skip(f"{source} is absent")
    rows = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
    articles = [article(row["id"], row["text"], day=row["published"] if dated else None) for row in rows]
    found = weave(articles, SETTINGS, embedder(2))
    assert len(found.stories) == 1
    assert len(found.stories[0].events) >= (3 if dated else 1)
