"""Names in plain text, their folding, and the gazetteer."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsloom.lexicon import rows
from newsloom.text import metonyms
from newsloom.text import names as light
from newsloom.text import names_gazetteer as gazetteer
from newsloom.text.names_fold import bare, fold, person, skeleton


def keys(text: str, language: str = "en") -> list[str]:
    return [name.key or name.folded for name in light.names(text, language)]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Zelenskyy", "Zelensky"),
        ("Zelenskiy", "Зеленський"),
        ("Зеленский", "Zelensky"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("Sergei Ivanov", "Sergey Ivanov"),
        ("José Peña", "Jose Pena"),
    ],
)
def test_spellings_of_one_person_fold_to_one_form(one: str, two: str) -> None:
    assert person(one) == person(two)


def test_different_people_keep_different_forms() -> None:
    assert person("Anna Weiss") != person("Hanna Weiss")
    assert person("Modi") == "modi"


def test_skeleton_meets_transliterations_that_keys_keep_apart() -> None:
    assert skeleton("Poutine") == skeleton("Putin")
    assert person("Poutine") != person("Putin")


def test_possessive_is_no_part_of_a_name() -> None:
    assert bare("Russia’s") == "Russia"
    assert [name.text for name in light.names("They read Norway's note.", "en")] == ["Norway"]


@pytest.mark.parametrize(
    ("text", "language", "key"),
    [
        ("North Korea", "en", "place:KP"),
        ("Corée du Nord", "fr", "place:KP"),
        ("Corea del Norte", "es", "place:KP"),
        ("Nordkorea", "de", "place:KP"),
        ("North Korean", "en", "place:KP"),
        ("nord-coréennes", "fr", "place:KP"),
        ("norcoreanas", "es", "place:KP"),
        ("NATO", "en", "org:nato"),
        ("OTAN", "fr", "org:nato"),
        ("Kursk", "en", "place:kursk,RU"),
        ("Koursk", "fr", "place:kursk,RU"),
        ("Kursk Oblast", "en", "place:RU-KRS"),
        ("région de Koursk", "fr", "place:RU-KRS"),
        ("Crimea", "en", "place:UA-43"),
        ("Moscú", "es", "place:moscow,RU"),
        ("the Kremlin", "en", "org:RU government"),
    ],
)
def test_one_key_over_languages(text: str, language: str, key: str) -> None:
    found = light.key(text, language)
    assert found is not None
    assert found[0] == key


def test_small_words_are_no_countries() -> None:
    assert gazetteer.country("us") is None
    assert gazetteer.country("US") == "US"
    assert gazetteer.organisation("who") is None
    assert gazetteer.organisation("WHO") == "world health organization"


def test_a_town_and_its_region_are_related_and_not_the_same() -> None:
    assert gazetteer.related("place:kursk,RU", "place:RU-KRS")
    assert not gazetteer.related("place:kursk,RU", "place:RU-BEL")
    assert not gazetteer.related("place:kursk,RU", "place:kursk,RU")


def test_the_larger_town_wins_unless_the_article_is_about_the_other_country() -> None:
    plain, near = gazetteer.city("Birmingham"), gazetteer.city("Birmingham", ("US",))
    assert plain is not None
    assert near is not None
    assert (plain.country, near.country) == ("GB", "US")
    geneva = gazetteer.city("Geneva", ("US",))
    assert geneva is not None
    assert geneva.country == "CH"


def test_a_state_outweighs_its_small_namesakes() -> None:
    maryland = gazetteer.region("Maryland")
    assert maryland is not None
    assert maryland.key == "place:US-MD"


def test_the_region_around_a_capital_is_not_the_capital() -> None:
    kyiv = gazetteer.region("Kyiv")
    assert kyiv is not None
    assert kyiv.key == "place:UA-32"


def test_contractions_are_no_names() -> None:
    assert keys("She’ll go. We’ve seen it. They’re here.") == []


def test_sentence_opener_that_begins_a_known_name() -> None:
    assert keys("New York is calm. South Africa voted.") == ["place:new york city,US", "place:ZA"]


def test_what_is_based_somewhere_is_cut_from_the_place() -> None:
    assert keys("A study by the Oslo-based Ellery Institute found more of them.") == ["place:oslo,NO", "ellery institute"]


def test_adjective_after_a_spanish_name_belongs_to_it() -> None:
    assert keys("zarpó la Armada Chilena", "es") == ["armada chilena"]


def test_centre_of_a_country_across_the_date_line_lies_in_it() -> None:
    lat, lon = gazetteer.centre("FJ")
    assert lat is not None
    assert lon is not None
    assert -20 < lat < -15
    assert abs(lon) > 170


def test_full_name_gives_the_family_name_its_form() -> None:
    text = "Teresa Ribalta spoke in Madrid. Ribalta left early."
    assert keys(text, "es") == ["teresa ribalta", "place:madrid,ES", "teresa ribalta"]


def test_two_of_one_family_leave_the_family_name_open() -> None:
    text = "Ana Lorm met Otto Lorm. Later Lorm left."
    assert keys(text)[-1] == "lorm"


def test_first_words_of_sentences_are_no_names() -> None:
    assert keys("Farmers protested. However, nothing changed. Despite rain, they stayed.") == []


def test_headline_in_capitals_only_gives_known_names() -> None:
    text = "MAYOR DENIES DAM LEAK NEAR OSLO\n\nMayor Ivo Brandt said the dam holds."
    assert keys(text) == ["place:oslo,NO", "ivo brandt"]


def test_elided_article_is_cut_off() -> None:
    found = light.names("Selon l'ONU, l'Ukraine et d'Oslo.", "fr")
    assert [name.text for name in found] == ["ONU", "Ukraine", "Oslo"]


def test_hyphen_between_two_countries_names_both() -> None:
    assert keys("The Norway-Sweden border is open.") == ["place:NO", "place:SE"]


def test_title_is_no_part_of_the_name() -> None:
    assert keys("On Monday Prime Minister Dame Ruth Okello resigned.") == ["ruth okello"]


def test_seats_speak_for_governments() -> None:
    assert metonyms.speaks_for("Washington") == "United States government"
    assert metonyms.speaks_for("Pyongyang") == "North Korean government"
    assert metonyms.speaks_for("the Kremlin") == "Russian government"
    assert metonyms.speaks_for("Brussels") == "European Union"
    assert metonyms.speaks_for("the Pentagon") == "US Department of Defense"
    assert metonyms.speaks_for("Kursk") is None
    assert metonyms.speaks_for("Moscú") == "Russian government"


def test_every_seat_of_the_table_has_a_canonical_name() -> None:
    for code in ("US", "GB", "FR", "KP", "UA", "CN"):
        assert metonyms.government(code).endswith("government")


def test_canonical_names() -> None:
    assert gazetteer.canonical("place:KP") == "North Korea"
    assert gazetteer.canonical("org:nato") == "NATO"
    assert gazetteer.canonical("person:nobody") is None


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120), st.sampled_from(["en", "fr", "es", "de", "ru", "ar", "zh", "und", "tlh"]))
def test_any_text_gives_ordered_exact_spans(text: str, language: str) -> None:
    last = 0
    for name in light.names(text, language):
        assert last <= name.start < name.end <= len(text)
        assert text[name.start : name.end] == name.text
        last = name.end


@given(st.text(max_size=60))
def test_folding_any_text_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_long_hostile_runs_end_soon() -> None:
    for text in ("A " * 20_000, "A-" * 20_000, "A." * 20_000, "l'" * 20_000, "Xa of " * 10_000):
        light.names(text, "fr")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Bavaria", "place:DE-BY"),
        ("Bavière", "place:DE-BY"),
        ("Baviera", "place:DE-BY"),
        ("Toscane", "place:IT-52"),
        ("Kurskaya oblast'", "place:RU-KRS"),
        ("Lugansk", "place:UA-09"),
        ("Karnataka", "place:IN-KA"),
        ("Guangdong province", "place:CN-GD"),
        ("Mato Grosso", "place:BR-MT"),
        ("Tartus", "place:SY-TA"),
    ],
)
def test_regions_have_one_key_in_all_languages(name: str, key: str) -> None:
    found = gazetteer.region(name)
    assert found is not None
    assert found.key == key


def test_region_lies_where_its_towns_are() -> None:
    bavaria = gazetteer.region("Bavaria")
    assert bavaria is not None
    assert bavaria.lat == pytest.approx(48.7, abs=0.7)
    assert bavaria.lon == pytest.approx(11.4, abs=0.7)


def test_province_below_the_first_level_needs_a_word_that_says_so() -> None:
    province = gazetteer.region_called("Seville")
    assert province is not None
    assert province.key == "place:ES-SE"
    assert gazetteer.region("Seville") is None


@pytest.mark.parametrize("name", ["North", "Central", "Western", "Capital"])
def test_a_mere_direction_is_no_region(name: str) -> None:
    assert gazetteer.region(name) is None


def test_every_region_of_the_table_has_a_code_and_names_without_blanks() -> None:
    codes = [row["code"] for row in rows("regions")]
    assert len(codes) == len(set(codes))
    for row in rows("regions"):
        assert gazetteer.by_key(f"place:{row['code']}") is not None
        assert all(name == name.strip() and name for name in row["names"].split("|"))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Delaware", "place:US-DE"),
        ("Oklahoma", "place:US-OK"),
        ("Bali", "place:ID-BA"),
        ("New York", "place:new york city,US"),
        ("Koursk", "place:kursk,RU"),
    ],
)
def test_a_large_region_goes_before_a_small_town_of_its_name(name: str, key: str) -> None:
    found = light.key(name)
    assert found is not None
    assert found[0] == key


def test_a_region_called_by_a_plain_word_is_one_where_a_word_says_so() -> None:
    assert light.key("Unity State") == ("place:SS-UY", "region")
    assert light.key("Delta State") == ("place:NG-DE", "region")
    assert light.key("Unity") is None
