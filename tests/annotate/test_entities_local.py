"""Entities of local news: states' letters after towns, lines of the page, brands, papers called after towns, names in headlines."""

from __future__ import annotations

import pytest

from newsloom.records import Entity
from tests.annotate.test_entities import find


def kinds(text: str) -> dict[str, str]:
    return {entity.name: entity.kind for entity in find(text).values()}


def people(text: str) -> set[str]:
    return {entity.name for entity in find(text).values() if entity.kind == "person"}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Two men were shot in Fenwick, GA, on Monday. Police in Fenwick, GA said so.", {"place:fenwick", "place:US-GA"}),
        ("LORMTON, GA (WXYQ) - A man was shot.", {"place:lormton", "place:US-GA", "org:wxyq"}),
        ("She drove from Dunvale, OH to Larch Creek, IN.", {"place:dunvale", "place:US-OH", "place:larch creek", "place:US-IN"}),
        (
            "A man from Hollinside, MO, and his cousin from Orleby, LA, fled.",
            {"place:hollinside", "place:US-MO", "place:orleby", "place:US-LA"},
        ),
        ("Police in Holly Marsh, OK are looking for two men.", {"place:holly marsh", "place:US-OK"}),
        ("A man in Dunvale, Ga. was charged on Friday.", {"place:dunvale", "place:US-GA"}),
    ],
)
def test_letters_of_a_state_after_a_town(text: str, keys: set[str]) -> None:
    assert set(find(text)) == keys


@pytest.mark.parametrize(
    "text",
    [
        "He lives in Marlow, Ga. and works there.",
        "He lives in Paris, Texas.",
        "He lives in Marlow, OH, with his dog.",
    ],
)
def test_a_state_behind_a_town_says_that_it_is_no_town_of_another_country(text: str) -> None:
    towns = [entity for entity in find(text).values() if entity.name in ("Marlow", "Paris")]
    assert [(town.kind, town.country in (None, "US")) for town in towns] == [("place", True)]


@pytest.mark.parametrize(
    "text", ["The surgeon, Ida Moreau, MD, spoke.", "“OK, so we left,” Ida Moreau said.", "The firm sells TVs, PA systems and lamps."]
)
def test_letters_that_are_no_state(text: str) -> None:
    assert not {key for key in find(text) if key.startswith("place:US-")}


@pytest.mark.parametrize(
    "text",
    [
        "Police in Norfolk, Virginia, arrested a man. Norfolk police said he was armed.",
        "A man was shot in Norfolk, Va.",
        "The man lives in Norfolk.",
    ],
)
def test_norfolk_is_a_town_and_the_island_is_called_so(text: str) -> None:
    assert "place:norfolk,US" in find(text)
    assert "place:NF" in find("The ship sailed to Norfolk Island.")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Share Hollin\nPolice said two men were shot near the mall.", set()),
        ("Dale Hemming Provided\nThe police chief spoke.", {"Dale Hemming"}),
        ("Dale Hemming Submitted photo\nThe police chief spoke.", {"Dale Hemming"}),
        ("Buy Photo\nIda Moreau spoke to the council.", {"Ida Moreau"}),
        ("Tweet Ida Moreau\nThe police chief spoke.", {"Ida Moreau"}),
        ("Ida Moreau called the police at 1-555-HELP-OX on Monday.", {"Ida Moreau"}),
    ],
)
def test_words_of_the_page_are_no_part_of_a_name(text: str, named: set[str]) -> None:
    found = people(text)
    assert named <= found
    assert not any(word in name.split() for name in found for word in ("Share", "Provided", "Submitted", "Buy", "Tweet", "HELP-OX"))


def test_a_known_town_behind_a_word_of_the_page_is_that_town() -> None:
    assert "place:houston,US" in find("Share Houston\nPolice said two men were shot near the mall in Texas.")


def test_a_plate_is_no_name() -> None:
    assert not {"place:orl0785", "org:orl0785"} & set(find("He drove a van with the Ohio tag ORL0785 on Monday."))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The man left in a silver Toyota Camry.", "Toyota Camry"),
        ("A black Chevrolet Tahoe was found on Monday.", "Chevrolet Tahoe"),
        ("Police stopped a 2009 Dodge Charger.", "Dodge Charger"),
        ("Lund drives an Olive green Mazda Orle with a dent.", "Mazda Orle"),
    ],
)
def test_a_model_of_a_maker_is_a_thing(text: str, name: str) -> None:
    assert kinds(text)[name] == "other"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Officers found a Remington shotgun in the van.", "Remington"),
        ("She was shot outside a Burger King on Monday.", "Burger King"),
        ("He waited at the Dollar General on Monday.", "Dollar General"),
        ("They ate at a Wendy's on Monday.", "Wendy"),
        ("He pulled a Ruger pistol from the bag.", "Ruger"),
    ],
)
def test_a_brand_is_an_organisation(text: str, name: str) -> None:
    assert kinds(text)[name] == "organisation"


@pytest.mark.parametrize(
    "text", ["Ida Ford, 40, said so. Ford wept.", "Officer Dan Remington said so. Remington wept.", "Dodge, 34, fled with Wendy Dodge."]
)
def test_who_is_called_like_a_brand_is_a_person(text: str) -> None:
    assert set(kinds(text).values()) == {"person"}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The Asbury Park Press reported that he died.", "org:asbury park press"),
        ("He told the Long Beach Press-Telegram so.", "org:long beach press telegram"),
        ("The Orle Times and the Baltimore Courier said so.", "org:baltimore courier"),
    ],
)
def test_a_paper_called_after_a_town_is_whole(text: str, key: str) -> None:
    assert key in find(text)


def test_an_office_for_the_press_is_no_paper() -> None:
    found = find("Baltimore Press Secretary Ida Moreau said so.")
    assert "place:baltimore,US" in found or found["person:ida moreau"].role == "Baltimore Press Secretary"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("A boy was shot in New Orleans East on Monday.", "place:new orleans east"),
        ("The New Haven Police searched the house.", "org:new haven police"),
    ],
)
def test_the_first_word_of_a_town_stays_with_what_is_called_after_it(text: str, key: str) -> None:
    assert key in find(text)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Ida Moreau Slams Dan Holt Over Budget Plan\nMoreau spoke on Monday.", {"Ida Moreau", "Dan Holt"}),
        ("Rudy Lund Suspect in Fenwick Mall Shooting\nPolice said Lund fled.", {"Rudy Lund"}),
        ("Rudy Lund Arrested After Long Chase\nPolice said Lund fled.", {"Rudy Lund"}),
    ],
)
def test_a_name_in_a_headline_ends_before_the_verb(text: str, named: set[str]) -> None:
    assert people(text) == named


@pytest.mark.parametrize("text", ["Dan Holt lives outside of Holly Marsh. The Holly Marsh Police Department was called."])
def test_a_town_with_a_police_of_its_own_is_no_person(text: str) -> None:
    assert kinds(text)["Holly Marsh"] == "place"
    assert kinds(text)["Dan Holt"] == "person"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (
            "The Georgia Bureau of Seeds helped. He fled from Georgia to Mississippi. Georgia was warned.",
            "place:US-GA",
        ),
        ("Georgia and Armenia signed. Georgian envoys flew to Tbilisi; Georgia will vote.", "place:GE"),
    ],
)
def test_georgia_is_told_by_what_stands_around(text: str, key: str) -> None:
    found: dict[str, Entity] = find(text)
    assert key in found
    assert not ({"place:US-GA", "place:GE"} - {key}) & set(found)
