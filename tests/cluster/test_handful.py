"""A handful of texts without dates or titles, put together by somebody: one matter is one story, two matters of the same kind are two."""

from __future__ import annotations

from newsloom.cluster import places, weave
from newsloom.cluster.profiles import Profile, Scene, profiles
from newsloom.records import Article
from newsloom.settings import ClusterSettings
from newsloom.text.vectors import embedder
from newsloom.text.words import fold
from tests.cluster.articles import article

DAM = (
    article(
        "dam-1",
        "Rescue teams in northern Karovia worked through a second night after the Melnik dam gave way, sending a wall of water into the "
        "valley below. At least 40 people are feared dead, according to the regional governor, Tamara Ilves. The operator, Karovia Hydro, "
        "denied that engineers had warned of cracks weeks before. Prime Minister Anton Becker cut short a visit to Vienna.",
    ),
    article(
        "dam-2",
        "The death toll from the collapse of the Melnik dam in Karovia has risen to 63, the emergency service said. The dam supplied a "
        "quarter of the country's electricity. Opposition leader Katja Orban called for the energy minister to resign. It was built in "
        "1974 and bought by Karovia Hydro in 2009.",
    ),
    article(
        "dam-3",
        "Karovia Hydro has admitted that it received a written warning about the Melnik dam four months before it burst. Chief executive "
        "Pavel Dorn acknowledged that a report mentioned water at the foot of the wall. Energy Minister Ruta Sand said the ministry "
        "never received it. Becker said the state would take control of all large dams.",
    ),
    article(
        "dam-4",
        "Police in Karovia have detained Pavel Dorn, the chief executive of Karovia Hydro, over the Melnik dam disaster. Energy Minister "
        "Ruta Sand resigned, saying she wanted to clear the way for the truth. Opposition leader Katja Orban welcomed the move.",
    ),
)
BUS = (
    article(
        "bus-1",
        "Nine pilgrims died when a coach left the mountain road above Ostrella and fell into a gorge. Survivors said the driver, Milo "
        "Prando, had complained of weak brakes. The firm Prando Reisen owns four coaches.",
    ),
    article(
        "bus-2",
        "Prosecutors in Ostrella have charged the owner of Prando Reisen after nine pilgrims died in a coach. An inspector found that "
        "the brakes of the coach had not been looked at for three years. Milo Prando remains in hospital.",
    ),
)


def groups(articles: tuple[Article, ...]) -> set[frozenset[str]]:
    return {frozenset(story.articles) for story in weave(articles, ClusterSettings(), embedder(1)).stories}


def test_undated_texts_on_one_matter_are_one_story() -> None:
    assert groups(DAM) == {frozenset(one.id for one in DAM)}


def test_another_matter_among_them_stays_another() -> None:
    assert groups((*DAM, *BUS)) == {frozenset(one.id for one in part) for part in (DAM, BUS)}


def _melnik(scenes: tuple[Scene, ...]) -> float:
    made: Profile = profiles(scenes)[0]
    return made.names["melnik"]


def test_that_undated_events_give_a_name_makes_it_no_less_rare() -> None:
    from newsloom.cluster.evidence import weigh
    from newsloom.cluster.features import features
    from newsloom.text.words import Background

    found = features(DAM, embedder(1))
    scenes = tuple(Scene(one.article, (weigh(one, Background()),)) for one in found)
    assert _melnik(scenes) == _melnik(scenes[:1])


def test_plain_words_are_no_regions() -> None:
    words = ["The", "European", "Union", "and", "the", "Ohio", "River", "in", "Chapter", "II"]
    assert set(places.places(words, [fold(word) for word in words], " ".join(words), "en")) == {"place:US-OH"}
