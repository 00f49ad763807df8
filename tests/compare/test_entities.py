"""Entities over a story."""

from __future__ import annotations

from newsloom.compare.entities import canon, link
from newsloom.compare.places import places
from newsloom.records import Annotations, Entity, EntityKind, Mention


def entity(key: str, name: str, kind: EntityKind = "person", aliases: tuple[str, ...] = ()) -> Entity:
    return Entity(key=key, name=name, kind=kind, aliases=aliases)


def article(id: str, *found: Entity, language: str = "en") -> Annotations:
    marks = tuple(Mention(start=i, end=i + 1, entity=i) for i in range(len(found)))
    return Annotations(article=id, version="v", language=language, entities=found, mentions=marks)


def test_family_name_alone_goes_to_the_full_name_of_another_article() -> None:
    story = [article("a", entity("person:ida brandt", "Ida Brandt")), article("b", entity("person:brandt", "Brandt"))]
    assert canon(story)["b", "person:brandt"] == "person:ida brandt"
    (only,) = link(story)
    assert (only.name, only.aliases, only.articles, only.mentions) == ("Ida Brandt", ("Brandt",), ("a", "b"), 2)


def test_family_name_of_two_people_stays_alone() -> None:
    story = [
        article("a", entity("person:ida brandt", "Ida Brandt"), entity("person:otto brandt", "Otto Brandt")),
        article("b", entity("person:brandt", "Brandt")),
    ]
    assert canon(story)["b", "person:brandt"] == "person:brandt"
    assert len(link(story)) == 3


def test_transliterations_of_one_person_meet() -> None:
    story = [
        article("a", entity("person:vladimir putin", "Vladimir Putin")),
        article("b", entity("person:vladimir poutine", "Vladimir Poutine"), language="fr"),
        article("c", entity("person:poutine", "Poutine"), language="fr"),
        article("d", entity("person:volodymyr zelensky", "Volodymyr Zelenskyy")),
        article("e", entity("person:vladimir zelensky", "Vladimir Zelensky")),
    ]
    keys = set(canon(story).values())
    assert len(keys) == 2


def test_different_given_names_are_different_people() -> None:
    story = [article("a", entity("person:anna weber", "Anna Weber")), article("b", entity("person:klaus weber", "Klaus Weber"))]
    assert len(set(canon(story).values())) == 2


def test_government_is_its_country() -> None:
    story = [
        article("a", entity("org:KP government", "Pyongyang", "organisation")),
        article("b", entity("place:KP", "North Korea", "place")),
    ]
    assert set(canon(story).values()) == {"place:KP"}
    (only,) = link(story)
    assert (only.name, only.kind) == ("North Korea", "place")


def test_capital_that_speaks_is_no_place_of_the_story() -> None:
    story = [article("a", entity("org:KP government", "Pyongyang", "organisation"))]
    assert places(story, canon(story)) == ()


def test_town_joins_the_region_that_the_story_is_about() -> None:
    story = [
        article("a", entity("place:RU-KRS", "Kursk region", "place")),
        article("b", entity("place:kursk,RU", "Kursk", "place")),
    ]
    assert canon(story)["b", "place:kursk,RU"] == "place:RU-KRS"
    (only,) = places(story, canon(story))
    assert (only.name, only.kind, only.country, only.mentions) == ("Kursk region", "region", "RU", 2)
    assert only.lat is not None
    assert 50 < only.lat < 53


def test_acronym_goes_to_the_long_name_of_another_article() -> None:
    story = [
        article("a", entity("org:norwegian maritime safety board", "Norwegian Maritime Safety Board", "organisation")),
        article("b", entity("org:nmsb", "NMSB", "organisation")),
    ]
    assert canon(story)["b", "org:nmsb"] == "org:norwegian maritime safety board"


def test_name_of_unknown_kind_is_what_another_article_knows() -> None:
    story = [article("a", entity("person:ida brandt", "Ida Brandt")), article("b", entity("other:ida brandt", "Ida Brandt", "other"))]
    assert set(canon(story).values()) == {"person:ida brandt"}


def test_region_is_called_a_region() -> None:
    story = [
        article("a", entity("place:RU-KRS", "Kursk", "place")),
        article("b", entity("place:RU-KRS", "Kursk", "place", ("Kursk region",))),
    ]
    (only,) = link(story)
    assert only.name == "Kursk region"


def test_the_west_is_no_place_on_a_map() -> None:
    story = [article("a", entity("place:west", "the West", "place"), entity("place:NO", "Norway", "place"))]
    assert [place.name for place in places(story, canon(story))] == ["Norway"]


def test_nothing_gives_nothing() -> None:
    assert link([]) == ()
    assert canon([]) == {}
    assert places([], {}) == ()
